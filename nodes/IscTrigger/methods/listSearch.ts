import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { extractList } from '../../shared/pagination/page';
import { callOperation } from '../../shared/editor/callOperation';
import { matchesFilter } from '../../shared/editor/matchesFilter';

/** Lists the event triggers of the tenant. */
export async function searchTriggers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const response = await callOperation(
		this,
		getOperationById('listTriggersV1')!,
		{},
		{ sorters: 'name' },
	);
	const triggers = (extractList(response) ?? []) as IDataObject[];
	return {
		results: triggers
			.filter(({ id, name }) => matchesFilter(name, filter) || matchesFilter(id, filter))
			.map(({ id, name, type, description }) => ({
				name: `${String(name)}${type === 'REQUEST_RESPONSE' ? ' (expects a response)' : ''}`,
				value: String(id),
				description: String(description ?? ''),
			})),
	};
}
