import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { n8nFolder } from '../../demo/paths.mts';
import { getInstallation } from './installation.mts';

const GRACE_MS = 10_000;
const TAIL_LINES = 30;
const isWindows = process.platform === 'win32';

/** A running n8n: its server, or one of its commands. */
export type N8nProcess = {
	pid: number;
	/** What it wrote so far. */
	stdout(): string;
	/** The last lines it wrote, to either stream. */
	tail(): string;
	/** Its exit code, or null while it runs. */
	exitCode(): number | null;
	/** Settles with the exit code. */
	ended: Promise<number>;
	/** Asks it to end, and kills it, with all that it started, when it does not. */
	stop(): Promise<void>;
};

const running = new Set<ChildProcess>();

// The last resort when this process ends in a way that no `finally` sees.
process.once('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));

/** Starts n8n with the given arguments under the Node that runs this. */
export function startN8n(args: string[], environment: Record<string, string>): N8nProcess {
	const child = spawn(
		process.execPath,
		[
			'--require',
			join(n8nFolder, 'exitWithParent.cjs'),
			join(getInstallation().folder, 'node_modules', 'n8n', 'bin', 'n8n'),
			...args,
		],
		{
			cwd: environment.N8N_USER_FOLDER,
			env: environment,
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			// A group of its own: Ctrl-C reaches only this process, which then ends n8n in order.
			detached: !isWindows,
		},
	);
	running.add(child);
	let out = '';
	let all = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		out += text;
		all += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		all += text;
	});
	const ended = new Promise<number>((done) => {
		child.once('error', (error) => {
			all += `\n${error.message}`;
			done(1);
		});
		child.once('exit', () => {
			running.delete(child);
			signalGroup(child, 'SIGKILL');
		});
		child.once('close', (code) => done(code ?? 1));
	});

	return {
		pid: child.pid ?? 0,
		stdout: () => out,
		tail: () => all.trimEnd().split('\n').slice(-TAIL_LINES).join('\n'),
		exitCode: () => child.exitCode ?? (child.signalCode ? 1 : null),
		ended,
		stop: async () => {
			if (running.has(child)) {
				child.kill('SIGTERM');
				await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
			}
			if (running.has(child)) signalGroup(child, 'SIGKILL');
			await ended;
		},
	};
}

/** Reaches the processes that n8n started as well, such as the one for Code nodes. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (isWindows) child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// Already gone.
	}
}
