import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { getOperationById } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { callOperation } from '../../shared/editor/callOperation';
import { extractList } from '../../shared/pagination/page';
import { buildFilters } from '../../shared/parameters/filters';
import type { ReferenceLookup } from '../references';
import { fetchField, getPathValue } from './fieldOfObject';
import { findLookupOptions, type LookupPosition } from './findLookupOptions';

/** Search method of a resource locator. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Lists the objects that a picker offers.
 * @param label of the value to pick, for the error
 * @throws NodeOperationError if no operation lists the values
 */
export async function searchLookup(
	context: ILoadOptionsFunctions,
	label: string,
	lookup: ReferenceLookup | undefined,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const list = lookup && getOperationById(lookup.list);
	if (!lookup || !list) throw buildNoListError(context, label);
	const path = await getParentValues(context, label, lookup);
	let filters = buildFilterQuery(list, lookup, filter);
	const read = async (position: LookupPosition, limit: number) => {
		const query = { ...buildPageQuery(list, position, limit), ...filters };
		const response = await callOperation(context, list, path, query);
		const records = (extractList(response, list.response.listField) ?? []) as IDataObject[];
		const next = getNextPosition(list, position, limit, records.length, getBodyObject(response));
		return { records, next };
	};
	const most = list.pagination?.maxPage;
	if (filter === '' || filters) {
		const options = await findLookupOptions(lookup, '', { read, most, start: paginationToken });
		if (filter === '' || options.results.length > 0 || paginationToken) return options;
		// The list may match only the start of the name, and not the details in the label.
		filters = undefined;
	}
	return await findLookupOptions(lookup, filter, { read, most, start: paginationToken });
}

const buildNoListError = (context: ILoadOptionsFunctions, label: string) =>
	new NodeOperationError(context.getNode(), `No list is available for '${label}'`, {
		description: "Choose 'By ID' and enter the value.",
	});

/** Returns the path parameters of a list within another object. */
async function getParentValues(
	context: ILoadOptionsFunctions,
	label: string,
	{ with: sources = {} }: ReferenceLookup,
): Promise<Record<string, unknown>> {
	const values: Record<string, unknown> = {};
	for (const [name, source] of Object.entries(sources)) {
		const value =
			typeof source === 'string'
				? getPathValue(context, source)
				: await fetchField(context, source);
		if (value === undefined && typeof source !== 'string') throw buildNoListError(context, label);
		values[name] = value;
	}
	return values;
}

const hasPages = ({ pagination }: Operation) =>
	pagination !== undefined && pagination.style !== 'none';

function buildPageQuery(list: Operation, position: LookupPosition, limit: number): IDataObject {
	if (!hasPages(list)) return {};
	const { style } = list.pagination!;
	if (style === 'next') return { limit, ...(position && { next: position }) };
	// Lists that continue after the last record accept an offset, too.
	return { limit, [style === 'start' ? 'start' : 'offset']: Number(position ?? 0) };
}

function getNextPosition(
	list: Operation,
	position: LookupPosition,
	limit: number,
	count: number,
	{ next }: IDataObject,
): LookupPosition {
	if (!hasPages(list)) return undefined;
	if (list.pagination!.style === 'next') return next ? String(next) : undefined;
	return count >= limit ? String(Number(position ?? 0) + limit) : undefined;
}

/** Returns undefined if the list can't search the label. */
function buildFilterQuery(
	list: Operation,
	{ label }: ReferenceLookup,
	filter: string,
): IDataObject | undefined {
	const operator = ['co', 'sw'].find((one) => list.filters?.fields[label]?.operators.includes(one));
	if (!filter || !operator) return undefined;
	const rows = [{ field: label, operator, value: filter }];
	return { filters: buildFilters(list.filters, { rows }) };
}
