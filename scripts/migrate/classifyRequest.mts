import { findOperationByRequest } from '../../nodes/shared/catalogue/findOperation.ts';
import { toCurrentPath, type CurrentPath } from '../../nodes/shared/catalogue/toCurrentPath.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import {
	containsMaskedExpression,
	maskExpressions,
} from '../../nodes/shared/parameters/maskExpressions.ts';
import { isRemoved } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { suggestPath, getLegacyVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isExpression, type RequestAdapter } from './requestAdapter.mts';

/** What is to be done about a call. */
export type Classification =
	| { kind: 'current'; operation?: Operation }
	| ({ kind: 'legacy'; version: string } & CurrentPath)
	| { kind: 'unclear'; reason: string };

const unclear = (reason: string): Classification => ({ kind: 'unclear', reason });

/** Calls of the token endpoint and the like, which have no version and need none. */
const isTokenEndpoint = (path: string) => /^\/?oauth(\/|$)/.test(path);
const isPrivate = (path: string) => /^\/?(cc|v2|ui)(\/|$)/i.test(path);

/** Why a path is neither a current one nor has a successor. */
function explainUnclear(method: string, masked: string, restore: (text: string) => string): string {
	const version = getLegacyVersion(masked);
	const call = `${method} ${restore(masked)}`;
	if (masked === '') return 'It has no path.';
	if (isPrivate(masked)) {
		return `${call} belongs to a private API: look in docs/operations.md for what does the same.`;
	}
	if (containsMaskedExpression(masked.split('/').find(Boolean) ?? '')) {
		return 'An expression makes the beginning of the path: check what it gives, and write the path with its version.';
	}
	if (version && isRemoved(method, masked, version)) {
		return `${call} has no successor: nothing that is known does the same.`;
	}
	const suggested = suggestPath(masked);
	if (suggested) {
		return `${call} has no version, or not in its place: perhaps ${restore(suggested)} is meant.`;
	}
	return `${call} is no call that the catalogue knows: compare method and path with docs/operations.md.`;
}

/** @returns what is to be done about a call, as far as its method and path tell */
export function classifyRequest({
	method,
	path,
}: Pick<RequestAdapter, 'method' | 'path'>): Classification {
	if (path === undefined) {
		return unclear('An expression makes the whole URL: change the path where it comes from.');
	}
	const masked = maskExpressions(path);
	const [pathOnly = ''] = masked.text.split(/[?#]/);
	if (isExpression(method)) {
		return unclear('The method is an expression, and the operation goes by it.');
	}
	const current = toCurrentPath(method, path);
	if (current) return { kind: 'legacy', version: getLegacyVersion(pathOnly), ...current };
	if (isTokenEndpoint(pathOnly)) return { kind: 'current' };
	const isInPlace = !getLegacyVersion(pathOnly) && pathOnly !== '' && !suggestPath(pathOnly);
	const match =
		isInPlace && !isPrivate(pathOnly) ? findOperationByRequest(method, pathOnly) : undefined;
	if (match) return { kind: 'current', operation: match.operation };
	return unclear(explainUnclear(method, pathOnly, (text) => masked.restore(text)));
}
