import { call, closeSimulators, open, session } from './helpers.mts';
import type { Failure } from './helpers.mts';

afterAll(closeSimulators);

test('returns a 401 with the reason without a valid token', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now });
	const { accessToken } = await session(tenant);
	const ask = async (authorization?: string) => {
		const headers = authorization ? { authorization } : undefined;
		const { status, body } = await call(`${tenant.url}/accounts/v1`, { headers });
		return { status, body };
	};
	const required = { status: 401, body: { error: 'JWT is required' } };
	expect(await ask()).toEqual(required);
	expect(await ask('Bearer ')).toEqual(required);
	expect(await ask('Bearer made.up.token')).toMatchObject({ status: 401 });
	expect((await ask(`Bearer ${accessToken}`)).status).toBe(200);
	now += 750_000;
	expect(await ask(`Bearer ${accessToken}`)).toEqual({
		status: 401,
		body: { error: 'JWT validation failed: JWT is expired' },
	});
});

test('maps every yearly version to the per-service path', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const id = tenant.data.accounts.idAt(3);
	const direct = await api.get<object>(`/accounts/v1/${id}`);
	expect(direct.status).toBe(200);
	for (const version of ['v3', 'beta', 'v2024', 'v2025', 'v2026']) {
		expect((await api.get(`/${version}/accounts/${id}`)).body).toEqual(direct.body);
	}
});

test.each(['/accounts/v9', '/v1999/accounts', '/accounts/123/v1', '/nothing/v1', '/'])(
	'%s is not found',
	async (path) => {
		const tenant = await open();
		const answer = await (await session(tenant)).get<Failure>(path);
		expect(answer.status).toBe(404);
		expect(answer.body.detailCode).toBe('404 Not found');
		expect(answer.body.trackingId).toMatch(/^[0-9a-f]{32}$/);
		expect(answer.headers.get('slpt-request-id')).toBe(answer.body.trackingId);
	},
);

test('returns the same 403 for a missing scope and a missing user', async () => {
	const tenant = await open();
	const noScope = await (await session(tenant, 'narrowPat')).get<Failure>('/accounts/v1');
	const noPerson = await (await session(tenant, 'apiClient')).get<Failure>('/access-profiles/v1');
	expect([noScope.status, noPerson.status]).toEqual([403, 403]);
	expect(noScope.body.detailCode).toBe('403 Forbidden');
	expect(noScope.body.messages).toEqual(noPerson.body.messages);
	expect(noScope.body.causes).toEqual(noPerson.body.causes);
});

test('lets a narrow PAT read public identities, and an API client accounts', async () => {
	const tenant = await open();
	expect((await (await session(tenant, 'narrowPat')).get('/public-identities/v1')).status).toBe(
		200,
	);
	const service = await session(tenant, 'apiClient');
	expect((await service.get('/accounts/v1')).status).toBe(200);
	expect((await service.get('/public-identities/v1')).status).toBe(403);
});

test('requires the header of an experimental service', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const refused = await get('/source-apps/v1');
	expect(refused.status).toBe(400);
	expect(refused.body).toEqual({ error: 'Experimental Header is missing or invalid.' });
	expect(refused.headers.get('slpt-request-id')).toMatch(/^[0-9a-f]{32}$/);
	const headers = { 'X-SailPoint-Experimental': 'true' };
	expect((await get<unknown[]>('/source-apps/v1', { headers })).body).toHaveLength(12);
	expect((await get('/beta/source-apps')).status).toBe(400);
	expect((await get('/beta/source-apps', { headers })).status).toBe(200);
	expect((await get('/v3/source-apps', { headers })).status).toBe(404);
});

test('marks responses of a deprecated operation', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	expect((await get('/access-request-config/v1')).headers.get('x-deprecated')).toBe('true');
	expect((await get('/access-request-config/v2')).headers.get('x-deprecated')).toBeNull();
	expect((await get('/v2024/access-request-config')).headers.get('x-deprecated')).toBe('true');
	expect((await get('/v2026/access-request-config')).headers.get('x-deprecated')).toBeNull();
});
