// Runs the tests in n8n's queue mode: `npm run test:queue`, or in another of the tested versions of n8n:
// `npm run test:queue -- --n8n 1.123.81`. More arguments go to Jest. The tests need the programs of PostgreSQL and Redis.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../demo/paths.mts';
import { getInstallation, VERSION_VARIABLE } from '../tools/n8n/installation.mts';
import { getMissingPrograms } from '../tools/n8n/queue/programs.mts';

const args = process.argv.slice(2);
const isVersionGiven = args[0] === '--n8n';
// Fails for a version that isn't there.
const { version } = getInstallation(isVersionGiven ? (args[1] ?? '') : undefined);

const missing = getMissingPrograms();
if (missing.length > 0) {
	console.log(
		`SKIPPED: the tests in queue mode didn't run, since this machine has no ${missing.join(', ')}.\n` +
			'Install them, such as with "apt-get install postgresql redis-server", and run this again.',
	);
} else {
	console.log(`n8n ${version}`);
	const child = spawn(
		process.execPath,
		[
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			...['--config', 'jest.queue.config.mjs'],
			...(isVersionGiven ? args.slice(2) : args),
		],
		{ cwd: root, stdio: 'inherit', env: { ...process.env, [VERSION_VARIABLE]: version } },
	);
	child.once('close', (code) => (process.exitCode = code ?? 1));
}
