import { createServer } from 'node:net';

import { freePorts } from '../../../tools/n8n/ports.mts';

/** Linux gives ports from here on to connections and to servers that don't name one. */
const EPHEMERAL = 32_768;

test('returns different ports that no other program gets from the operating system', async () => {
	const ports = [...(await freePorts(20)), ...(await freePorts(20))];
	expect(new Set(ports).size).toBe(40);
	for (const port of ports) expect(port).toBeLessThan(EPHEMERAL);
});

test('skips a port that is taken', async () => {
	const [taken = 0] = await freePorts(1);
	const server = createServer();
	await new Promise<void>((done) => server.listen(taken, '127.0.0.1', done));
	try {
		const ports = new Set<number>();
		// More than this process has, so that each comes again.
		for (let i = 0; i < 401; i++) ports.add((await freePorts(1))[0]!);
		expect(ports.size).toBeGreaterThan(300);
		expect(ports).not.toContain(taken);
	} finally {
		await new Promise((done) => server.close(done));
	}
});

test('gives each process of Jest ports of its own', async () => {
	const worker = process.env.JEST_WORKER_ID;
	const ownPorts = new Set<number>();
	for (let i = 0; i < 401; i++) ownPorts.add((await freePorts(1))[0]!);
	process.env.JEST_WORKER_ID = String(Number(worker ?? 0) + 1);
	try {
		for (const port of await freePorts(50)) expect(ownPorts.has(port)).toBe(false);
	} finally {
		process.env.JEST_WORKER_ID = worker;
	}
});
