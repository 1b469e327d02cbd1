// Runs npm. Plain JavaScript without dependencies, for any Node from 20 on.
import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const INTERRUPTED = 130;
const TAIL_LINES = 25;
const isWindows = process.platform === 'win32';

/**
 * Runs npm in a folder and resolves to what it wrote to its standard output. When this process is
 * interrupted or `signal` aborts, npm ends with everything that it started.
 *
 * @param {string[]} args
 * @param {{ cwd: string, signal?: AbortSignal }} options
 * @returns {Promise<string>}
 */
export function npm(args, { cwd, signal }) {
	signal?.throwIfAborted();
	const child = spawn('npm', args, {
		cwd,
		// The Node that runs this script also builds native modules.
		env: { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env.PATH },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own can be ended as a whole; npm alone would leave its scripts behind.
		detached: !isWindows,
		shell: isWindows,
	});
	let output = '';
	const all = [];
	child.stdout.setEncoding('utf8').on('data', (text) => {
		output += text;
		all.push(text);
	});
	child.stderr.setEncoding('utf8').on('data', (text) => all.push(text));

	const end = () => endGroup(child);
	const interrupt = (name) => {
		end();
		// If there are other listeners, they decide whether this process ends.
		if (process.listenerCount(name) === 1) process.exit(INTERRUPTED);
	};
	process.on('exit', end);
	for (const name of SIGNALS) process.on(name, interrupt);
	signal?.addEventListener('abort', end);

	return new Promise((done, fail) => {
		child.on('error', fail);
		child.on('close', (code, by) => {
			process.off('exit', end);
			for (const name of SIGNALS) process.off(name, interrupt);
			signal?.removeEventListener('abort', end);
			if (code === 0) return done(output);
			const tail = all.join('').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
			fail(
				new Error(`"npm ${args.join(' ')}" in ${cwd} ended with ${by ?? `code ${code}`}.\n${tail}`),
			);
		});
	});
}

function endGroup(child) {
	try {
		if (isWindows) child.kill();
		else process.kill(-child.pid, 'SIGTERM');
	} catch {
		// Already gone.
	}
}
