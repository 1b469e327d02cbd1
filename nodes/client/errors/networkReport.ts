import { describeRequest, type ApiRequest } from '../call';
import type { ErrorReport } from './failures';
import { wasNeverSent } from '../pace/retry';
import { isReadOnly } from '../reading';

const TOO_LONG = 'it took too long';

const IN_WORDS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ECONNABORTED: TOO_LONG,
	ETIMEDOUT: TOO_LONG,
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	ERR_BAD_RESPONSE: 'the answer broke off',
	Z_BUF_ERROR: 'the answer broke off',
	Z_DATA_ERROR: "the answer can't be decompressed",
	ERR_STREAM_PREMATURE_CLOSE: 'the answer broke off',
	MALFORMED_JSON: 'the answer broke off',
};

/** A failure in words; n8n would swap most codes for words of its own. */
export const describeNetworkCode = (code: string) => IN_WORDS[code] ?? code.toLowerCase();

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL']);

/** @returns undefined where the code does not mean that there is no such host */
export function buildHostNotFoundReport(origin: string, code: string): ErrorReport | undefined {
	if (!NO_SUCH_HOST.has(code)) return undefined;
	return {
		message: `The host ${origin} was not found`,
		hint: "Check 'Tenant' and 'Domain' in the credential: demo and partner tenants are at identitynow-demo.com, government tenants at saas.sailpointfedramp.com. With Custom or Vanity, check the API Base URL. If they are right, check the network of n8n.",
	};
}

/** Report of a request that got no answer. */
export function buildNetworkErrorReport(call: ApiRequest, origin: string, code: string): ErrorReport {
	const request = describeRequest(call);
	const unknown = buildHostNotFoundReport(origin, code);
	if (unknown) return { ...unknown, request };
	if (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code)) {
		return {
			message: `The certificate of ${origin} is not trusted (${code})`,
			hint: 'A proxy that inspects traffic is the usual cause: have its certificate authority added to n8n (NODE_EXTRA_CA_CERTS).',
			request,
		};
	}
	const wasRepeated = isReadOnly(call) || wasNeverSent(code);
	const longer =
		describeNetworkCode(code) === TOO_LONG ? "Raise 'Timeout' under Options if it needs longer. " : '';
	return {
		message: `No answer came from ${origin}: ${describeNetworkCode(code)}`,
		hint: wasRepeated
			? `It was tried several times. ${longer}Check the network of n8n, and whether ISC is up (status.sailpoint.com).`
			: 'This was not sent again, since it may have been carried out all the same: read the object before you repeat it.',
		request,
	};
}
