import type { Client } from './clients.mts';

const magic = ['sp:scopes:all', 'sp:scopes:default'];
const bothMagic = (scopes: string[]) => magic.every((scope) => scopes.includes(scope));

/** Returns the scopes that a request names. */
export const parseScopes = (scope: string | undefined) =>
	(scope ?? '').split(/[\s,]+/).filter(Boolean);

/** Returns why a client doesn't get the requested scopes; undefined if it gets them. */
export function findScopeError(client: Client, asked: string[]): string | undefined {
	if (bothMagic(client.scopes) || bothMagic(asked)) {
		return 'The two general scopes exclude each other';
	}
	if (client.scopes.includes('sp:scopes:all')) return undefined;
	const lacking = asked.find((scope) => !client.scopes.includes(scope));
	return lacking && `The client does not have the scope ${lacking}`;
}
