import { setTimeout as sleep } from 'node:timers/promises';

import { getFailure, waitUntil } from './fixture.mts';
import { sendIn, startServer } from './server.mts';

const READ = { method: 'GET', path: '/accounts/v1' } as const;
const WRITE = { method: 'POST', path: '/accounts/v1', body: '{}' } as const;

/** Starts a tenant that responds when the test lets it. */
async function startSlow(status = 200, headers: Record<string, string> = {}) {
	const answers: Array<() => void> = [];
	let cut = 0;
	const server = await startServer((_request, response) => {
		response.on('close', () => (cut += Number(!response.writableFinished)));
		answers.push(() => {
			response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}');
		});
	});
	return { ...server, answers, cut: () => cut };
}

describe.each(['user', 'run'])('after the %s has stopped', (who) => {
	const stopper = () => {
		const stop = new AbortController();
		const given = who === 'user' ? { cancel: stop.signal } : { signal: stop.signal };
		return { stop, given };
	};

	test('aborts a read in flight', async () => {
		const server = await startSlow();
		const { stop, given } = stopper();
		const run = getFailure(sendIn(server.store, READ, given));
		await waitUntil(() => server.answers.length === 1);
		stop.abort();
		expect((await run).name).toBe('AbortError');
		await waitUntil(() => server.cut() === 1);
	});

	test('finishes a write in flight, and returns its result', async () => {
		const server = await startSlow(201);
		const { stop, given } = stopper();
		const run = sendIn(server.store, WRITE, given);
		await waitUntil(() => server.answers.length === 1);
		stop.abort();
		await sleep(50);
		server.answers[0]!();
		expect((await run).status).toBe(201);
		expect(server.cut()).toBe(0);
	});

	test.each([
		['429', 429, WRITE],
		['503', 503, READ],
	] as const)("doesn't retry after a %s", async (_what, status, call) => {
		const server = await startSlow(status, { 'retry-after': '1' });
		const { stop, given } = stopper();
		const run = getFailure(sendIn(server.store, call, given));
		await waitUntil(() => server.answers.length === 1);
		server.answers[0]!();
		await sleep(100);
		stop.abort();
		expect((await run).name).toBe('AbortError');
		await sleep(1_500);
		expect(server.asked()).toHaveLength(1);
	});

	test("doesn't send queued requests", async () => {
		const server = await startSlow();
		const { stop, given } = stopper();
		stop.abort();
		for (const call of [READ, WRITE]) {
			expect((await getFailure(sendIn(server.store, call, given))).name).toBe('AbortError');
		}
		expect(server.requests).toHaveLength(0);
	});

	test("doesn't wait for an error response that is still being read", async () => {
		const server = await startServer((_request, response) => {
			response.writeHead(400, { 'content-type': 'application/json' });
			response.write('{"messages":');
		});
		const { stop, given } = stopper();
		const receive = async () => {};
		const run = getFailure(sendIn(server.store, READ, { ...given, receive }));
		await waitUntil(() => server.asked().length === 1);
		await sleep(100);
		stop.abort();
		expect((await run).name).toBe('AbortError');
	});
});
