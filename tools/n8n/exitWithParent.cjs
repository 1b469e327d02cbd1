// Loaded into n8n before n8n itself. The channel to the parent closes however the parent ends, also
// when it is killed; without this, n8n would go on alone.
const GRACE_MS = 3_000;

if (process.channel) {
	process.once('disconnect', () => {
		process.kill(process.pid, 'SIGTERM');
		setTimeout(endGroup, GRACE_MS).unref();
	});
	process.channel.unref();
}

/** n8n leads a group, with the processes it started itself. */
function endGroup() {
	try {
		process.kill(-process.pid, 'SIGKILL');
	} catch {
		process.exit(1);
	}
}
