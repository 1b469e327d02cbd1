import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { getOperationById } from '../../shared/catalogue/operations';
import type { Operation, ValueLookup } from '../../shared/catalogue/types';
import { callOperation } from '../../shared/editor/callOperation';
import { extractList } from '../../shared/pagination/page';
import { buildFilters } from '../../shared/parameters/filters';
import { getPathParameters } from '../selectedOperation';
import { getCurrentOperation, getCurrentPathParameter } from './currentSelection';
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
	lookup: ValueLookup | undefined,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const list = lookup && getOperationById(lookup.list);
	if (!lookup || !list) {
		throw new NodeOperationError(context.getNode(), `No list is available for '${label}'`, {
			description: "Choose 'By ID' and enter the value.",
		});
	}
	const path = getParentValues(context, lookup);
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

/** Reads the path parameters of a list within another object. */
function getParentValues(context: ILoadOptionsFunctions, lookup: ValueLookup) {
	if (!lookup.with) return {};
	const operation = getCurrentOperation(context);
	const names = operation ? getPathParameters(operation).map(({ name }) => name) : [];
	return Object.fromEntries(
		Object.entries(lookup.with).map(([theirs, ours]) => [
			theirs,
			getCurrentPathParameter(context, names.indexOf(ours)),
		]),
	);
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
	{ label }: ValueLookup,
	filter: string,
): IDataObject | undefined {
	const operator = ['co', 'sw'].find((one) => list.filters?.fields[label]?.operators.includes(one));
	if (!filter || !operator) return undefined;
	const rows = [{ field: label, operator, value: filter }];
	return { filters: buildFilters(list.filters, { rows }) };
}
