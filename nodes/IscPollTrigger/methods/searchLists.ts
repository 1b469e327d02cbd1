import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchCatalogue } from '../../catalogue/search';
import { toOperationSearchResult } from '../../editor/operationChoices';
import { isPollable } from '../read/chosenList';

/** Finds lists by words; the best first. */
export async function searchLists(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = searchCatalogue(filter, { method: 'GET' }).filter(isPollable);
	return toOperationSearchResult(found, paginationToken);
}
