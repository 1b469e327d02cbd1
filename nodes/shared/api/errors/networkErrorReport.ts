import { isReadOnly } from '../isReadOnly';
import { wasNeverSent } from '../retryPolicy';
import { describeRequest, type ApiRequest } from '../types';
import type { ErrorReport } from './errors';

const TIMED_OUT = 'the request timed out';
const CONNECTION_CLOSED = 'the connection was closed';
const RESPONSE_INCOMPLETE = 'the response was incomplete';

const NETWORK_CODE_TEXTS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: CONNECTION_CLOSED,
	EPIPE: CONNECTION_CLOSED,
	EPROTO: 'the TLS handshake failed',
	ECONNABORTED: TIMED_OUT,
	ETIMEDOUT: TIMED_OUT,
	EHOSTUNREACH: "the host can't be reached",
	ENETUNREACH: "the network can't be reached",
	ERR_BAD_RESPONSE: RESPONSE_INCOMPLETE,
	Z_BUF_ERROR: RESPONSE_INCOMPLETE,
	Z_DATA_ERROR: "the response can't be decompressed",
	ERR_STREAM_PREMATURE_CLOSE: RESPONSE_INCOMPLETE,
	MALFORMED_JSON: RESPONSE_INCOMPLETE,
	PARTIAL_RESPONSE: RESPONSE_INCOMPLETE,
};

/**
 * Describes a network error. Unknown codes are in lowercase, since n8n replaces most uppercase codes with its own
 * texts.
 */
export const describeNetworkCode = (code: string) =>
	NETWORK_CODE_TEXTS[code] ??
	// Node's HTTP parser has about 30 codes.
	(code.startsWith('HPE_') ? "the response isn't valid HTTP" : code.toLowerCase());

/** Builds the report of a certificate that n8n doesn't accept. Returns undefined if the code has another meaning. */
export function buildCertificateReport(origin: string, code: string): ErrorReport | undefined {
	if (!/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code)) return undefined;
	if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
		return {
			message: `The certificate of ${origin} isn't valid now (${code})`,
			hint: 'Check the clock of n8n. If it is correct, the certificate of the host or of a proxy has to be renewed.',
		};
	}
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		return {
			message: `The certificate of ${origin} is for another host (${code})`,
			hint: "Check 'Tenant' and 'Domain' in the credential, or 'API Base URL': it must be the API host, not a vanity address.",
		};
	}
	return {
		message: `The certificate of ${origin} isn't trusted (${code})`,
		hint: 'Add the certificate authority to n8n (NODE_EXTRA_CA_CERTS). The most common cause is a proxy that inspects traffic.',
	};
}

const HOST_NOT_FOUND_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL']);

export const CHECK_NETWORK =
	'Check the network of n8n and the status of ISC (status.sailpoint.com).';

/** Builds the report of a host that doesn't exist. Returns undefined if the code has another meaning. */
export function buildHostNotFoundReport(origin: string, code: string): ErrorReport | undefined {
	if (!HOST_NOT_FOUND_CODES.has(code)) return undefined;
	return {
		message: `The host ${origin} wasn't found`,
		hint: "Check 'Tenant' and 'Domain' in the credential. Demo and partner tenants use identitynow-demo.com, government tenants saas.sailpointfedramp.com. If 'Domain' is 'Custom or Vanity', check 'API Base URL'. If these are correct, check the network of n8n.",
	};
}

/** Builds the report of a request that got no response. */
export function buildNetworkErrorReport(
	request: ApiRequest,
	origin: string,
	code: string,
): ErrorReport {
	const requestText = describeRequest(request);
	const hostNotFound = buildHostNotFoundReport(origin, code);
	if (hostNotFound) return { ...hostNotFound, request: requestText };
	const certificateReport = buildCertificateReport(origin, code);
	if (certificateReport) return { ...certificateReport, request: requestText };
	const wasRetried = isReadOnly(request.method, request.operation) || wasNeverSent(code);
	const timeoutHint =
		describeNetworkCode(code) === TIMED_OUT
			? " If the request needs more time, increase 'Timeout' under Options."
			: '';
	return {
		message: `No response from ${origin}: ${describeNetworkCode(code)}`,
		hint: wasRetried
			? `${CHECK_NETWORK}${timeoutHint} The request was attempted several times.`
			: "The request wasn't retried because ISC may have processed it. Check the object before you try again.",
		request: requestText,
	};
}
