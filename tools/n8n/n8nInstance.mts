import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { createCommands } from './n8nCli.mts';
import type { Commands } from './n8nCli.mts';
import { buildN8nEnvironment } from './environment.mts';
import { freePorts } from './ports.mts';
import { startN8n } from './n8nProcess.mts';
import type { N8nProcess } from './n8nProcess.mts';

const START_TIMEOUT_MS = 180_000;
const POLL_MS = 150;

export type InstanceOptions = {
	/** n8n keeps everything in `.n8n` below it; the folder is made when it is missing. */
	userFolder: string;
	/** Whether n8n may use the proxy of this machine. */
	useProxy?: boolean;
	/** More environment variables. */
	extra?: Record<string, string>;
};

export type Instance = Commands & {
	/** Origin of the editor, once started. */
	url: string;
	userFolder: string;
	/** Starts the server and waits until it answers. */
	start(): Promise<void>;
	/** Stops the server; does nothing when it does not run. */
	stop(): Promise<void>;
	/** The last lines that the server wrote. */
	serverLog(): string;
	/** Process of the server; 0 when it does not run. */
	pid(): number;
};

/** An n8n with a user folder, ports and settings of its own. */
export async function createInstance(options: InstanceOptions): Promise<Instance> {
	await mkdir(options.userFolder, { recursive: true });
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	let server: N8nProcess | undefined;

	return {
		...createCommands(options),
		url,
		userFolder: options.userFolder,
		serverLog: () => server?.tail() ?? '',
		pid: () => server?.pid ?? 0,
		start: async () => {
			server = startN8n(['start'], buildN8nEnvironment({ ...options, port, brokerPort }));
			try {
				// n8n 1.123 is ready by its own word some moments before the editor's interface answers.
				await waitForResponse([`${url}/healthz/readiness`, `${url}/rest/settings`], server);
			} catch (error) {
				await server.stop();
				throw error;
			}
		},
		stop: async () => {
			await server?.stop();
			server = undefined;
		},
	};
}

/** Waits until a process of n8n answers at all of these addresses. */
export async function waitForResponse(addresses: string[], process: N8nProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (const address of addresses) {
		while (!(await isResponding(address))) {
			if (process.exitCode() !== null) {
				await process.ended;
				throw new Error(`n8n ended while it started. Its last lines:\n${process.tail()}`);
			}
			if (Date.now() > deadline) {
				throw new Error(`${address} did not answer in time. n8n's last lines:\n${process.tail()}`);
			}
			await sleep(POLL_MS);
		}
	}
}

async function isResponding(url: string): Promise<boolean> {
	try {
		const response = await fetch(url);
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}
