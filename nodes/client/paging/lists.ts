import { withoutVersion } from '../versions';

/**
 * How a list gives its pages:
 * by the number of records before them (`offset`, or `start` in a few lists), by the sort values of the last
 * record (`searchAfter`), by a mark in the answer (`next`), or all at once.
 */
export type PagingStyle = 'offset' | 'start' | 'searchAfter' | 'next' | 'none';

/** What is known of a list. */
export interface ListFacts {
	style: PagingStyle;
	/** The largest `limit` that it takes. */
	maxPage: number;
	/** Where the list stands in the answer, as a dotted path; empty where the answer itself is the list. */
	listField: string;
}

/** What most lists are like. */
const USUAL: ListFacts = { style: 'offset', maxPage: 250, listField: '' };

/**
 * Lists that differ, by path without version; `*` stands for one segment.
 * Source: the parameters and answers in SailPoint's OpenAPI documents.
 */
const UNUSUAL: Record<string, Partial<ListFacts>> = {
	roles: { maxPage: 50 },
	'roles/*/entitlements': { maxPage: 50 },
	'roles/*/dimensions': { maxPage: 50 },
	'workgroups/*/members': { maxPage: 50 },
	'workgroups/*/connections': { maxPage: 50 },
	'connector-rules': { maxPage: 50 },
	'authorization/custom-user-levels': { maxPage: 50 },
	'org-config/valid-time-zones': { maxPage: 50 },
	'ai-access-request-recommendations': { maxPage: 15 },
	entitlements: { style: 'searchAfter' },
	'entitlements/*/parents': { style: 'searchAfter' },
	'entitlements/*/children': { style: 'searchAfter' },
	'entitlements/account/*/entitlements': { style: 'searchAfter' },
	'entitlement-connections': { style: 'searchAfter' },
	'entitlement-connections/current-identity': { style: 'searchAfter' },
	'jit-activation-history': { style: 'searchAfter' },
	'jit-activation-history/current-identity': { style: 'searchAfter' },
	launchers: { style: 'next', maxPage: 100, listField: 'items' },
	'campaign-filters': { style: 'start', listField: 'items' },
	'form-definitions': { listField: 'results' },
	'form-instances/*/data-source/*': { listField: 'results' },
};

const matches = (pattern: string, segments: string[]) => {
	const wanted = pattern.split('/');
	return (
		wanted.length === segments.length &&
		wanted.every((segment, index) => segment === '*' || segment === segments[index])
	);
};

/** @returns what is known of the list at this path */
export function factsOf(path: string): ListFacts {
	const segments = withoutVersion(path);
	const entry = Object.entries(UNUSUAL).find(([pattern]) => matches(pattern, segments));
	return { ...USUAL, ...entry?.[1] };
}
