import type { TenantContext } from '../context.mts';
import { ApiError, RawAnswer } from '../http/errors.mts';
import type { Client } from './clients.mts';

export type AuthorizeRequest = {
	client: Client;
	redirectUri: string;
	state?: string;
	scopes: string[];
	codeChallenge?: string;
};

/** Thrown when the browser is to carry an error back to the client. */
export class AuthorizeError extends Error {
	readonly location: string;
	constructor(redirectUri: string, state: string | undefined, code: string, description: string) {
		super(description);
		this.location = withParameters(redirectUri, {
			error: code,
			error_description: description,
			state,
		});
	}
}

/** Adds query parameters to a URL. */
export function withParameters(
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
	new RawAnswer(400, { error: 'invalid_request', error_description: text });

const magic = ['sp:scopes:all', 'sp:scopes:default'];
const bothMagic = (scopes: string[]) => magic.every((scope) => scopes.includes(scope));

/** Checks what came to `/oauth/authorize`. */
export function readAuthorize(
	context: TenantContext,
	query: Record<string, string | undefined>,
): AuthorizeRequest {
	const client = context.clients.get(query.client_id ?? '');
	// Before the redirect URI is known to be right, nothing may be sent to it.
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
	const asked = (query.scope ?? '').split(/[\s,]+/).filter(Boolean);
	if (bothMagic(client.scopes) || bothMagic(asked)) {
		throw fail('invalid_scope', 'The two general scopes exclude each other');
	}
	const all = client.scopes.includes('sp:scopes:all');
	if (!all && asked.some((scope) => !client.scopes.includes(scope))) {
		throw fail('invalid_scope', 'The client does not have this scope');
	}
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

/** The consent page's answer must belong to a question that was asked. */
export function unknownConsent(): ApiError {
	return new ApiError(400, ['This page is out of date. Start again from the application.']);
}
