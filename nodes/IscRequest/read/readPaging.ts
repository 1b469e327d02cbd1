import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../client/call';
import type { ListFacts, PagingStyle } from '../../client/paging/lists';
import type { PageOptions } from '../../client/paging/page';
import { wholeNumber } from '../../forms/number';

/** @returns undefined where the user asks for a page of their own by a `limit` in the query */
export function readPaging(
	context: IExecuteFunctions,
	index: number,
	{ query: { limit: ownLimit, offset = 0 } }: Pick<Call, 'query'>,
	options: IDataObject,
	facts: ListFacts,
): PageOptions | undefined {
	const returnAll = context.getNodeParameter('returnAll', index, false) as boolean;
	if (!returnAll && ownLimit !== undefined) return undefined;
	const start = wholeNumber('offset', offset, 0);
	const pageSize = wholeNumber('Page Size', ownLimit ?? options.pageSize ?? facts.maxPage, 1);
	return {
		limit: returnAll
			? Infinity
			: wholeNumber('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: Math.min(pageSize, facts.maxPage),
		start,
		style: readStyle(options.pagination, facts.style, start),
		listField: facts.listField,
	};
}

/** Where the list starts at an offset of the user's, it goes on by offset. */
const readStyle = (chosen: unknown, usual: PagingStyle, start: number): PagingStyle =>
	chosen !== undefined && chosen !== 'auto'
		? (chosen as PagingStyle)
		: start > 0 && usual === 'searchAfter'
			? 'offset'
			: usual;
