import type { PaginationSpec } from '../../nodes/shared/catalogue/types.ts';
import { DEFAULT_PAGE_SIZE } from '../../nodes/shared/catalogue/storedFormat.ts';
import type { PaginationStyle } from '../../nodes/shared/pagination/page.ts';
import type { ParameterObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { resolveSchema } from './schemas.mts';

interface PaginationRead {
	/** Undefined if the operation neither returns a list nor has pages. */
	pagination?: PaginationSpec;
	/** Names of the pagination parameters. */
	reserved: string[];
}

/** Pagination styles, best first. */
const STYLES: Array<[PaginationStyle, string[]]> = [
	['searchAfter', ['searchAfter', 'limit', 'offset']],
	['next', ['next', 'limit']],
	['offset', ['limit', 'offset']],
	['start', ['start', 'limit']],
];

const COUNT = 'count';
const LIMIT = 'limit';

function readLimits(limit: ParameterObject | undefined, resolve: Resolve): Partial<PaginationSpec> {
	if (!limit?.schema) return {};
	const { maximum, minimum = 0, default: defaultLimit } = resolveSchema(limit.schema, resolve);
	if (typeof defaultLimit !== 'number') throw new Error('the limit has no default');
	// Without a documented maximum, the most common one is used.
	return {
		maxPage: maximum ?? DEFAULT_PAGE_SIZE,
		defaultPage: defaultLimit,
		minPage: minimum || undefined,
	};
}

const getQueryNames = (parameters: ParameterObject[]) =>
	parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);

const findStyle = (names: string[]) =>
	STYLES.find(([, needed]) => needed.every((name) => names.includes(name)));

/** Returns the largest `limit` of a list with offset pagination; undefined for other lists. */
export function getMaxOffsetPage(
	parameters: ParameterObject[],
	resolve: Resolve,
): number | undefined {
	if (findStyle(getQueryNames(parameters))?.[0] !== 'offset') return undefined;
	const { schema = {} } = parameters.find(({ name }) => name === LIMIT)!;
	return resolveSchema(schema, resolve).maximum ?? DEFAULT_PAGE_SIZE;
}

/**
 * Reads the pagination of an operation.
 * @param isGetList whether it is a GET that returns a list
 * @throws if a list has `offset` or `searchAfter` without the other parameters of the style
 */
export function readPagination(
	parameters: ParameterObject[],
	isGetList: boolean,
	resolve: Resolve,
): PaginationRead {
	const inQuery = parameters.filter((parameter) => parameter.in === 'query');
	const names = getQueryNames(parameters);
	const [style, parameterNames] = findStyle(names) ?? ['none' as const, []];
	const takesLimit = names.includes(LIMIT);
	const incomplete = ['offset', 'searchAfter'].find(
		(name) => names.includes(name) && !parameterNames.includes(name),
	);
	if (incomplete) throw new Error(`'${incomplete}' without the other parameters of its style`);
	// For other operations, a limit is an ordinary parameter.
	const reserved = [...parameterNames, COUNT, ...(isGetList && takesLimit ? [LIMIT] : [])];
	if (!takesLimit && !isGetList) return { reserved };
	return {
		reserved,
		pagination: {
			style,
			...readLimits(
				inQuery.find(({ name }) => name === LIMIT),
				resolve,
			),
			count: names.includes(COUNT),
			limitOnly: (style === 'none' && takesLimit) || undefined,
		},
	};
}
