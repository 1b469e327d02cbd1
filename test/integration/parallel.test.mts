import { setTimeout as sleep } from 'node:timers/promises';

import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import {
	countRequests,
	createCredential,
	getFailure,
	request,
	countTokenRequests,
	useTenant,
} from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer } from './recordingServer.mts';

const LATENCY_MS = 40;
const tenant = useTenant({ counts: { identities: 50, accounts: 3000 } });
beforeEach(() => (tenant().options.latencyMs = LATENCY_MS));

/** Lets requests take so long that several are in flight even if a busy machine starts them slowly. */
const slowDown = () => (tenant().options.latencyMs = 1_000);

const LIST = { method: 'GET', path: '/accounts/v1', returnAll: true };
const EVERYTHING = '{"query": {"query": "*"}}';
const ids = (items: Array<{ json: object }>) =>
	items.map(({ json }) => (json as { id: string }).id);
const atATime = () => tenant().counters.maxInFlight;

/** A run over accounts, each by its id. */
async function readEach(count: number, options: object = {}) {
	const wanted = Array.from({ length: count }, (_, index) => tenant().data.accounts.idAt(index));
	const items = wanted.map((id) => ({ json: { id } }));
	const parameters = { method: 'GET', path: '=/accounts/v1/{{ $json.id }}', options };
	return { wanted, result: await runNode(createCredential(tenant()), { items, parameters }) };
}

describe('pages', () => {
	test('are requested in parallel, and returned in order', async () => {
		slowDown();
		const { items } = await request(tenant(), LIST);
		expect(ids(items)).toEqual([...tenant().data.accounts].map(({ id }) => id));
		// One more than the total needs: it is a multiple of the page.
		expect(countRequests(tenant(), 'GET /accounts/v1')).toBe(13);
		expect(atATime()).toBeGreaterThan(3);
	});

	test('are requested one at a time with Max Parallel Requests 1', async () => {
		const { items } = await request(tenant(), { ...LIST, options: { maxParallel: 1 } });
		expect(items).toHaveLength(3000);
		expect(atATime()).toBe(1);
	});

	test.each([
		['a refusal', { status: 429, headers: { 'retry-after': '0' } }],
		['a 500', { status: 500 }],
		['a 503', { status: 503 }],
		['a body that breaks off', { cut: 'mid-body' as const }],
		['a cut connection', { cut: 'before' as const }],
		['an expired token', { expireToken: true }],
		['a slow answer', { latencyMs: 300 }],
	])('lose no record to %s on any page', async (_what, fault) => {
		for (const offset of [0, 250, 500, 1500, 2750]) {
			tenant().reset();
			rateLimiters.clear();
			tenant().faults.add({ path: '/accounts/v1', query: `offset=${offset}`, times: 1, ...fault });
			const { items } = await request(tenant(), LIST);
			expect(ids(items)).toEqual([...tenant().data.accounts].map(({ id }) => id));
			// A token that expires takes requests of the same moment with it; all else costs one more.
			const most = 'expireToken' in fault ? 26 : 14;
			expect(countRequests(tenant(), 'GET /accounts/v1')).toBeLessThanOrEqual(most);
		}
	});

	test('include records that are created during the run', async () => {
		const { accounts } = tenant().data;
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', latencyMs: 200, times: 1 });
		const reading = request(tenant(), LIST);
		while (countRequests(tenant(), 'GET /accounts/v1') < 3) await sleep(5);
		const [sample] = [...accounts];
		for (let index = 0; index < 300; index++) {
			accounts.add({ ...sample!, id: `f${String(index).padStart(31, '0')}` });
		}
		const { items } = await reading;
		expect(new Set(ids(items)).size).toBeGreaterThanOrEqual(3000);
		expect(new Set(ids(items)).size).toBe(items.length);
	});

	test('name the offset of a failed page; Continue keeps the records before it', async () => {
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=1000', status: 400 });
		const { message } = await getFailure(request(tenant(), LIST));
		expect(message).toMatch(/reading records from offset 1000\)$/);

		const { items } = await request(tenant(), LIST, { continueOnFail: true });
		expect(items).toHaveLength(1001);
		expect(items[1000]!.json.error).toMatch(/from offset 1000/);
		expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	test("aren't requested after an item has failed", async () => {
		tenant().faults.add({ path: '/accounts/v1', query: 'name', status: 400 });
		const items = [{ json: { filters: 'name eq "x"' } }, { json: { filters: 'id pr' } }];
		const query = { parameter: [{ name: 'filters', value: '={{ $json.filters }}' }] };
		await getFailure(
			runNode(createCredential(tenant()), { items, parameters: { ...LIST, query } }),
		);
		const before = tenant().counters.total;
		await sleep(300);
		expect(tenant().counters.total).toBeLessThanOrEqual(before + 1);
	});
});

describe('input items', () => {
	test('are processed in parallel; their output is in order and paired', async () => {
		slowDown();
		const { wanted, result } = await readEach(60);
		expect(ids(result.items)).toEqual(wanted);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			wanted.map((_id, item) => ({ item })),
		);
		expect(atATime()).toBeGreaterThan(3);
		expect(countTokenRequests(tenant())).toBe(1);
	});

	test('continue while one of them is slow', async () => {
		// The second is answered when all others have come, or too late.
		const count = 60;
		let come = 0;
		let comeBefore = 0;
		let letGo = () => {};
		const slow = new Promise<void>((resolve) => (letGo = resolve));
		const server = await startRecordingServer(({ url }, response) => {
			if (++come === count) letGo();
			const answer = () => {
				if (url === '/accounts/v1/1') comeBefore = come;
				response.setHeader('content-type', 'application/json').end(JSON.stringify({ url }));
			};
			if (url === '/accounts/v1/1') void Promise.race([slow, sleep(10_000)]).then(answer);
			else answer();
		});
		const credential = createCredential(
			tenant(),
			'pat',
			{ apiBaseUrl: server.url },
			{ access_token: 'opaque' },
		);
		const { items } = await runNode(credential, {
			items: Array.from({ length: count }, (_, id) => ({ json: { id } })),
			parameters: { method: 'GET', path: '=/accounts/v1/{{ $json.id }}' },
		});
		await server.close();
		expect(comeBefore).toBe(count);
		expect(items.map(({ json }) => json.url)).toEqual(
			items.map((_item, id) => `/accounts/v1/${id}`),
		);
	});

	test('never exceed Max Parallel Requests', async () => {
		slowDown();
		await readEach(12, { maxParallel: 3 });
		expect(atATime()).toBeLessThanOrEqual(3);
		expect(atATime()).toBeGreaterThan(1);
	});

	const disableFour = async (options: object = {}) => {
		const four = Array.from({ length: 12 }, (_, index) => tenant().data.accounts.idAt(index));
		const items = four.map((id) => ({ json: { id } }));
		const path = '=/accounts/v1/{{ $json.id }}/disable';
		const parameters = { method: 'POST', path, body: '{}', options };
		return await runNode(createCredential(tenant()), { items, parameters });
	};

	test.each([
		['a custom request', { method: 'POST', path: '/search/v1/count', body: EVERYTHING }],
		[
			'an operation',
			{
				resource: 'apiOperation',
				apiOperation: { __rl: true, mode: 'id', value: 'searchCountV1' },
				specifyValues: 'json',
				jsonBody: EVERYTHING,
			},
		],
	])('run in parallel if they only send read-only POSTs: %s', async (_what, parameters) => {
		slowDown();
		const items = Array.from({ length: 12 }, () => ({ json: {} }));
		await request(tenant(), parameters, { items });
		expect(countRequests(tenant(), 'POST /search/v1/count')).toBe(12);
		expect(atATime()).toBeGreaterThan(3);
	});

	test('run one after the other if they write', async () => {
		expect((await disableFour()).items).toHaveLength(12);
		expect(atATime()).toBe(1);
	});

	test('run in parallel with Write in Parallel', async () => {
		slowDown();
		expect((await disableFour({ parallelWrites: true })).items).toHaveLength(12);
		expect(atATime()).toBeGreaterThan(1);
	});

	test('send no write after one has failed', async () => {
		const third = tenant().data.accounts.idAt(2);
		tenant().faults.add({ path: `/accounts/v1/${third}/disable`, status: 400 });
		await getFailure(disableFour());
		expect(countRequests(tenant(), 'POST /accounts/v1/:id/disable')).toBe(3);
	});
});

describe('the rate limit', () => {
	test('is respected, and the wait is reported', async () => {
		const options = { rateLimit: 3 };
		const { items, hints } = await request(tenant(), {
			...LIST,
			limit: 1000,
			returnAll: false,
			options,
		});
		expect(items).toHaveLength(1000);
		expect(hints).toEqual([
			expect.objectContaining({
				type: 'info',
				message: expect.stringMatching(
					/^1,000 records in 4 requests\. Waited \d+ s for the rate limit\.$/,
				),
			}),
		]);
	});

	test('reports retried requests', async () => {
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=250', status: 503, times: 2 });
		const { hints } = await request(tenant(), LIST);
		expect(hints.map(({ message }) => message)).toEqual([
			'3,000 records in 15 requests. Retried 2 requests.',
		]);
	});
});

test('sends no request after the execution was stopped', async () => {
	const abort = new AbortController();
	const options = { maxParallel: 2 };
	const running = getFailure(request(tenant(), { ...LIST, options }, { signal: abort.signal }));
	while (countRequests(tenant(), 'GET /accounts/v1') < 3) await sleep(5);
	const before = countRequests(tenant(), 'GET /accounts/v1');
	abort.abort();
	expect((await running).message).toMatch(/cancelled/);
	await sleep(300);
	expect(countRequests(tenant(), 'GET /accounts/v1')).toBeLessThanOrEqual(before + 2);
});

test("ends at once when it's stopped while it waits for the rate limit", async () => {
	const abort = new AbortController();
	const options = { rateLimit: 2 };
	const running = getFailure(request(tenant(), { ...LIST, options }, { signal: abort.signal }));
	while (countRequests(tenant(), 'GET /accounts/v1') < 2) await sleep(5);
	await sleep(100);
	abort.abort();
	expect((await running).message).toMatch(/cancelled/);
	// The limit allows a third request after 10 seconds.
	expect(countRequests(tenant(), 'GET /accounts/v1')).toBe(2);
});
