// Runs the tests in n8n's queue mode: `npm run test:queue`. They need the programs of PostgreSQL and Redis.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../demo/paths.mts';
import { getMissingPrograms } from '../tools/n8n/queue/programs.mts';

const missing = getMissingPrograms();
if (missing.length > 0) {
	console.log(
		`SKIPPED: the tests in queue mode didn't run, since this machine has no ${missing.join(', ')}.\n` +
			'Install them, such as with "apt-get install postgresql redis-server", and run this again.',
	);
} else {
	const child = spawn(
		process.execPath,
		[
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			...['--config', 'jest.queue.config.mjs'],
			...process.argv.slice(2),
		],
		{ cwd: root, stdio: 'inherit' },
	);
	child.once('close', (code) => (process.exitCode = code ?? 1));
}
