import { CleanupStack } from './cleanupStack.mts';
import { runDemo } from './demo.mts';
import { runQueueDemo } from './queueDemo.mts';

const cleanup = new CleanupStack();
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (interrupted) return;
		interrupted = true;
		void cleanup.run().then(() => process.exit(130));
	});
}

try {
	if (process.argv.includes('--queue')) await runQueueDemo(cleanup);
	else await runDemo({ keepEditor: process.argv.includes('--editor') }, cleanup);
	await cleanup.run();
} catch (error) {
	// After Ctrl-C, running requests fail as expected.
	if (!interrupted) {
		console.error(`\n${(error as Error).message}`);
		process.exitCode = 1;
	}
	await cleanup.run();
}
