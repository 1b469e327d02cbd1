import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import type {
	ListPagination,
	PaginationStyle,
	PaginationOptions,
} from '../../shared/pagination/page';
import { parseEnum, parseBooleanParameter, parseInteger } from '../../shared/parameters/parse';

const STYLES = ['auto', 'next', 'none', 'offset', 'searchAfter', 'start'] as const;

/**
 * @param isWhole whether all of the list is read, whatever is asked for
 * @returns undefined where the user asks for a page of their own by a `limit` in the query
 * @throws BadInput naming the parameter that cannot be used
 */
export function readPagination(
	context: IExecuteFunctions,
	index: number,
	{ method, query: { limit: ownLimit, offset = 0 } }: Pick<ApiRequest, 'method' | 'query'>,
	options: IDataObject,
	facts: ListPagination,
	isWhole = false,
): PaginationOptions | undefined {
	const returnAll =
		isWhole ||
		parseBooleanParameter('Return All', context.getNodeParameter('returnAll', index, false), false);
	if (!returnAll && ownLimit !== undefined) return undefined;
	const start = parseInteger('offset', offset, 0);
	const pageSize =
		ownLimit === undefined
			? parseInteger('Page Size', options.pageSize ?? facts.maxPage, 1)
			: parseInteger('limit', ownLimit, 1);
	return {
		limit: returnAll
			? Infinity
			: parseInteger('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: Math.min(pageSize, facts.maxPage),
		start,
		style: readStyle(options.pagination, facts.style, start, method),
		listField: facts.listField,
		sortsById: facts.sortsById,
		documentedPage: facts.isDocumented ? facts.maxPage : undefined,
	};
}

/** Where the list starts at an offset of the user's, it goes on by offset. */
function readStyle(
	chosen: unknown,
	usual: PaginationStyle,
	start: number,
	method: ApiRequest['method'],
): PaginationStyle {
	const style = parseEnum('Pagination', chosen, STYLES, 'auto');
	// ISC takes the position in the query of a GET only; that of a search belongs into its body.
	if (style === 'searchAfter' && method === 'POST') {
		throw new ParameterError(
			'Pagination',
			"is 'Search After', which works for GET requests only",
			"Use the node SailPoint ISC Search to read any number of documents, or choose 'Offset'.",
		);
	}
	if (style !== 'auto') return style;
	return start > 0 && usual === 'searchAfter' ? 'offset' : usual;
}
