import type { Report } from './failures';
import type { SignInFailure } from './hostFailure';
import { inWords, unknownHost } from './networkReport';

/** Report of a token that could not be had. */
export function reportOfSignIn(
	{ text, oauthError, code, status }: SignInFailure,
	origin: string,
): Report {
	if (/not connected|without access token/i.test(text)) {
		return {
			message: 'The credential is not connected yet',
			hint: "Open the credential, click 'Connect' and sign in with SailPoint.",
		};
	}
	if (/needs to be reconnected|no refresh token/i.test(text) || oauthError === 'invalid_grant') {
		return {
			message: 'The credential needs to be connected again: ISC did not renew its token',
			hint: "Open the credential, click 'Connect' and sign in. Refresh tokens expire, and each can be used once. The client needs the grant types Authorization Code and Refresh Token, or no token can be renewed at all.",
			status,
		};
	}
	if (code !== undefined) {
		const silent = {
			message: `No token could be had from ${origin}: ${inWords(code)}`,
			hint: 'Check the network of n8n, and whether ISC is up (status.sailpoint.com).',
		};
		return unknownHost(origin, code) ?? silent;
	}
	if (status !== undefined && (status === 429 || status >= 500)) {
		return {
			message: `No token could be had from ${origin}: it answered ${status}`,
			hint: 'Run this again later, and check whether ISC is up (status.sailpoint.com).',
			status,
		};
	}
	if (status === 404 || /Expected JSON response/.test(text)) {
		return {
			message: `No token could be had: ${origin} is not the API of a tenant`,
			hint: "Check 'Tenant' and 'Domain' in the credential; with Custom or Vanity, the API Base URL is the value of baseUrl at /ui/session of your tenant.",
			status,
		};
	}
	return {
		message: `ISC did not give a token: ${text.replace(/^Failed to acquire OAuth2 access token:\s*/, '')}`,
		hint: 'Check client ID and secret in the credential, and that they belong to this tenant. A personal access token expires (after six months by default) and can be deleted: create a new one if in doubt. An API client needs the grant type Client Credentials.',
		status,
	};
}
