import { findOperationByRequest } from '../../nodes/shared/catalogue/findOperation.ts';
import { toCurrentPath, type CurrentPath } from '../../nodes/shared/catalogue/toCurrentPath.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import {
	containsMaskedExpression,
	maskExpressions,
} from '../../nodes/shared/parameters/maskExpressions.ts';
import { isRemoved } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { suggestPath, getLegacyVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isExpression, type Call } from './requestAdapter.mts';

/** What is to be done about a call. */
export type Judgement =
	| { kind: 'current'; operation?: Operation }
	| ({ kind: 'legacy'; version: string } & CurrentPath)
	| { kind: 'unclear'; why: string };

const unclear = (why: string): Judgement => ({ kind: 'unclear', why });

/** Calls of the token endpoint and the like, which have no version and need none. */
const isSignIn = (path: string) => /^\/?oauth(\/|$)/.test(path);
const isPrivate = (path: string) => /^\/?(cc|v2|ui)(\/|$)/i.test(path);

/** Why a path is neither a current one nor has a successor. */
function whyUnclear(method: string, hidden: string, restore: (text: string) => string): string {
	const version = getLegacyVersion(hidden);
	const call = `${method} ${restore(hidden)}`;
	if (hidden === '') return 'It has no path.';
	if (isPrivate(hidden)) {
		return `${call} belongs to a private API: look in docs/operations.md for what does the same.`;
	}
	if (containsMaskedExpression(hidden.split('/').find(Boolean) ?? '')) {
		return 'An expression makes the beginning of the path: check what it gives, and write the path with its version.';
	}
	if (version && isRemoved(method, hidden, version)) {
		return `${call} has no successor: nothing that is known does the same.`;
	}
	const mended = suggestPath(hidden);
	if (mended) {
		return `${call} has no version, or not in its place: perhaps ${restore(mended)} is meant.`;
	}
	return `${call} is no call that the catalogue knows: compare method and path with docs/operations.md.`;
}

/** @returns what is to be done about a call, as far as its method and path tell */
export function judge({ method, path }: Pick<Call, 'method' | 'path'>): Judgement {
	if (path === undefined) {
		return unclear('An expression makes the whole URL: change the path where it comes from.');
	}
	const hidden = maskExpressions(path);
	const [bare = ''] = hidden.text.split(/[?#]/);
	if (isExpression(method)) {
		return unclear('The method is an expression, and the operation goes by it.');
	}
	const current = toCurrentPath(method, path);
	if (current) return { kind: 'legacy', version: getLegacyVersion(bare), ...current };
	if (isSignIn(bare)) return { kind: 'current' };
	const isInPlace = !getLegacyVersion(bare) && bare !== '' && !suggestPath(bare);
	const match = isInPlace && !isPrivate(bare) ? findOperationByRequest(method, bare) : undefined;
	if (match) return { kind: 'current', operation: match.operation };
	return unclear(whyUnclear(method, bare, (text) => hidden.restore(text)));
}
