import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { listOperations } from '../../catalogue/catalogue';
import { searchCatalogue as search } from '../../catalogue/search';
import { toOperationSearchResult } from '../../editor/operationChoices';

/** Finds operations by words; the best first. */
export async function searchOperations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const service = String(this.getCurrentNodeParameter('service') ?? '') || undefined;
	return toOperationSearchResult(search(filter, { service }), paginationToken);
}

/** The services that operations belong to, and a way back to all. */
export async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const services = [...new Set(listOperations().map(({ service }) => service))].sort();
	return [
		{ name: 'All Services', value: '' },
		...services.map((service) => ({ name: service, value: service })),
	];
}
