import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { buildRequest } from '../../shared/catalogue/buildRequest/buildRequest';
import { getListPagination } from '../../shared/catalogue/listPagination';
import type { Operation } from '../../shared/catalogue/types';
import type { ApiRequest } from '../../shared/api/types';
import { paginate } from '../../shared/pagination/paginate';
import type { SendRequest } from '../../shared/api/sendRequest';
import { buildFilters, type FilterRow } from '../../shared/parameters/filters';
import type { RecordKeys } from '../state/polledRecord';
import { toUtcIso, parseRecordDate } from '../../shared/parameters/recordDates';
import { getDates, isInOrder, type RecordSource, type RecordStream } from './recordSource';
import { readIncrementally } from './readIncrementally';

export interface ListSourceOptions {
	operation: Operation;
	keys: RecordKeys;
	/** A filter that narrows the list; empty for none. */
	filter: string;
	/** Further parameters, such as whose records are wanted. */
	query?: IDataObject;
	/** A field to sort by in place of the date, which it comes before by so many milliseconds at most. */
	scanBy?: { field: string; within: number };
}

/** How a list is asked for what is new, the cheapest first. */
export type ReadStrategy =
	/** Filtered by the date and sorted by it: only what is new is read, as much of it as is wanted. */
	| 'walk'
	/** Filtered by the date: only what is new is read, all of it. */
	| 'filter'
	/** Sorted by the date: read from the newest back to what is known. */
	| 'backwards'
	/** All of it is read each time. */
	| 'whole';

/** @returns the cheapest way to what is new of a list, by a date */
export function chooseReadStrategy(
	{ filters, sorters = [] }: Operation,
	date: string,
): ReadStrategy {
	const operators = filters?.fields[date]?.operators ?? [];
	const isSorted = sorters.includes(date);
	if (operators.includes('ge')) return isSorted ? 'walk' : 'filter';
	return isSorted ? 'backwards' : 'whole';
}

/** Records of a list of the catalogue. */
export function createListSource(params: ListSourceOptions): RecordSource {
	const { operation, keys } = params;
	const { date, orDate } = keys;
	const byDate = createStream(params, date);
	// A list that is read as a whole gives those without a date as well.
	if (!orDate || byDate.way === 'whole') return { keys, streams: [byDate] };
	const canAsk = operation.filters?.fields[date]?.operators.includes('isnull');
	const undated = createStream(params, orDate, canAsk ? [{ field: date, operator: 'isnull' }] : []);
	return { keys, streams: [undated, byDate] };
}

/**
 * Records of a list by one of their dates.
 * @param rows what else narrows them
 */
function createStream(
	params: ListSourceOptions,
	date: string,
	rows: FilterRow[] = [],
): RecordStream & { way: ReadStrategy } {
	const { operation, keys, filter, query = {}, scanBy: startedBy } = params;
	const { style, maxPage, listField, isDocumented } = getListPagination(operation);
	const way = startedBy ? 'backwards' : chooseReadStrategy(operation, date);
	const sortedBy = startedBy?.field ?? date;
	const dateOf = (record: unknown) => parseRecordDate(get(record, date));
	const sortDateOf = (record: unknown) => parseRecordDate(get(record, sortedBy));

	const callOf = (filters: string, sorters = ''): ApiRequest =>
		buildRequest(operation, 'current', {
			path: {},
			query: { ...query, ...(filters && { filters }), ...(sorters && { sorters }) },
			headers: {},
		});
	const filtered = (more: FilterRow[]) =>
		buildFilters(operation.filters, { rows: [...rows, ...more], raw: filter });
	const filterFrom = (from: number) =>
		filtered([{ field: date, operator: 'ge', value: toUtcIso(from) }]);
	// Records with the same date then keep their order from page to page.
	const ties = keys.ids.filter((id) => operation.sorters?.includes(id) && id !== date).slice(0, 1);

	const paged = {
		from: 0,
		pageSize: maxPage,
		isDocumented,
		listField,
		offset: style === 'start' ? ('start' as const) : ('offset' as const),
	};
	const hasOffset = style === 'offset' || style === 'start';

	async function* some(
		send: SendRequest,
		request: ApiRequest,
		limit: number,
	): AsyncGenerator<unknown[]> {
		const options = { limit, pageSize: Math.min(maxPage, limit), style, listField };
		for await (const { records = [] } of paginate(send, request, options)) yield [...records];
	}
	const read = (send: SendRequest, request: ApiRequest) =>
		hasOffset
			? readIncrementally(send, { ...paged, callFrom: () => request })
			: some(send, request, Infinity);

	async function* backwards(send: SendRequest, from: number): AsyncGenerator<unknown[]> {
		const end = from - (startedBy?.within ?? 0);
		let isSorted = true;
		for await (const records of read(send, callOf(filtered([]), `-${sortedBy}`))) {
			yield records;
			isSorted &&= isInOrder(records, sortDateOf, 'newestFirst');
			if (isSorted && getDates(records, sortDateOf).some((at) => at < end)) return;
		}
	}

	return {
		way,
		isAscending: way === 'walk',
		dateOf,
		since(send, from) {
			switch (way) {
				case 'walk':
					return readIncrementally(send, {
						...paged,
						callFrom: (start) => callOf(filterFrom(start), [date, ...ties].join(',')),
						from,
						dateOf,
					});
				case 'filter':
					return read(send, callOf(filterFrom(from)));
				case 'backwards':
					return backwards(send, from);
				default:
					return read(send, callOf(filtered([])));
			}
		},
		newest: (send, count) =>
			way === 'walk' || way === 'backwards'
				? some(send, callOf(filtered([]), `-${sortedBy}`), count)
				: read(send, callOf(filtered([]))),
	};
}
