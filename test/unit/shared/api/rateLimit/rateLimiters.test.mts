import {
	getRateLimiter,
	rateLimiters,
	getEndpointKey,
} from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { RateLimiter } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { FakeClock } from './fakeClock.mts';

const ORIGIN = 'https://acme.api.identitynow.com';

beforeEach(() => rateLimiters.clear());

test('returns one rate limiter per client, origin, and API version', () => {
	const limiter = getRateLimiter('a', ORIGIN, '/accounts/v1');
	expect(getRateLimiter('a', ORIGIN, '/roles/v1/x')).toBe(limiter);
	expect(getRateLimiter('b', ORIGIN, '/accounts/v1')).not.toBe(limiter);
	expect(getRateLimiter('a', 'https://other.api.identitynow.com', '/accounts/v1')).not.toBe(
		limiter,
	);
	expect(getRateLimiter('a', ORIGIN, '/v2025/accounts')).not.toBe(limiter);
});

test('discards rate limiters that were unused for long, but none with waiting requests', async () => {
	const clock = new FakeClock();
	for (let client = 0; client < 1000; client++)
		rateLimiters.set(`idle ${client}`, new RateLimiter(clock));
	const busyLimiter = new RateLimiter(clock);
	rateLimiters.set('busy', busyLimiter);
	(await busyLimiter.acquire(1)).onRateLimited(10 * 3_600_000);
	const abort = new AbortController();
	const waiting = expect(busyLimiter.acquire(1, abort.signal)).rejects.toThrow();

	getRateLimiter('a', ORIGIN, '/accounts/v1');
	expect(rateLimiters.size).toBe(1002);
	clock.jump(2 * 3_600_000);
	getRateLimiter('b', ORIGIN, '/accounts/v1');
	expect(rateLimiters.size).toBe(3);
	expect(rateLimiters.get('busy')).toBe(busyLimiter);
	abort.abort();
	await waiting;
});

test.each([
	['GET', '/accounts/v1', 'GET accounts'],
	['GET', '/v2025/accounts', 'GET accounts'],
	['GET', '/accounts/v1/2c9180855d191c59015d28583727245a', 'GET accounts *'],
	['POST', '/accounts/v1/2c9180855d191c59015d28583727245a/disable', 'POST accounts * disable'],
	['GET', '/search/v1/identities/a1/%C3%A9', 'GET search identities * *'],
])('returns the endpoint of %s %s', (method, path, endpoint) => {
	expect(getEndpointKey({ method: method as 'GET', path })).toBe(endpoint);
});
