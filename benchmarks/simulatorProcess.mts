import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePorts } from '../tools/n8n/ports.mts';
import { root } from '../demo/paths.mts';
import type { LogEntry, RequestLog } from '../simulator/src/requestLog.mts';

export type Seen = ReturnType<RequestLog['summary']>;

/** A simulated tenant in a process of its own, so that it takes no time from what is measured. */
export type SimulatorProcess = {
	url: string;
	/** What it has seen since the last reset. */
	seen(): Promise<Seen>;
	/** The last requests. */
	requests(): Promise<LogEntry[]>;
	/** Forgets what it has seen, its tokens and the rate limit so far. */
	reset(): Promise<void>;
	stop(): Promise<void>;
};

const POLL_MS = 50;

/** @param switches those of `simulator/src/main.mts`, without dashes */
export async function startSimulator(
	switches: Record<string, string | number | true>,
): Promise<SimulatorProcess> {
	const [port = 0] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(
		process.execPath,
		[
			join(root, 'simulator', 'src', 'main.mts'),
			`--port=${port}`,
			...Object.entries(switches).map(([name, value]) =>
				value === true ? `--${name}` : `--${name}=${value}`,
			),
		],
		{ stdio: ['ignore', 'ignore', 'inherit'] },
	);
	const ended = new Promise((done) => child.once('exit', done));
	process.once('exit', () => child.kill('SIGKILL'));
	while (!(await isUp(url))) {
		if (child.exitCode !== null) throw new Error('The simulator did not start.');
		await sleep(POLL_MS);
	}
	return {
		url,
		seen: async () => await getJson<Seen>(`${url}/_simulator/counters`),
		requests: async () => await getJson<LogEntry[]>(`${url}/_simulator/requests`),
		reset: async () => {
			await fetch(`${url}/_simulator/reset`, { method: 'POST' });
		},
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

const getJson = async <T,>(url: string) => (await (await fetch(url)).json()) as T;

const isUp = async (url: string) =>
	await fetch(`${url}/_simulator/counters`).then(
		({ ok }) => ok,
		() => false,
	);
