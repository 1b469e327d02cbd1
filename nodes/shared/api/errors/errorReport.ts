import { describeRequest, type ApiRequest, type ApiResponse } from '../types';
import type { ErrorReport } from './errors';
import { wasNeverSent } from '../retryPolicy';
import { isReadOnly } from '../isReadOnly';
import type { AuthError, ClassifiedError } from './classifyError';
import { truncateText, type Redactor } from './redact';
import { getHint } from './hints';
import { getBodyObject, getErrorMessage } from './errorMessage';
import type { TokenClaims } from '../accessToken';

const TIMED_OUT = 'the request timed out';
const CONNECTION_CLOSED = 'the connection was closed';
const RESPONSE_INCOMPLETE = 'the response was incomplete';

const NETWORK_CODE_TEXTS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: CONNECTION_CLOSED,
	EPIPE: CONNECTION_CLOSED,
	ECONNABORTED: TIMED_OUT,
	ETIMEDOUT: TIMED_OUT,
	EHOSTUNREACH: "the host can't be reached",
	ENETUNREACH: "the network can't be reached",
	ERR_BAD_RESPONSE: RESPONSE_INCOMPLETE,
	Z_BUF_ERROR: RESPONSE_INCOMPLETE,
	Z_DATA_ERROR: "the response can't be decompressed",
	ERR_STREAM_PREMATURE_CLOSE: RESPONSE_INCOMPLETE,
	MALFORMED_JSON: RESPONSE_INCOMPLETE,
};

/**
 * Describes a network error. Unknown codes are in lowercase, since n8n replaces most uppercase codes with its own
 * texts.
 */
export const describeNetworkCode = (code: string) => NETWORK_CODE_TEXTS[code] ?? code.toLowerCase();

const HOST_NOT_FOUND_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL']);

const CHECK_NETWORK = 'Check the network of n8n and the status of ISC (status.sailpoint.com).';

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
	if (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code)) {
		return {
			message: `The certificate of ${origin} isn't trusted (${code})`,
			hint: 'Add the certificate authority to n8n (NODE_EXTRA_CA_CERTS). The most common cause is a proxy that inspects traffic.',
			request: requestText,
		};
	}
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

const RECONNECT =
	"Open the credential, click 'Connect', and sign in. Refresh tokens expire and can be used only once. To renew tokens, the API client needs the grant types Authorization Code and Refresh Token.";

const CHANGE_GRANT_TYPE =
	"Choose another 'Grant Type' in the credential, or add the grant type to the API client in ISC. The client doesn't support the grant type of the credential.";

/** Hints by OAuth 2.0 error code. */
const AUTH_HINTS: Record<string, string> = {
	invalid_scope:
		"Clear 'Scope' in the credential to use all scopes of the personal access token or API client. ISC rejects scopes that the client doesn't have, and sp:scopes:all combined with sp:scopes:default.",
	unauthorized_client: CHANGE_GRANT_TYPE,
	unsupported_grant_type: CHANGE_GRANT_TYPE,
};

const CHECK_CLIENT =
	'Check the client ID and secret in the credential, and that they belong to this tenant. Personal access tokens expire (after six months by default) and can be deleted: create a new one if in doubt. API clients need the grant type Client Credentials.';

/**
 * Builds the report of a failed token request.
 * @param redact removes secrets from the error text
 */
export function buildAuthErrorReport(
	{ text, state, oauthError, description, code, status }: AuthError,
	origin: string,
	redact: Redactor = keepText,
): ErrorReport {
	if (state === 'notConnected') {
		return {
			message: "The credential isn't connected yet",
			hint: "Open the credential, click 'Connect', and sign in with SailPoint.",
		};
	}
	if (state === 'noRefreshToken') {
		return {
			message: 'The credential needs to be connected again: it has no refresh token',
			hint: RECONNECT,
		};
	}
	if (state === 'otherTenant') {
		return {
			message:
				'The credential needs to be connected again: its token is for another tenant or client',
			hint: "Open the credential, click 'Connect', and sign in. The tenant or client was changed after the last sign-in.",
		};
	}
	if (oauthError === 'invalid_grant') {
		return {
			message: "The credential needs to be connected again: ISC didn't renew its token",
			hint: RECONNECT,
			status,
		};
	}
	if (code !== undefined) {
		const noResponse = {
			message: `Couldn't get a token from ${origin}: ${describeNetworkCode(code)}`,
			hint: CHECK_NETWORK,
		};
		return buildHostNotFoundReport(origin, code) ?? noResponse;
	}
	if (status !== undefined && (status === 429 || status >= 500)) {
		return {
			message: `Couldn't get a token from ${origin}: the response was ${status}`,
			hint: 'Try again later. If it continues, check the status of ISC (status.sailpoint.com).',
			status,
		};
	}
	// n8n's OAuth2 client reports a status without an error code if the response isn't from a token endpoint.
	if (status !== undefined && oauthError === undefined && (status === 404 || status < 400)) {
		return {
			message: `Couldn't get a token: ${origin} isn't the API of a tenant`,
			hint: "Check 'Tenant' and 'Domain' in the credential. If 'Domain' is 'Custom or Vanity', set 'API Base URL' to the value of baseUrl at /ui/session of your tenant.",
			status,
		};
	}
	return {
		message: `Couldn't get a token: ${truncateText(redact(description ?? oauthError ?? text))}`,
		hint: AUTH_HINTS[oauthError ?? ''] ?? CHECK_CLIENT,
		status,
	};
}

function keepText(text: string): string {
	return text;
}

/**
 * Builds the report of an error response.
 * @param redact removes secrets from ISC's texts. Texts are truncated only afterwards, since a part of a token
 * wouldn't be recognized. Hints aren't truncated.
 */
export function buildResponseErrorReport(
	request: ApiRequest,
	response: ApiResponse,
	claims?: TokenClaims,
	redact: Redactor = keepText,
): ErrorReport {
	const { detailCode, trackingId } = getBodyObject(response);
	const text = truncateText(redact(getErrorMessage(response)));
	return {
		message: `ISC returned ${response.status}: ${text}`,
		hint: getHint({ request, response, text, claims }),
		request: describeRequest(request),
		status: response.status,
		detailCode: typeof detailCode === 'string' ? truncateText(redact(detailCode)) : undefined,
		trackingId:
			typeof trackingId === 'string'
				? truncateText(redact(trackingId))
				: response.headers['slpt-request-id'],
	};
}

/** Builds the report of a request that got no response, or a response that n8n couldn't store. */
export function buildTransportErrorReport(
	request: ApiRequest,
	origin: string,
	failure: Exclude<ClassifiedError, { kind: 'cancelled' }>,
	redact: Redactor = keepText,
): ErrorReport {
	const requestText = describeRequest(request);
	switch (failure.kind) {
		case 'auth':
			return { ...buildAuthErrorReport(failure, origin, redact), request: requestText };
		case 'network':
			return buildNetworkErrorReport(request, origin, failure.code);
		case 'host':
			return {
				message: `n8n couldn't send the request: ${truncateText(redact(failure.text))}`,
				hint: "Check the parameters of this node, the credential, and n8n's database and network. ISC didn't process this request.",
				request: requestText,
			};
		case 'store':
			return {
				message: `n8n couldn't store the response: ${truncateText(redact(failure.text))}`,
				hint: `${
					isReadOnly(request.method, request.operation) ? '' : "Don't repeat this request. "
				}Check n8n's storage for binary data: its free space, its maximum file size, and its connection. ISC processed this request.`,
				request: requestText,
			};
	}
}
