import startCase from 'lodash/startCase';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readFilterExpression } from '../parameters/readFilter';
import { getCurrentOperation } from './currentSelection';

/** In words, as they stand in the operator list of ISC's documentation. */
const OPERATORS: Record<string, string> = {
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

/** Fields that the list of the chosen operation can be filtered by. */
export async function getFilterFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return Object.keys(getCurrentOperation(this)?.filters?.fields ?? {}).map((field) => ({
		name: startCase(field),
		value: field,
		description: field,
	}));
}

/** What the chosen field can be compared by. */
export async function getFilterOperators(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const field = String(this.getCurrentNodeParameter('&field') ?? '');
	const { operators = [] } = getCurrentOperation(this)?.filters?.fields[field] ?? {};
	return operators.map((operator) => ({
		name: OPERATORS[operator] ?? operator,
		value: operator,
	}));
}

/** The one choice is the filter that will be sent. */
export async function getFilterPreview(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const operation = getCurrentOperation(this);
	const read = (name: string) => this.getCurrentNodeParameter(name);
	if (!operation) return [];
	try {
		const filter = readFilterExpression(
			operation,
			read('filterRows'),
			read('combineFilters'),
			read('filters'),
		);
		return [{ name: filter || 'No filter', value: '' }];
	} catch (error) {
		return [{ name: (error as Error).message, value: '' }];
	}
}

/** Fields that the list of the chosen operation can be sorted by. */
export async function getSortFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (getCurrentOperation(this)?.sorters ?? []).map((field) => ({
		name: startCase(field),
		value: field,
		description: field,
	}));
}
