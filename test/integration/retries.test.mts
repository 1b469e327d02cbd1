import dns from 'node:dns';

import { countRequests, createCredential, getFailure, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant();

// As many as there are, so that each run makes one request.
const LIST = { method: 'GET', path: '/sources/v1', limit: 5 };
const RUN = { method: 'POST', path: '/reports/v1/run', body: '{"reportType": "ACCOUNTS"}' };
const RUNS = 'POST /reports/v1/run';
const waitFor = (seconds: number) => ({ status: 429, headers: { 'retry-after': String(seconds) } });

test('waits for Retry-After of a 429 before it repeats a read or a write', async () => {
	tenant().faults.add({ ...LIST, ...waitFor(1), times: 1 });
	tenant().faults.add({ method: 'POST', path: RUN.path, ...waitFor(0), times: 2 });
	const start = performance.now();
	expect((await request(tenant(), LIST)).items).toHaveLength(5);
	expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
	expect((await request(tenant(), RUN)).items).toHaveLength(1);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(2);
	expect(countRequests(tenant(), RUNS)).toBe(3);
});

test.each([
	{ what: 'a 500', fault: { status: 500 } },
	{ what: 'a 503', fault: { status: 503 } },
	{ what: 'a cut connection', fault: { cut: 'before' as const } },
	{ what: 'a body that breaks off', fault: { cut: 'mid-body' as const } },
	{ what: 'JSON that breaks off', fault: { malformedJson: true } },
])('retries a read after $what', async ({ fault }) => {
	tenant().faults.add({ ...LIST, ...fault, times: 1 });
	expect((await request(tenant(), LIST)).items).toHaveLength(5);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(2);
});

test('retries a read-only POST like a GET', async () => {
	const count = { method: 'POST', path: '/search/v1/count', body: '{"query": {"query": "*"}}' };
	tenant().faults.add({ method: 'POST', path: count.path, cut: 'after', times: 1 });
	tenant().faults.add({ method: 'POST', path: count.path, status: 503, times: 1 });
	expect((await request(tenant(), count)).items).toHaveLength(1);
	expect(countRequests(tenant(), 'POST /search/v1/count')).toBe(3);
});

test.each([
	{ what: 'a 500', fault: { status: 500 } },
	{ what: 'a 503 with Retry-After', fault: { ...waitFor(0), status: 503 } },
	{ what: 'a connection cut before it was processed', fault: { cut: 'before' as const } },
	{ what: 'a connection cut after it was processed', fault: { cut: 'after' as const } },
	{ what: 'an answer that breaks off', fault: { cut: 'mid-body' as const } },
])("doesn't retry a write after $what, and says so in the error", async ({ fault }) => {
	tenant().faults.add({ method: 'POST', path: RUN.path, ...fault });
	const { description } = await getFailure(request(tenant(), RUN));
	expect(description).toMatch(/wasn't retried because ISC may have processed it/);
	expect(countRequests(tenant(), RUNS)).toBe(1);
});

test("doesn't retry a PUT, although HTTP calls it idempotent", async () => {
	for (const method of ['PUT', 'DELETE']) {
		tenant().faults.add({ method, path: '/roles/v1/', status: 502 });
		await getFailure(request(tenant(), { method, path: '/roles/v1/x', body: '{}' }));
		expect(countRequests(tenant(), `${method} /roles/v1/:id`)).toBeLessThanOrEqual(1);
	}
});

test('fails a read after five attempts', async () => {
	tenant().faults.add({ ...LIST, status: 500 });
	const { message } = await getFailure(request(tenant(), LIST));
	expect(message).toMatch(/^ISC returned 500: /);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(5);
});

test('applies Timeout to each attempt', async () => {
	tenant().faults.add({ ...LIST, latencyMs: 60_000, times: 1 });
	const { items } = await request(tenant(), { ...LIST, options: { timeout: 2_000 } });
	expect(items).toHaveLength(5);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(2);
});

test('sends no request after the execution was stopped', async () => {
	const stop = new AbortController();
	tenant().faults.add({ ...LIST, ...waitFor(60) });
	const run = getFailure(request(tenant(), LIST, { signal: stop.signal, continueOnFail: true }));
	while (countRequests(tenant(), 'GET /sources/v1') === 0)
		await new Promise((done) => setTimeout(done, 5));
	stop.abort();
	expect((await run).message).toMatch(/cancelled/);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(1);
});

test('retries the token request of reads and writes', async () => {
	tenant().faults.add({ path: '/oauth/token', status: 503, times: 1 });
	tenant().faults.add({ path: '/oauth/token', cut: 'before', times: 1 });
	expect((await request(tenant(), RUN)).items).toHaveLength(1);
	expect(countRequests(tenant(), 'POST /oauth/token')).toBe(3);
	expect(countRequests(tenant(), RUNS)).toBe(1);
});

describe('a 429 or 503', () => {
	test.each([429, 503])(
		'%i that asks for more than two minutes ends it, with the time named',
		async (status) => {
			tenant().faults.add({ ...LIST, ...waitFor(900), status });
			const { description } = await getFailure(request(tenant(), LIST));
			expect(description).toMatch(/Try again in 15 minutes/);
			expect(countRequests(tenant(), 'GET /sources/v1')).toBe(1);
		},
	);

	test('keeps the hint of a write that may have been carried out', async () => {
		tenant().faults.add({ method: 'POST', path: RUN.path, ...waitFor(900), status: 503 });
		const { description } = await getFailure(request(tenant(), RUN));
		expect(description).toMatch(/ISC may have processed it/);
	});

	test("reads a Retry-After date by ISC's clock", async () => {
		const [date, retryAfter] = [new Date(0).toUTCString(), new Date(1000).toUTCString()];
		tenant().faults.add({
			...LIST,
			status: 429,
			headers: { date, 'retry-after': retryAfter },
			times: 1,
		});
		expect((await request(tenant(), LIST)).items).toHaveLength(5);
		const distant = new Date(900_000).toUTCString();
		tenant().faults.add({ ...LIST, status: 429, headers: { date, 'retry-after': distant } });
		expect((await getFailure(request(tenant(), LIST))).description).toMatch(/15 minutes/);
	});

	test("of one endpoint doesn't delay other endpoints of the client", async () => {
		const stop = new AbortController();
		tenant().faults.add({ method: 'POST', path: RUN.path, ...waitFor(60) });
		const held = getFailure(request(tenant(), RUN, { signal: stop.signal }));
		while (countRequests(tenant(), RUNS) === 0) await new Promise((done) => setTimeout(done, 5));
		expect((await request(tenant(), LIST)).items).toHaveLength(5);
		expect(countRequests(tenant(), RUNS)).toBe(1);
		stop.abort();
		await held;
	});
});

describe('a host name that is not found', () => {
	type Found = (error: Error | null, address: string, family: number) => void;
	type Lookup = (name: string, options: object, found: Found) => void;

	/** Has the name of this machine be looked up so many times, then not be found so many times. */
	function loseName(found: number, lost: number) {
		const real = dns.lookup as Lookup;
		let lookups = 0;
		const lookup: Lookup = (name, options, done) => {
			lookups++;
			if (lookups <= found || lookups > found + lost) return real(name, options, done);
			done(Object.assign(new Error(`ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), '', 4);
		};
		jest.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
		return () => lookups;
	}

	const read = async () => {
		const url = tenant().url.replace('127.0.0.1', 'localhost');
		const items = Array.from({ length: 3 }, () => ({ json: {} }));
		const options = { maxParallel: 1 };
		return await runNode(createCredential(tenant(), 'pat', { apiBaseUrl: url }), {
			items,
			parameters: { ...LIST, options },
		});
	};

	test('is transient in the middle of a run', async () => {
		// The token and the first item, then two tries.
		const lookups = loseName(2, 2);
		expect((await read()).items).toHaveLength(15);
		expect(lookups()).toBeGreaterThanOrEqual(5);
	});

	test('is final at the start of a run', async () => {
		const lookups = loseName(0, 9);
		expect((await getFailure(read())).message).toMatch(/wasn't found/);
		expect(lookups()).toBe(1);
	});
});
