import type { OptionsInput } from '../src/server.mts';
import { closeSimulators, open, session } from './helpers.mts';

afterAll(closeSimulators);

async function limited(options: OptionsInput) {
	const clock = { now: 1_000_000 };
	const tenant = await open({ now: () => clock.now, ...options });
	const status = async (api: Awaited<ReturnType<typeof session>>, path = '/org-config/v1') =>
		(await api.get(path)).status;
	return { clock, tenant, status, api: await session(tenant) };
}

const three = { enabled: true, requests: 3, windowSeconds: 10 };

test('restarts a fixed window at its end', async () => {
	const { clock, api, status } = await limited({ rateLimit: { ...three, window: 'fixed' } });
	expect(await status(api)).toBe(200);
	clock.now += 8_500;
	expect([await status(api), await status(api), await status(api)]).toEqual([200, 200, 429]);
	const refused = await api.get('/org-config/v1');
	expect(refused.headers.get('retry-after')).toBe('2');
	expect(refused.body).toEqual({ message: ' Rate Limit Exceeded ' });
	clock.now += 1_500;
	expect([await status(api), await status(api), await status(api), await status(api)]).toEqual([
		200, 200, 200, 429,
	]);
});

test('counts the last period in a sliding window', async () => {
	const { clock, api, status } = await limited({ rateLimit: { ...three, window: 'sliding' } });
	expect(await status(api)).toBe(200);
	clock.now += 8_500;
	expect([await status(api), await status(api), await status(api)]).toEqual([200, 200, 429]);
	expect((await api.get('/org-config/v1')).headers.get('retry-after')).toBe('2');
	clock.now += 1_500;
	expect([await status(api), await status(api)]).toEqual([200, 429]);
	clock.now += 8_500;
	expect(await status(api)).toBe(200);
});

test('has a bucket for each client and each yearly version', async () => {
	const { tenant, api, status } = await limited({ rateLimit: { ...three, requests: 1 } });
	expect(await status(api)).toBe(200);
	expect(await status(api, '/sources/v1')).toBe(429);
	expect(await status(api, '/v3/sources')).toBe(200);
	expect(await status(api, '/v2025/sources')).toBe(200);
	expect(await status(await session(tenant, 'apiClient'))).toBe(200);
	expect(await status(await session(tenant))).toBe(429);
});

test('has a bucket for each service on request', async () => {
	const { api, status } = await limited({ rateLimit: { ...three, requests: 1, perService: true } });
	expect(await status(api)).toBe(200);
	expect(await status(api, '/sources/v1')).toBe(200);
	expect(await status(api, '/sources/v1?limit=1')).toBe(429);
});

test('has a bucket for each token on request', async () => {
	const { tenant, api, status } = await limited({
		rateLimit: { ...three, requests: 1 },
		rateKey: 'token',
	});
	expect([await status(api), await status(api)]).toEqual([200, 429]);
	expect(await status(await session(tenant))).toBe(200);
});

test('limits to 100 requests in 10 seconds by default', async () => {
	const { api, status } = await limited({ rateLimit: {} });
	const seen = await Promise.all(Array.from({ length: 101 }, () => status(api)));
	expect(seen.filter((code) => code === 200)).toHaveLength(100);
	expect(seen.filter((code) => code === 429)).toHaveLength(1);
});
