import type { SimulatorContext } from '../simulatorContext.mts';
import { ApiError, RawResponse } from '../http/errors.mts';
import type { Client } from './clients.mts';
import { parseScopes, findScopeError } from './scopes.mts';

export interface AuthorizeRequest {
	client: Client;
	redirectUri: string;
	state?: string;
	scopes: string[];
	codeChallenge?: string;
}

/** Thrown to return an error to the client through the browser. */
export class AuthorizeError extends Error {
	readonly location: string;
	constructor(redirectUri: string, state: string | undefined, code: string, description: string) {
		super(description);
		this.location = addQueryParameters(redirectUri, {
			error: code,
			error_description: description,
			state,
		});
	}
}

/** Adds query parameters to a URL. */
export function addQueryParameters(
	uri: string,
	parameters: Record<string, string | undefined>,
): string {
	const url = new URL(uri);
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined) url.searchParams.set(name, value);
	}
	return url.toString();
}

const refused = (text: string) =>
	new RawResponse(400, { error: 'invalid_request', error_description: text });

/** Checks a request to `/oauth/authorize`. */
export function parseAuthorizeRequest(
	context: SimulatorContext,
	query: Record<string, string | undefined>,
): AuthorizeRequest {
	const client = context.clients.get(query.client_id ?? '');
	// Nothing is sent to a redirect URI before it was checked.
	if (!client || client.legacy) throw refused('The client_id is not known');
	const redirectUri = query.redirect_uri ?? '';
	if (!context.clients.allowsRedirect(client, redirectUri)) {
		throw refused('The redirect_uri is not registered for this client');
	}
	const { state } = query;
	const fail = (code: string, text: string) => new AuthorizeError(redirectUri, state, code, text);
	if (query.response_type !== 'code') {
		throw fail('unsupported_response_type', 'The response_type must be code');
	}
	const asked = parseScopes(query.scope);
	const refusal = findScopeError(client, asked);
	if (refusal) throw fail('invalid_scope', refusal);
	if (query.code_challenge && query.code_challenge_method !== 'S256') {
		throw fail('invalid_request', 'The code_challenge_method must be S256');
	}
	if (client.secret === null && !query.code_challenge) {
		throw fail('invalid_request', 'A public client must send a code_challenge');
	}
	return {
		client,
		redirectUri,
		state,
		scopes: asked.length ? asked : client.scopes,
		codeChallenge: query.code_challenge,
	};
}

/** Returns the error for the response to a consent page that wasn't shown. */
export function createUnknownConsentError(): ApiError {
	return new ApiError(400, ['This page is out of date. Start again from the application.']);
}
