import { toLabel } from '../../shared/editor/labels';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import { getCurrentOperation } from '../lookups/currentSelection';

/** Operators of ISC filters with the labels from ISC's documentation. */
const OPERATOR_LABELS: Record<string, string> = {
	eq: 'Equals',
	ne: 'Does Not Equal',
	gt: 'Greater Than or After',
	ge: 'Greater or Equal',
	lt: 'Less Than or Before',
	le: 'Less or Equal',
	co: 'Contains',
	sw: 'Starts With',
	in: 'In',
	ca: 'Contains All',
	pr: 'Has a Value',
	isnull: 'Has No Value',
};

/** Lists the services of the API. The first option means all of them. */
export async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const services = [...new Set(listOperations().map(({ service }) => service))].sort();
	return [
		{ name: 'All Services', value: '' },
		...services.map((service) => ({ name: service, value: service })),
	];
}

/** Lists the fields that the selected operation can filter by. */
export async function getFilterFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return Object.keys(getCurrentOperation(this)?.filters?.fields ?? {}).map((field) => ({
		name: toLabel(field),
		value: field,
		description: field,
	}));
}

/** Lists the operators that the selected field supports. */
export async function getFilterOperators(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const field = String(this.getCurrentNodeParameter('&field') ?? '');
	const { operators = [] } = getCurrentOperation(this)?.filters?.fields[field] ?? {};
	return operators.map((operator) => ({
		name: OPERATOR_LABELS[operator] ?? operator,
		value: operator,
	}));
}

/** Lists the fields that the selected operation can sort by. */
export async function getSortFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (getCurrentOperation(this)?.sorters ?? []).map((field) => ({
		name: toLabel(field),
		value: field,
		description: field,
	}));
}
