import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../client/call';
import type { ListFacts, PagingStyle } from '../../client/paging/lists';
import type { PageOptions } from '../../client/paging/page';
import { choice } from '../../forms/choice';
import { flag } from '../../forms/flag';
import { wholeNumber } from '../../forms/number';

const STYLES = ['auto', 'next', 'none', 'offset', 'searchAfter', 'start'] as const;

/**
 * @param isWhole whether all of the list is read, whatever is asked for
 * @returns undefined where the user asks for a page of their own by a `limit` in the query
 * @throws BadInput naming the parameter that cannot be used
 */
export function readPaging(
	context: IExecuteFunctions,
	index: number,
	{ query: { limit: ownLimit, offset = 0 } }: Pick<Call, 'query'>,
	options: IDataObject,
	facts: ListFacts,
	isWhole = false,
): PageOptions | undefined {
	const returnAll =
		isWhole || flag('Return All', context.getNodeParameter('returnAll', index, false), false);
	if (!returnAll && ownLimit !== undefined) return undefined;
	const start = wholeNumber('offset', offset, 0);
	const pageSize =
		ownLimit === undefined
			? wholeNumber('Page Size', options.pageSize ?? facts.maxPage, 1)
			: wholeNumber('limit', ownLimit, 1);
	return {
		limit: returnAll
			? Infinity
			: wholeNumber('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: Math.min(pageSize, facts.maxPage),
		start,
		style: readStyle(options.pagination, facts.style, start),
		listField: facts.listField,
		sortsById: facts.sortsById,
		documentedPage: facts.isDocumented ? facts.maxPage : undefined,
	};
}

/** Where the list starts at an offset of the user's, it goes on by offset. */
function readStyle(chosen: unknown, usual: PagingStyle, start: number): PagingStyle {
	const style = choice('Pagination', chosen, STYLES, 'auto');
	if (style !== 'auto') return style;
	return start > 0 && usual === 'searchAfter' ? 'offset' : usual;
}
