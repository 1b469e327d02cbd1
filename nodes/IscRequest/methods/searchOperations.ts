import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { operations } from '../../catalogue/catalogue';
import { searchOperations as search } from '../../catalogue/search';
import {
	describeOperation,
	nameOfOperation,
	titleOfOperation,
} from '../../catalogue/operationText';

const AT_A_TIME = 50;

/** Finds operations by words; the best first. */
export async function searchOperations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const service = String(this.getCurrentNodeParameter('service') ?? '') || undefined;
	const found = search(filter, { service });
	const start = Number(paginationToken ?? 0);
	const end = start + AT_A_TIME;
	return {
		results: found.slice(start, end).map((operation) => ({
			name: `${titleOfOperation(operation)} · ${nameOfOperation(operation)}`,
			value: nameOfOperation(operation),
			description: describeOperation(operation),
		})),
		paginationToken: end < found.length ? String(end) : undefined,
	};
}

/** The services that operations belong to, and a way back to all. */
export async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const services = [...new Set(operations().map(({ service }) => service))].sort();
	return [
		{ name: 'All Services', value: '' },
		...services.map((service) => ({ name: service, value: service })),
	];
}
