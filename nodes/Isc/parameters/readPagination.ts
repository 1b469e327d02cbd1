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
 * Reads how many records to return and how to request them.
 * @param isWhole whether the list is always read completely
 * @returns undefined if the user requests one page with `limit` in the query
 * @throws ParameterError if a parameter is invalid
 */
export function readPagination(
	context: IExecuteFunctions,
	index: number,
	{ method, query: { limit: customLimit, offset = 0 } }: Pick<ApiRequest, 'method' | 'query'>,
	options: IDataObject,
	spec: ListPagination,
	isWhole = false,
): PaginationOptions | undefined {
	const returnAll =
		isWhole ||
		parseBooleanParameter('Return All', context.getNodeParameter('returnAll', index, false), false);
	if (!returnAll && customLimit !== undefined) return undefined;
	const start = parseInteger('offset', offset, 0);
	const pageSize =
		customLimit === undefined
			? parseInteger('Page Size', options.pageSize ?? spec.maxPage, 1)
			: parseInteger('limit', customLimit, 1);
	return {
		limit: returnAll
			? Infinity
			: parseInteger('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: Math.min(pageSize, spec.maxPage),
		start,
		style: readStyle(options.pagination, spec.style, start, method),
		listField: spec.listField,
		sortsById: spec.sortsById,
		documentedPage: spec.isDocumented ? spec.maxPage : undefined,
	};
}

/** If the user sets an offset, the list continues by offset. */
function readStyle(
	chosen: unknown,
	defaultStyle: PaginationStyle,
	start: number,
	method: ApiRequest['method'],
): PaginationStyle {
	const style = parseEnum('Pagination', chosen, STYLES, 'auto');
	// ISC accepts the position in the query only for GET. Searches have it in the body.
	if (style === 'searchAfter' && method === 'POST') {
		throw new ParameterError(
			'Pagination',
			"is 'Search After', which works for GET requests only",
			"Use the node SailPoint ISC Search to read any number of documents, or choose 'Offset'.",
		);
	}
	if (style !== 'auto') return style;
	return start > 0 && defaultStyle === 'searchAfter' ? 'offset' : defaultStyle;
}
