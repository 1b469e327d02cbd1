import type { ApiRequest } from '../call';
import { getLegacyVersion, stripVersion } from '../versions';
import { RateLimiter } from './rateGate';

/** The gates of this process, by what the gateway counts by: client and API version. Shared by all executions. */
export const rateLimiters = new Map<string, RateLimiter>();

/** No request is kept up for so many milliseconds, so nothing still depends on a gate that is idle as long. */
const IDLE = 3_600_000;

/**
 * @param clientId client that the token is for
 * @param origin origin of the tenant's API
 * @param path path of the request with its version; the services with a version of their own share one gate
 */
export function getRateLimiter(clientId: string, origin: string, path: string): RateLimiter {
	const key = JSON.stringify([origin, clientId, getLegacyVersion(path)]);
	const known = rateLimiters.get(key);
	if (known) return known;
	for (const [other, rateLimiter] of rateLimiters) if (rateLimiter.isIdle(IDLE)) rateLimiters.delete(other);
	const rateLimiter = new RateLimiter();
	rateLimiters.set(key, rateLimiter);
	return rateLimiter;
}

/** The endpoint of a call: its path without what looks like an ID. */
export const getEndpointKey = ({ method, path }: Pick<ApiRequest, 'method' | 'path'>) =>
	[method, ...stripVersion(path).map((part) => (/\d/.test(part) ? '*' : part))].join(' ');
