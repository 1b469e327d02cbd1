import { withoutVersion } from '../versions';

/** What most lists give at most in one page. */
export const DEFAULT_PAGE_SIZE = 250;

/**
 * Lists that give fewer records in one page, by path without version; `*` stands for one segment.
 * Source: the `limit` parameters of SailPoint's OpenAPI documents.
 */
const SMALLER: Record<string, number> = {
	roles: 50,
	'roles/*/entitlements': 50,
	'roles/*/dimensions': 50,
	'workgroups/*/members': 50,
	'workgroups/*/connections': 50,
	'connector-rules': 50,
	'authorization/custom-user-levels': 50,
	'org-config/valid-time-zones': 50,
	'ai-access-request-recommendations': 15,
	launchers: 100,
};

const matches = (pattern: string, segments: string[]) => {
	const wanted = pattern.split('/');
	return (
		wanted.length === segments.length &&
		wanted.every((segment, index) => segment === '*' || segment === segments[index])
	);
};

/** @returns the largest `limit` that the list at this path takes */
export function maxPageSize(path: string): number {
	const segments = withoutVersion(path);
	const entry = Object.entries(SMALLER).find(([pattern]) => matches(pattern, segments));
	return entry?.[1] ?? DEFAULT_PAGE_SIZE;
}

/**
 * Whether a first page that is shorter than asked for may have been cut to a limit that is not in the table:
 * limits are round numbers. To ask once more costs one request, not to ask may lose records.
 */
export const mayBeCut = (records: number) =>
	records >= 10 && (records % 10 === 0 || records % 25 === 0 || records === 15);
