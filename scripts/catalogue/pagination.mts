import type { PaginationSpec } from '../../nodes/shared/catalogue/types.ts';
import { DEFAULT_PAGE_SIZE } from '../../nodes/shared/catalogue/storedFormat.ts';
import type { PaginationStyle } from '../../nodes/shared/pagination/page.ts';
import type { ParameterObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { viewOf } from './schemas.mts';

interface PagingRead {
	/** Undefined where neither a list is got nor pages can be asked for. */
	paging?: PaginationSpec;
	/** Names of the parameters that belong to paging. */
	taken: string[];
}

/** From the best way through a list to the worst. */
const STYLES: Array<[PaginationStyle, string[]]> = [
	['searchAfter', ['searchAfter', 'limit', 'offset']],
	['next', ['next', 'limit']],
	['offset', ['limit', 'offset']],
	['start', ['start', 'limit']],
];

const COUNT = 'count';
const LIMIT = 'limit';

function limits(limit: ParameterObject | undefined, resolve: Resolve): Partial<PaginationSpec> {
	if (!limit?.schema) return {};
	const { maximum, minimum = 0, default: usual } = viewOf(limit.schema, resolve);
	if (typeof usual !== 'number') throw new Error('the limit has no default');
	// Where no limit is stated, what most lists take will do.
	return {
		maxPage: maximum ?? DEFAULT_PAGE_SIZE,
		defaultPage: usual,
		minPage: minimum || undefined,
	};
}

const namesInQuery = (parameters: ParameterObject[]) =>
	parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);

const styleOf = (names: string[]) =>
	STYLES.find(([, needed]) => needed.every((name) => names.includes(name)));

/** @returns the largest `limit` of a list that pages by offset; undefined where it doesn't */
export function largestOffsetPage(
	parameters: ParameterObject[],
	resolve: Resolve,
): number | undefined {
	if (styleOf(namesInQuery(parameters))?.[0] !== 'offset') return undefined;
	const { schema = {} } = parameters.find(({ name }) => name === LIMIT)!;
	return viewOf(schema, resolve).maximum ?? DEFAULT_PAGE_SIZE;
}

/**
 * @param isGotList whether it is a GET that answers a list
 * @throws where a list takes `offset` or `searchAfter` without what belongs to it
 */
export function readPaging(
	parameters: ParameterObject[],
	isGotList: boolean,
	resolve: Resolve,
): PagingRead {
	const inQuery = parameters.filter((parameter) => parameter.in === 'query');
	const names = namesInQuery(parameters);
	const [style, own] = styleOf(names) ?? ['none' as const, []];
	const takesLimit = names.includes(LIMIT);
	const stray = ['offset', 'searchAfter'].find(
		(name) => names.includes(name) && !own.includes(name),
	);
	if (stray) throw new Error(`'${stray}' without what belongs to it`);
	// Of what is no list to go through, a limit is a parameter like others.
	const taken = [...own, COUNT, ...(isGotList && takesLimit ? [LIMIT] : [])];
	if (!takesLimit && !isGotList) return { taken };
	return {
		taken,
		paging: {
			style,
			...limits(
				inQuery.find(({ name }) => name === LIMIT),
				resolve,
			),
			count: names.includes(COUNT),
			limitOnly: (style === 'none' && takesLimit) || undefined,
		},
	};
}
