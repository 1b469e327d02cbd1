import { call, closeSimulators, open, session } from './helpers.mts';

afterAll(closeSimulators);

test('applies a fault to matching requests, as often as it says', async () => {
	const tenant = await open();
	const { get, post } = await session(tenant);
	tenant.faults.add({
		method: 'GET',
		path: '/accounts/v1',
		query: 'offset=500',
		times: 2,
		status: 429,
		headers: { 'retry-after': '7' },
	});
	const page = () => get('/accounts/v1?limit=250&offset=500');
	expect((await get('/accounts/v1?offset=250')).status).toBe(200);
	expect((await post('/accounts/v1?offset=500', {})).status).toBe(400);
	const faulty = await page();
	expect([faulty.status, faulty.headers.get('retry-after')]).toEqual([429, '7']);
	expect(faulty.body).toEqual({ message: ' Rate Limit Exceeded ' });
	expect([(await page()).status, (await page()).status]).toEqual([429, 200]);
});

test('matches a path by an expression, in either form, and the nth request', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	tenant.faults.add({ path: /^\/(sources|roles)\/v1$/, nth: 2, status: 503, body: 'down' });
	const seen = [];
	for (const path of ['/roles/v1', '/v3/sources', '/roles/v1']) seen.push((await get(path)).status);
	expect(seen).toEqual([200, 503, 200]);
});

test('returns the web page of a gateway, and a 501 for a missing feature', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	tenant.faults.add({ path: '/sources', status: 504, gatewayPage: true });
	tenant.faults.add({ path: '/roles', status: 501 });
	const page = await get('/sources/v1');
	expect([page.status, page.headers.get('server')]).toEqual([504, 'nginx']);
	expect(page.headers.get('content-type')).toMatch(/^text\/html/);
	expect(page.body).toMatch(/504 Gateway Timeout/);
	expect(await get('/roles/v1')).toMatchObject({
		status: 501,
		body: { detailCode: '501 Not implemented' },
	});
});

test('applies faults to the token endpoint', async () => {
	const tenant = await open();
	tenant.faults.add({
		path: '/oauth/token',
		times: 1,
		status: 500,
		body: { error: 'server_error' },
	});
	const answer = await call(`${tenant.url}/oauth/token`, { method: 'POST' });
	expect([answer.status, answer.body]).toEqual([500, { error: 'server_error' }]);
});

test('closes the connection before, after or during a response', async () => {
	const tenant = await open({ counts: { workgroups: 3 } });
	const { send, get } = await session(tenant);
	const groups = tenant.data.workgroups;
	const id = groups.idAt(0);
	tenant.faults.add({ method: 'DELETE', cut: 'before', times: 1 });
	tenant.faults.add({ method: 'DELETE', cut: 'after', times: 1 });
	await expect(send('DELETE', `/workgroups/v1/${id}`)).rejects.toThrow();
	expect(groups.get(id)).toBeDefined();
	await expect(send('DELETE', `/workgroups/v1/${id}`)).rejects.toThrow();
	expect(groups.get(id)).toBeUndefined();

	tenant.faults.add({ path: '/accounts', cut: 'mid-body', times: 1 });
	const headers = { authorization: `Bearer ${(await session(tenant)).accessToken}` };
	const half = await fetch(`${tenant.url}/accounts/v1`, { headers });
	expect(half.status).toBe(200);
	await expect(half.text()).rejects.toThrow();
	expect((await get('/accounts/v1')).status).toBe(200);
	expect(tenant.counters.inFlight).toBeLessThanOrEqual(1);
	const unanswered = tenant.counters.requests.filter(({ status }) => status === null);
	expect(unanswered.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
});

test('sends a slow or an incomplete body', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const whole = (await get('/sources/v1')).text;
	tenant.faults.add({ path: '/sources', slowBody: { parts: 3, pauseMs: 30 }, times: 1 });
	const started = performance.now();
	expect((await get('/sources/v1')).text).toBe(whole);
	expect(performance.now() - started).toBeGreaterThan(55);
	tenant.faults.add({ path: '/sources', malformedJson: true, times: 1 });
	await expect(get('/sources/v1')).rejects.toThrow(SyntaxError);
	expect((await get('/sources/v1')).text).toBe(whole);
});

test('adds the latency of the simulator and of faults', async () => {
	const tenant = await open({ latencyMs: 40 });
	const { get } = await session(tenant);
	tenant.faults.add({ path: '/org-config', latencyMs: 40 });
	const took = async (path: string) => {
		const started = performance.now();
		await get(path);
		return performance.now() - started;
	};
	expect(await took('/workgroups/v1')).toBeGreaterThanOrEqual(39);
	expect(await took('/org-config/v1')).toBeGreaterThanOrEqual(79);
});

test('expires a token between two requests', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	tenant.faults.add({ query: 'offset=250', expireToken: true, times: 1 });
	const seen = [];
	for (const offset of [0, 250, 500])
		seen.push((await get(`/accounts/v1?offset=${offset}`)).status);
	expect(seen).toEqual([200, 401, 401]);
	expect((await (await session(tenant)).get('/accounts/v1?offset=250')).status).toBe(200);
});

test('redirects a request', async () => {
	const [tenant, other] = [await open(), await open()];
	const { get } = await session(tenant);
	tenant.faults.add({
		path: '/sources',
		redirectTo: `${other.url}/sources/v1`,
		status: 307,
		times: 1,
	});
	tenant.faults.add({ path: '/sources', redirectTo: '/roles/v1' });
	const away = await get('/sources/v1');
	expect([away.status, away.headers.get('location')]).toEqual([307, `${other.url}/sources/v1`]);
	const within = await get('/sources/v1');
	expect([within.status, within.headers.get('location')]).toEqual([302, '/roles/v1']);
});

test('removes faults', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const id = tenant.faults.add({ status: 500 });
	expect((await get('/sources/v1')).status).toBe(500);
	expect(tenant.faults.remove(id)).toBe(true);
	expect(tenant.faults.remove(id)).toBe(false);
	expect((await get('/sources/v1')).status).toBe(200);
});
