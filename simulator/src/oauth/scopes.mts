import type { Client } from './clients.mts';

const magic = ['sp:scopes:all', 'sp:scopes:default'];
const bothMagic = (scopes: string[]) => magic.every((scope) => scopes.includes(scope));

/** The scopes that a request names. */
export const parseScopes = (scope: string | undefined) =>
	(scope ?? '').split(/[\s,]+/).filter(Boolean);

/** Why a client does not get the scopes that it asks for; undefined where it does. */
export function findScopeError(client: Client, asked: string[]): string | undefined {
	if (bothMagic(client.scopes) || bothMagic(asked)) {
		return 'The two general scopes exclude each other';
	}
	if (client.scopes.includes('sp:scopes:all')) return undefined;
	const lacking = asked.find((scope) => !client.scopes.includes(scope));
	return lacking && `The client does not have the scope ${lacking}`;
}
