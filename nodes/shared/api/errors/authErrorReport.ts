import type { AuthError } from './classifyError';
import type { ErrorReport } from './errors';
import {
	buildCertificateReport,
	buildHostNotFoundReport,
	CHECK_NETWORK,
	describeNetworkCode,
} from './networkErrorReport';
import { truncateText, type Redactor } from './redact';

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

/** Hint for a proxy that requires authentication. */
export const CHECK_PROXY =
	"Check the proxy settings of n8n ('HTTPS_PROXY' and 'NO_PROXY'). A proxy or network between n8n and ISC requires authentication, so ISC didn't receive the request.";

const CHECK_CLIENT =
	'Check the client ID and secret in the credential, and that they belong to this tenant. Personal access tokens expire (after six months by default) and can be deleted: create a new one if in doubt. API clients need the grant type Client Credentials.';

/** n8n's message for an address that its protection against requests to private addresses doesn't allow. */
const BLOCKED_ADDRESS = /restricted IP address/i;

/**
 * Builds the report of a failed token request.
 * @param redact removes secrets from the error text
 */
export function buildAuthErrorReport(
	{ text, state, oauthError, description, code, status }: AuthError,
	origin: string,
	redact: Redactor,
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
	if (BLOCKED_ADDRESS.test(text)) {
		return {
			message: `Couldn't get a token from ${origin}: n8n blocks requests to this private address`,
			hint: "Check 'API Base URL' in the credential. If it is correct, add the address to n8n's environment variable 'N8N_SSRF_ALLOWED_IP_RANGES'.",
		};
	}
	if (code !== undefined) {
		const noResponse = {
			message: `Couldn't get a token from ${origin}: ${describeNetworkCode(code)}`,
			hint: CHECK_NETWORK,
		};
		return (
			buildHostNotFoundReport(origin, code) ?? buildCertificateReport(origin, code) ?? noResponse
		);
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
	if (status === 407 || status === 511) {
		return {
			message: `Couldn't get a token from ${origin}: the response was ${status}`,
			hint: CHECK_PROXY,
			status,
		};
	}
	// ISC gives a reason, other than proxies.
	if (
		status !== undefined &&
		status !== 401 &&
		oauthError === undefined &&
		description === undefined
	) {
		return {
			message: `Couldn't get a token from ${origin}: the response was ${status} without a reason`,
			hint: "Check whether a proxy or firewall between n8n and ISC blocks the request, and check 'Tenant' and 'Domain' in the credential.",
			status,
		};
	}
	return {
		message: `Couldn't get a token: ${truncateText(redact(description ?? oauthError ?? text))}`,
		hint: AUTH_HINTS[oauthError ?? ''] ?? CHECK_CLIENT,
		status,
	};
}
