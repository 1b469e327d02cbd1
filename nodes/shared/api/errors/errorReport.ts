import { describeRequest, type ApiRequest, type ApiResponse } from '../types';
import type { ErrorReport } from './errors';
import { wasNeverSent } from '../retryPolicy';
import { isReadOnly } from '../isReadOnly';
import type { AuthError, ClassifiedError } from './classifyError';
import { truncateText, type Redactor } from './redact';
import { getHint } from './hints';
import { getBodyObject, getErrorMessage } from './errorMessage';
import type { TokenClaims } from '../accessToken';

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
export function buildNetworkErrorReport(
	call: ApiRequest,
	origin: string,
	code: string,
): ErrorReport {
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
		describeNetworkCode(code) === TOO_LONG
			? "Raise 'Timeout' under Options if it needs longer. "
			: '';
	return {
		message: `No answer came from ${origin}: ${describeNetworkCode(code)}`,
		hint: wasRepeated
			? `It was tried several times. ${longer}Check the network of n8n, and whether ISC is up (status.sailpoint.com).`
			: 'This was not sent again, since it may have been carried out all the same: read the object before you repeat it.',
		request,
	};
}

const RECONNECT =
	"Open the credential, click 'Connect' and sign in. Refresh tokens expire, and each can be used once. The client needs the grant types Authorization Code and Refresh Token, or no token can be renewed.";

/** What to do about a refusal, by its code in the standard. */
const HINTS: Record<string, string> = {
	invalid_scope:
		"Empty the field 'Scope' in the credential: the token then has the scopes of the personal access token or API client. ISC refuses scopes that the client doesn't have, and sp:scopes:all together with sp:scopes:default.",
	unauthorized_client:
		"The client lacks the grant type that the credential uses. Choose another 'Grant Type' in the credential, or add the grant type to the API client in ISC.",
	unsupported_grant_type:
		"The client lacks the grant type that the credential uses. Choose another 'Grant Type' in the credential, or add the grant type to the API client in ISC.",
};

const CHECK_CLIENT =
	'Check client ID and secret in the credential, and that they belong to this tenant. A personal access token expires (after six months by default) and can be deleted: create a new one if in doubt. An API client needs the grant type Client Credentials.';

/**
 * Report of a token that could not be had.
 * @param safe takes secrets out of what ISC said
 */
export function buildAuthErrorReport(
	{ text, state, oauthError, description, code, status }: AuthError,
	origin: string,
	safe: Redactor = (said) => said,
): ErrorReport {
	if (state === 'notConnected') {
		return {
			message: 'The credential is not connected yet',
			hint: "Open the credential, click 'Connect' and sign in with SailPoint.",
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
			hint: "Open the credential, click 'Connect' and sign in. The tenant or client was changed after the last sign-in.",
		};
	}
	if (oauthError === 'invalid_grant') {
		return {
			message: 'The credential needs to be connected again: ISC did not renew its token',
			hint: RECONNECT,
			status,
		};
	}
	if (code !== undefined) {
		const silent = {
			message: `No token could be had from ${origin}: ${describeNetworkCode(code)}`,
			hint: 'Check the network of n8n, and whether ISC is up (status.sailpoint.com).',
		};
		return buildHostNotFoundReport(origin, code) ?? silent;
	}
	if (status !== undefined && (status === 429 || status >= 500)) {
		return {
			message: `No token could be had from ${origin}: it answered ${status}`,
			hint: 'Run this again later, and check whether ISC is up (status.sailpoint.com).',
			status,
		};
	}
	// n8n's OAuth2 client has a status without a code where the answer isn't one of a token endpoint.
	if (status !== undefined && oauthError === undefined && (status === 404 || status < 400)) {
		return {
			message: `No token could be had: ${origin} is not the API of a tenant`,
			hint: "Check 'Tenant' and 'Domain' in the credential; with Custom or Vanity, the API Base URL is the value of baseUrl at /ui/session of your tenant.",
			status,
		};
	}
	return {
		message: `ISC did not give a token: ${truncateText(safe(description ?? oauthError ?? text))}`,
		hint: HINTS[oauthError ?? ''] ?? CHECK_CLIENT,
		status,
	};
}

const asIs: Redactor = (text) => text;

/**
 * Report of an answer that is no success.
 * @param safe takes secrets out of what ISC said; only then is that shortened, since half a token wouldn't be known
 * as one, and nothing else is, since hints must not lose their end
 */
export function buildResponseErrorReport(
	request: ApiRequest,
	response: ApiResponse,
	claims?: TokenClaims,
	safe: Redactor = asIs,
): ErrorReport {
	const { detailCode, trackingId } = getBodyObject(response);
	const text = truncateText(safe(getErrorMessage(response)));
	return {
		message: `ISC answered ${response.status}: ${text}`,
		hint: getHint({ request, response, text, claims }),
		request: describeRequest(request),
		status: response.status,
		detailCode: typeof detailCode === 'string' ? truncateText(safe(detailCode)) : undefined,
		trackingId:
			typeof trackingId === 'string'
				? truncateText(safe(trackingId))
				: response.headers['slpt-request-id'],
	};
}

/** Report of a failure that brought no answer, or none that n8n could take. */
export function buildTransportErrorReport(
	call: ApiRequest,
	origin: string,
	failure: Exclude<ClassifiedError, { kind: 'cancelled' }>,
	safe: Redactor = asIs,
): ErrorReport {
	const request = describeRequest(call);
	switch (failure.kind) {
		case 'auth':
			return { ...buildAuthErrorReport(failure, origin, safe), request };
		case 'network':
			return buildNetworkErrorReport(call, origin, failure.code);
		case 'host':
			return {
				message: `n8n could not send the request: ${truncateText(safe(failure.text))}`,
				hint: "ISC carried out nothing for this request. Check the parameters of this node, the credential, and n8n's database and network.",
				request,
			};
		case 'store':
			return {
				message: `n8n could not store the response: ${truncateText(safe(failure.text))}`,
				hint: `ISC carried out this request${
					isReadOnly(call) ? '' : ", so don't repeat it"
				}. Check n8n's storage for binary data: its free space, its largest file size, and whether it can be reached.`,
				request,
			};
	}
}
