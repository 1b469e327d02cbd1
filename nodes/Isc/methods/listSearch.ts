import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type IDataObject,
	NodeOperationError,
} from 'n8n-workflow';
import { listOperations, getOperationById } from '../../shared/catalogue/operations';
import { searchCatalogue as search } from '../../shared/catalogue/searchOperations';
import { toOperationSearchResult } from '../../shared/editor/operationSearchResult';
import type { Operation, ValueLookup } from '../../shared/catalogue/types';
import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { extractList } from '../../shared/pagination/page';
import { buildFilters } from '../../shared/parameters/filters';
import { callOperation } from '../../shared/editor/callOperation';
import { getPathParameters } from '../selectedOperation';
import { getCurrentOperation, getCurrentPathParameter } from './currentSelection';
import { findLookupOptions, type LookupPosition } from '../lookups/findLookupOptions';
import startCase from 'lodash/startCase';
import { findOperationByRequest } from '../../shared/catalogue/findOperation';
import { toJsonPointer } from '../../shared/parameters/jsonPatchRows';

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

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Lists the values for a placeholder of the path, counted from 0. */
export const searchPathParameter = (index: number): Search =>
	async function (filter = '', paginationToken) {
		const operation = getCurrentOperation(this);
		const { lookup, name = '' } = (operation && getPathParameters(operation)[index]) ?? {};
		const list = lookup && getOperationById(lookup.list);
		if (!operation || !lookup || !list) {
			throw new NodeOperationError(this.getNode(), `Nothing lists values for '${name}'`, {
				description: "Choose 'By ID' and enter the value.",
			});
		}
		const path = parentValues(this, operation, lookup);
		let filters = filterQuery(list, lookup, filter);
		const read = async (place: LookupPosition, limit: number) => {
			const query = { ...pageQuery(list, place, limit), ...filters };
			const response = await callOperation(this, list, path, query);
			const records = (extractList(response, list.response.listField) ?? []) as IDataObject[];
			return {
				records,
				next: nextPlace(list, place, limit, records.length, getBodyObject(response)),
			};
		};
		const most = list.pagination?.maxPage;
		if (filter === '' || filters) {
			const found = await findLookupOptions(lookup, '', { read, most, start: paginationToken });
			if (filter === '' || found.results.length > 0 || paginationToken) return found;
			// The list may search the beginning of the name alone, and none of what the label shows beside it.
			filters = undefined;
		}
		return await findLookupOptions(lookup, filter, { read, most, start: paginationToken });
	};

/** Values that are listed within another object need that to be chosen first. */
function parentValues(context: ILoadOptionsFunctions, operation: Operation, lookup: ValueLookup) {
	const names = getPathParameters(operation).map(({ name }) => name);
	return Object.fromEntries(
		Object.entries(lookup.with ?? {}).map(([theirs, ours]) => [
			theirs,
			getCurrentPathParameter(context, names.indexOf(ours)),
		]),
	);
}

const isPaged = ({ pagination }: Operation) =>
	pagination !== undefined && pagination.style !== 'none';

function pageQuery(list: Operation, place: LookupPosition, limit: number): IDataObject {
	if (!isPaged(list)) return {};
	const { style } = list.pagination!;
	if (style === 'next') return { limit, ...(place && { next: place }) };
	// Lists that are read on from the last record take an offset, too.
	return { limit, [style === 'start' ? 'start' : 'offset']: Number(place ?? 0) };
}

function nextPlace(
	list: Operation,
	place: LookupPosition,
	limit: number,
	count: number,
	{ next }: IDataObject,
): LookupPosition {
	if (!isPaged(list)) return undefined;
	if (list.pagination!.style === 'next') return next ? String(next) : undefined;
	return count >= limit ? String(Number(place ?? 0) + limit) : undefined;
}

/** Has the list itself search the label; undefined where it cannot. */
function filterQuery(
	list: Operation,
	{ label }: ValueLookup,
	filter: string,
): IDataObject | undefined {
	const operator = ['co', 'sw'].find((one) => list.filters?.fields[label]?.operators.includes(one));
	if (!filter || !operator) return undefined;
	const rows = [{ field: label, operator, value: filter }];
	return { filters: buildFilters(list.filters, { rows }) };
}

/** Suggests what can be changed: the fields that the chosen object has now. */
export async function searchPatchFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const operation = getCurrentOperation(this);
	const reading = operation && findOperationByRequest('GET', operation.path)?.operation;
	if (!operation || !reading) {
		throw new NodeOperationError(this.getNode(), 'Nothing reads the object that is changed', {
			description: "Choose 'By Path' and enter the path of the field, such as /description.",
		});
	}
	const path = Object.fromEntries(
		getPathParameters(reading).map(({ name }, index) => [
			name,
			getCurrentPathParameter(this, index),
		]),
	);
	return {
		results: Object.entries(getBodyObject(await callOperation(this, reading, path)))
			.filter(([key]) => key.toLowerCase().includes(filter.toLowerCase()))
			.flatMap(([key, value]) => [
				{ name: startCase(key), value: toJsonPointer(key) },
				...(Array.isArray(value)
					? [{ name: `${startCase(key)}: Add to the End`, value: `${toJsonPointer(key)}/-` }]
					: []),
			]),
	};
}
