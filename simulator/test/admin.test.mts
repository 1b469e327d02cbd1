import { defaultClients } from '../src/server.mts';
import { call, closeSimulators, open, session, token } from './helpers.mts';

afterAll(closeSimulators);

const { pat } = defaultClients;

test('counts requests', async () => {
	const tenant = await open({ latencyMs: 20 });
	const { get } = await session(tenant);
	await Promise.all([1, 2, 3].map(() => get('/v3/roles?offset=50')));
	await get(`/accounts/v1/${tenant.data.accounts.idAt(0)}`);
	await get('/accounts/v1/nobody');
	const { body } = await call<Record<string, unknown>>(`${tenant.url}/_simulator/counters`);
	expect(body).toMatchObject({
		total: 6,
		byRoute: { 'POST /oauth/token': 1, 'GET /roles/v1': 3, 'GET /accounts/v1/:id': 2 },
		byStatus: { 200: 5, 404: 1 },
		tokenRequests: { client_credentials: 1 },
		maxInFlight: 3,
		pages: Array(3).fill({ route: 'GET /roles/v1', limit: null, offset: 50 }),
	});
	expect(tenant.counters.total).toBe(6);
});

test('logs requests without secrets', async () => {
	const tenant = await open();
	const { get, accessToken } = await session(tenant);
	const inQuery = new URLSearchParams({ client_id: pat.id, client_secret: pat.secret });
	await call(`${tenant.url}/oauth/token?grant_type=client_credentials&${inQuery}`, {
		method: 'POST',
	});
	await get('/v3/roles?limit=1');
	const { body, text } = await call<unknown[]>(`${tenant.url}/_simulator/requests`);
	expect(body).toHaveLength(3);
	expect(body[2]).toMatchObject({
		method: 'GET',
		url: '/v3/roles?limit=1',
		status: 200,
		clientId: pat.id,
	});
	expect(text).not.toContain(pat.secret);
	expect(text).not.toContain(accessToken);
});

test('limits the size of the log', async () => {
	const tenant = await open({ logSize: 5 });
	const { get } = await session(tenant);
	for (let i = 0; i < 20; i++) await get(`/org-config/v1?i=${i}`);
	expect(tenant.counters.requests.length).toBeLessThan(10);
	expect(tenant.counters.requests.at(-1)?.url).toBe('/org-config/v1?i=19');
	expect(tenant.counters.total).toBe(21);
});

test('adds faults over HTTP', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const faults = `${tenant.url}/_simulator/faults`;
	const made = await call<{ id: number }>(faults, {
		method: 'POST',
		json: { pathRegex: '^/roles', times: 1, status: 503 },
	});
	expect(made.status).toBe(201);
	expect((await get('/roles/v1')).status).toBe(503);
	expect((await call(faults)).body).toMatchObject([
		{ id: made.body.id, applied: 1, path: '/^\\/roles/' },
	]);
	await call(faults, { method: 'POST', json: { status: 500 } });
	expect((await get('/roles/v1')).status).toBe(500);
	expect((await call(faults, { method: 'DELETE' })).status).toBe(204);
	expect((await get('/roles/v1')).status).toBe(200);
	expect((await call(faults, { method: 'POST', json: { staus: 500 } })).status).toBe(400);
});

test('expires tokens and changes secrets over HTTP', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const expire = `${tenant.url}/_simulator/tokens/expire`;
	expect((await call(expire, { method: 'POST', json: { clientId: 'other' } })).body).toEqual({
		expired: 0,
	});
	expect((await get('/roles/v1')).status).toBe(200);
	expect((await call(expire, { method: 'POST' })).body).toEqual({ expired: 1 });
	const refused = await get('/roles/v1');
	expect(refused.status).toBe(401);
	expect(refused.body).toEqual({ error: 'JWT validation failed: JWT is expired' });

	const rotate = (id: string) =>
		call<{ secret: string }>(`${tenant.url}/_simulator/clients/${id}/secret`, { method: 'POST' });
	const { secret } = (await rotate(pat.id)).body;
	const ask = (client_secret: string) =>
		token(tenant, { grant_type: 'client_credentials', client_id: pat.id, client_secret });
	expect((await ask(pat.secret)).status).toBe(401);
	expect((await ask(secret)).status).toBe(200);
	expect((await rotate('nobody')).status).toBe(404);
	const { body } = await call<{ id: string; secret: string }[]>(`${tenant.url}/_simulator/clients`);
	expect(body.find(({ id }) => id === pat.id)?.secret).toBe(secret);
});

test('restores everything on reset, and keeps the admin endpoints outside the gateway', async () => {
	const tenant = await open({ rateLimit: { enabled: true, requests: 1 } });
	const api = await session(tenant);
	tenant.faults.add({ status: 500 });
	tenant.clients.rotateSecret(pat.id);
	const id = tenant.data.roles.idAt(0);
	tenant.data.roles.remove(id);
	const status = async (path: string, method = 'GET') =>
		(await call(`${tenant.url}/_simulator/${path}`, { method })).status;
	expect([await status('counters'), await status('counters')]).toEqual([200, 200]);
	expect(await status('reset', 'POST')).toBe(204);
	expect(tenant.counters.total).toBe(0);
	expect((await api.get('/roles/v1')).status).toBe(401);
	expect((await (await session(tenant)).get(`/roles/v1/${id}`)).status).toBe(200);
});
