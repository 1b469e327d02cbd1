import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { extractList } from '../../shared/pagination/page';
import { callOperation } from '../../shared/editor/callOperation';
import { matchesFilter } from '../../shared/editor/matchesFilter';

const PAGE_SIZE = 50;

/** Lists saved searches. ISC can't search them by name, so the name is matched within each page. */
export async function searchSavedSearches(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const query = { limit: PAGE_SIZE, offset };
	const response = await callOperation(this, getOperationById('listSavedSearchesV1')!, {}, query);
	const records = (extractList(response) ?? []) as IDataObject[];
	return {
		results: records
			.map(({ id, name }) => ({ name: String(name ?? id), value: String(id) }))
			.filter(({ name }) => matchesFilter(name, filter)),
		paginationToken: records.length >= PAGE_SIZE ? String(offset + PAGE_SIZE) : undefined,
	};
}
