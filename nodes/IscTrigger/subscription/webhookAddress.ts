import { ParameterError } from '../../shared/parameters/parameterError';
import type { WebhookEndpoint } from './endpoint';

/** Private and reserved networks. */
const PRIVATE_V4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^\[(::1?\]|::ffff:|f[cd]|fe[89ab])/i;
/** Domains outside the public DNS. */
const PRIVATE_NAME =
	/(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa)\.?$/i;

const LOOPBACK = /^(localhost|127\.[0-9.]+|\[::1\])$/;

/** Returns whether a host is unreachable from the internet, judging by its name. */
export function isPrivateHost(host: string): boolean {
	if (host.startsWith('[')) return PRIVATE_V6.test(host);
	const isName = /[^0-9.]/.test(host);
	if (!isName) return PRIVATE_V4.test(host);
	return PRIVATE_NAME.test(host) || !host.replace(/\.$/, '').includes('.');
}

/**
 * Checks that ISC can reach the webhook from the internet.
 * @param tenant origin of the tenant; a tenant on this machine can reach any address
 * @throws ParameterError for a private address
 */
export function assertReachable({ url, context }: WebhookEndpoint, tenant: string): void {
	const tenantHost = new URL(tenant).hostname;
	if (LOOPBACK.test(tenantHost)) return;
	const { hostname, protocol, origin } = new URL(url);
	// With a private API address, events can use a private network as well.
	if (isPrivateHost(hostname) && !isPrivateHost(tenantHost)) {
		throw new ParameterError(
			'Event',
			`can't reach n8n: ISC sends events from the internet, and can't reach ${origin}`,
			"Set n8n's environment variable WEBHOOK_URL (in n8n 3, N8N_WEBHOOK_URL) to its public https address, or use the SailPoint ISC Polling Trigger node, which doesn't need a public address.",
		);
	}
	const { name } = context.getNode();
	if (isPrivateHost(hostname)) {
		context.logger.warn(
			`'${name}' receives events at ${origin}, a private address. If none arrive, set WEBHOOK_URL (in n8n 3, N8N_WEBHOOK_URL) to a public https address, or use the polling trigger.`,
		);
	}
	if (protocol !== 'https:') {
		context.logger.warn(
			`'${name}' receives events at ${origin} without encryption, which exposes secret and data. Set WEBHOOK_URL (in n8n 3, N8N_WEBHOOK_URL) to an https address.`,
		);
	}
}
