import { versionOf } from '../versions';
import { RateGate } from './rateGate';

/**
 * The gates of this process, by what the gateway counts by: client and API version. Shared by all
 * executions; one for each client and version in use, so there are never many.
 */
export const gates = new Map<string, RateGate>();

/**
 * @param clientId client that the token is for
 * @param origin origin of the tenant's API
 * @param path path of the request with its version; the services with a version of their own share one gate
 */
export function gateFor(clientId: string, origin: string, path: string): RateGate {
	const key = JSON.stringify([origin, clientId, versionOf(path)]);
	const gate = gates.get(key) ?? new RateGate();
	gates.set(key, gate);
	return gate;
}
