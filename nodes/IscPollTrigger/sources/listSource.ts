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
	/** Filter expression; empty for none. */
	filter: string;
	/** Additional query parameters, such as the owner. */
	query?: IDataObject;
	/** Field to sort by instead of the date. It precedes the date by at most `within` milliseconds. */
	scanBy?: { field: string; within: number };
}

/** Strategy to read new records of a list, cheapest first. */
export type ReadStrategy =
	/** Filter and sort by date: reads only new records, as many as required. */
	| 'incremental'
	/** Filter by date: reads all new records. */
	| 'filter'
	/** Sort by date: reads from the newest record back to known ones. */
	| 'backwards'
	/** Reads the whole list each time. */
	| 'whole';

/** Chooses the cheapest strategy to read new records by a date. */
export function chooseReadStrategy(
	{ filters, sorters = [] }: Operation,
	date: string,
): ReadStrategy {
	const operators = filters?.fields[date]?.operators ?? [];
	const isSorted = sorters.includes(date);
	if (operators.includes('ge')) return isSorted ? 'incremental' : 'filter';
	return isSorted ? 'backwards' : 'whole';
}

/** Creates a source of the records of a list. */
export function createListSource(params: ListSourceOptions): RecordSource {
	const { operation, keys } = params;
	const { date, orDate } = keys;
	const byDate = createStream(params, date);
	// The whole list also contains records without a date.
	if (!orDate || byDate.strategy === 'whole') return { keys, streams: [byDate] };
	const canFilterMissing = operation.filters?.fields[date]?.operators.includes('isnull');
	const undated = createStream(
		params,
		orDate,
		canFilterMissing ? [{ field: date, operator: 'isnull' }] : [],
	);
	return { keys, streams: [undated, byDate] };
}

/**
 * Creates a stream of the records of a list by one of their dates.
 * @param rows additional filters
 */
function createStream(
	params: ListSourceOptions,
	date: string,
	rows: FilterRow[] = [],
): RecordStream & { strategy: ReadStrategy } {
	const { operation, keys, filter, query = {}, scanBy } = params;
	const { style, maxPage, listField, isDocumented } = getListPagination(operation);
	const strategy = scanBy ? 'backwards' : chooseReadStrategy(operation, date);
	const sortedBy = scanBy?.field ?? date;
	const getDate = (record: unknown) => parseRecordDate(get(record, date));
	const getSortDate = (record: unknown) => parseRecordDate(get(record, sortedBy));

	const buildListRequest = (filters: string, sorters = ''): ApiRequest =>
		buildRequest(operation, 'current', {
			path: {},
			query: { ...query, ...(filters && { filters }), ...(sorters && { sorters }) },
			headers: {},
		});
	const buildFilter = (more: FilterRow[]) =>
		buildFilters(operation.filters, { rows: [...rows, ...more], raw: filter });
	const buildDateFilter = (from: number) =>
		buildFilter([{ field: date, operator: 'ge', value: toUtcIso(from) }]);
	// Keeps the order of records with the same date from page to page.
	const tiebreakers = keys.ids
		.filter((id) => operation.sorters?.includes(id) && id !== date)
		.slice(0, 1);

	const pageOptions = {
		from: 0,
		pageSize: maxPage,
		isDocumented,
		listField,
		offset: style === 'start' ? ('start' as const) : ('offset' as const),
	};
	const hasOffset = style === 'offset' || style === 'start';

	async function* readFirst(
		send: SendRequest,
		request: ApiRequest,
		limit: number,
	): AsyncGenerator<unknown[]> {
		const options = { limit, pageSize: Math.min(maxPage, limit), style, listField };
		for await (const { records = [] } of paginate(send, request, options)) yield [...records];
	}
	const read = (send: SendRequest, request: ApiRequest) =>
		hasOffset
			? readIncrementally(send, { ...pageOptions, buildRequest: () => request })
			: readFirst(send, request, Infinity);

	async function* readBackwards(send: SendRequest, from: number): AsyncGenerator<unknown[]> {
		const end = from - (scanBy?.within ?? 0);
		let isSorted = true;
		for await (const records of read(send, buildListRequest(buildFilter([]), `-${sortedBy}`))) {
			yield records;
			isSorted &&= isInOrder(records, getSortDate, 'newestFirst');
			if (isSorted && getDates(records, getSortDate).some((at) => at < end)) return;
		}
	}

	return {
		strategy,
		isAscending: strategy === 'incremental',
		getDate,
		readSince(send, from) {
			switch (strategy) {
				case 'incremental':
					return readIncrementally(send, {
						...pageOptions,
						buildRequest: (start) =>
							buildListRequest(buildDateFilter(start), [date, ...tiebreakers].join(',')),
						from,
						getDate,
					});
				case 'filter':
					return read(send, buildListRequest(buildDateFilter(from)));
				case 'backwards':
					return readBackwards(send, from);
				default:
					return read(send, buildListRequest(buildFilter([])));
			}
		},
		readLatest: (send, count) =>
			strategy === 'incremental' || strategy === 'backwards'
				? readFirst(send, buildListRequest(buildFilter([]), `-${sortedBy}`), count)
				: read(send, buildListRequest(buildFilter([]))),
	};
}
