import type { ErrorReport } from './failures';
import type { AuthError } from './hostFailure';
import { describeNetworkCode, buildHostNotFoundReport } from './networkReport';
import { truncateText, type Redactor } from './redact';

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
