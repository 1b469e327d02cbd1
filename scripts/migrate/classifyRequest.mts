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

/** What to do about a request. */
export type Classification =
	| { kind: 'current'; operation?: Operation }
	| ({ kind: 'legacy'; version: string } & CurrentPath)
	| { kind: 'unclear'; reason: string };

const unclear = (reason: string): Classification => ({ kind: 'unclear', reason });

/** Whether a path belongs to the OAuth endpoints, which have no version. */
const isTokenEndpoint = (path: string) => /^\/?oauth(\/|$)/.test(path);
const isPrivate = (path: string) => /^\/?(cc|v2|ui)(\/|$)/i.test(path);

/** Explains why a path is neither current nor has a successor. */
function explainUnclear(method: string, masked: string, restore: (text: string) => string): string {
	const version = getLegacyVersion(masked);
	const call = `${method} ${restore(masked)}`;
	if (masked === '') return 'The path is missing.';
	if (isPrivate(masked)) {
		return `${call} belongs to a private API. Find a replacement in docs/operations.md.`;
	}
	if (containsMaskedExpression(masked.split('/').find(Boolean) ?? '')) {
		return 'The path begins with an expression. Check its value, and enter the path with its version.';
	}
	if (version && isRemoved(method, masked, version)) {
		return `${call} has no known successor.`;
	}
	const suggested = suggestPath(masked);
	if (suggested) {
		return `${call} has no version, or in the wrong position. Suggested path: ${restore(suggested)}.`;
	}
	return `${call} isn't in the catalogue. Compare method and path with docs/operations.md.`;
}

/** Classifies a request by its method and path. */
export function classifyRequest({
	method,
	path,
}: Pick<RequestAdapter, 'method' | 'path'>): Classification {
	if (path === undefined) {
		return unclear('The whole URL is an expression. Change the path at its source.');
	}
	const masked = maskExpressions(path);
	const [pathOnly = ''] = masked.text.split(/[?#]/);
	if (isExpression(method)) {
		return unclear('The method is an expression, so the operation is unknown.');
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
