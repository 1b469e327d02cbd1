import type { Call } from '../call';
import { versionOf, withoutVersion } from '../versions';
import { RateGate } from './rateGate';

/** The gates of this process, by what the gateway counts by: client and API version. Shared by all executions. */
export const gates = new Map<string, RateGate>();

/** No request is kept up for so many milliseconds, so nothing still depends on a gate that is idle as long. */
const IDLE = 3_600_000;

/**
 * @param clientId client that the token is for
 * @param origin origin of the tenant's API
 * @param path path of the request with its version; the services with a version of their own share one gate
 */
export function gateFor(clientId: string, origin: string, path: string): RateGate {
	const key = JSON.stringify([origin, clientId, versionOf(path)]);
	const known = gates.get(key);
	if (known) return known;
	for (const [other, gate] of gates) if (gate.isIdle(IDLE)) gates.delete(other);
	const gate = new RateGate();
	gates.set(key, gate);
	return gate;
}

/** The endpoint of a call: its path without what looks like an ID. */
export const getEndpoint = ({ method, path }: Pick<Call, 'method' | 'path'>) =>
	[method, ...withoutVersion(path).map((part) => (/\d/.test(part) ? '*' : part))].join(' ');
