import { BadInput } from '../../client/errors/failures';
import type { Place } from './place';

/** Networks that no host of the internet is in, by the start of an address. */
const PRIVATE_V4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^\[(::1?\]|::ffff:|f[cd]|fe[89ab])/i;
/** Names that the internet does not know. */
const PRIVATE_NAME =
	/(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa)\.?$/i;

const LOOPBACK = /^(localhost|127\.[0-9.]+|\[::1\])$/;

/** Whether a host is known on its own machine or network alone, as far as its name tells. */
export function isPrivateHost(host: string): boolean {
	if (host.startsWith('[')) return PRIVATE_V6.test(host);
	const isName = /[^0-9.]/.test(host);
	if (!isName) return PRIVATE_V4.test(host);
	return PRIVATE_NAME.test(host) || !host.replace(/\.$/, '').includes('.');
}

/**
 * Makes sure that events can arrive: ISC sends them from the internet.
 * @param tenant origin of the tenant; one on this machine can reach all of it
 * @throws BadInput for an address that leads nowhere from there
 */
export function refuseUnreachable({ url, context }: Place, tenant: string): void {
	const home = new URL(tenant).hostname;
	if (LOOPBACK.test(home)) return;
	const { hostname, protocol, origin } = new URL(url);
	// A tenant that is asked by way of a private network may send its events that way, too.
	if (isPrivateHost(hostname) && !isPrivateHost(home)) {
		throw new BadInput(
			'Event',
			`can't arrive: ISC can't reach ${origin} from the internet`,
			"Set n8n's environment variable WEBHOOK_URL to its public https address, or use the node 'SailPoint ISC Polling Trigger', which needs no public address.",
		);
	}
	const { name } = context.getNode();
	if (isPrivateHost(hostname)) {
		context.logger.warn(
			`'${name}' gets its events at ${origin}, which is reached from a private network only. If none arrive, set WEBHOOK_URL to a public https address, or use the polling trigger.`,
		);
	}
	if (protocol !== 'https:') {
		context.logger.warn(
			`'${name}' gets its events at ${origin} without encryption: secret and data can be read on the way. Set WEBHOOK_URL to an https address.`,
		);
	}
}
