import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that operating systems give to connections and to servers that don't name one: such a port could be
 * taken before n8n listens on it, or while n8n restarts.
 */
const FIRST_PORT = 20_000;
/** Each process of Jest has ports of its own, so that two of them never choose the same. */
const PORTS_PER_PROCESS = 400;
const PROCESSES = 30;

/** The last port is used again only after all others of the process. */
let next = randomInt(PORTS_PER_PROCESS);

/** Returns ports on 127.0.0.1 that are free, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const first =
		FIRST_PORT + (Number(process.env.JEST_WORKER_ID ?? 0) % PROCESSES) * PORTS_PER_PROCESS;
	const ports: number[] = [];
	for (let tries = 0; ports.length < count; tries++) {
		if (tries === PORTS_PER_PROCESS) throw new Error(`No ${count} ports from ${first} are free.`);
		const port = first + next;
		next = (next + 1) % PORTS_PER_PROCESS;
		if (await isFree(port)) ports.push(port);
	}
	return ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((done) => {
		server
			.once('error', () => done(false))
			.listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
}
