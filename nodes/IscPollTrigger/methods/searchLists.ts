import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchOperations } from '../../catalogue/search';
import { operationChoices } from '../../editor/operationChoices';
import { isPollable } from '../read/chosenList';

/** Finds lists by words; the best first. */
export async function searchLists(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = searchOperations(filter, { method: 'GET' }).filter(isPollable);
	return operationChoices(found, paginationToken);
}
