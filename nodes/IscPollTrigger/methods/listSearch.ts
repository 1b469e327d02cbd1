import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchCatalogue } from '../../shared/catalogue/searchOperations';
import { toOperationSearchResult } from '../../shared/editor/operationSearchResult';
import { isPollable } from '../parameters/selectedList';

/** Finds lists by words, best match first. */
export async function searchLists(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const operations = searchCatalogue(filter, { method: 'GET' }).filter(isPollable);
	return toOperationSearchResult(operations, paginationToken);
}
