import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { buildCall } from '../../catalogue/call/buildCall';
import { listFactsOf } from '../../catalogue/listFacts';
import type { Operation } from '../../catalogue/operation';
import type { Call } from '../../client/call';
import { pages } from '../../client/paging/pages';
import type { Sender } from '../../client/send';
import { buildFilters, type FilterRow } from '../../forms/filters';
import type { Marks } from '../state/found';
import { isoOf, millisOf } from '../../forms/recordDates';
import { getDates, isInOrder, type Source, type Stream } from './source';
import { walk } from './walk';

export interface ListWish {
	operation: Operation;
	marks: Marks;
	/** A filter that narrows the list; empty for none. */
	filter: string;
	/** Further parameters, such as whose records are wanted. */
	query?: IDataObject;
	/** A field to sort by in place of the date, which it comes before by so many milliseconds at most. */
	startedBy?: { field: string; within: number };
}

/** How a list is asked for what is new, the cheapest first. */
export type Way =
	/** Filtered by the date and sorted by it: only what is new is read, as much of it as is wanted. */
	| 'walk'
	/** Filtered by the date: only what is new is read, all of it. */
	| 'filter'
	/** Sorted by the date: read from the newest back to what is known. */
	| 'backwards'
	/** All of it is read each time. */
	| 'whole';

/** @returns the cheapest way to what is new of a list, by a date */
export function wayOf({ filters, sorters = [] }: Operation, date: string): Way {
	const operators = filters?.fields[date]?.operators ?? [];
	const isSorted = sorters.includes(date);
	if (operators.includes('ge')) return isSorted ? 'walk' : 'filter';
	return isSorted ? 'backwards' : 'whole';
}

/** Records of a list of the catalogue. */
export function listSource(wish: ListWish): Source {
	const { operation, marks } = wish;
	const { date, orDate } = marks;
	const byDate = createStream(wish, date);
	// A list that is read as a whole gives those without a date as well.
	if (!orDate || byDate.way === 'whole') return { marks, streams: [byDate] };
	const canAsk = operation.filters?.fields[date]?.operators.includes('isnull');
	const undated = createStream(wish, orDate, canAsk ? [{ field: date, operator: 'isnull' }] : []);
	return { marks, streams: [undated, byDate] };
}

/**
 * Records of a list by one of their dates.
 * @param rows what else narrows them
 */
function createStream(wish: ListWish, date: string, rows: FilterRow[] = []): Stream & { way: Way } {
	const { operation, marks, filter, query = {}, startedBy } = wish;
	const { style, maxPage, listField, isDocumented } = listFactsOf(operation);
	const way = startedBy ? 'backwards' : wayOf(operation, date);
	const sortedBy = startedBy?.field ?? date;
	const dateOf = (record: unknown) => millisOf(get(record, date));
	const sortDateOf = (record: unknown) => millisOf(get(record, sortedBy));

	const callOf = (filters: string, sorters = ''): Call =>
		buildCall(operation, 'current', {
			path: {},
			query: { ...query, ...(filters && { filters }), ...(sorters && { sorters }) },
			headers: {},
		});
	const filtered = (more: FilterRow[]) =>
		buildFilters(operation.filters, { rows: [...rows, ...more], raw: filter });
	const filterFrom = (from: number) =>
		filtered([{ field: date, operator: 'ge', value: isoOf(from) }]);
	// Records with the same date then keep their order from page to page.
	const ties = marks.ids.filter((id) => operation.sorters?.includes(id) && id !== date).slice(0, 1);

	const paged = {
		from: 0,
		pageSize: maxPage,
		isDocumented,
		listField,
		offset: style === 'start' ? ('start' as const) : ('offset' as const),
	};
	const hasOffset = style === 'offset' || style === 'start';

	async function* some(send: Sender, call: Call, limit: number): AsyncGenerator<unknown[]> {
		const options = { limit, pageSize: Math.min(maxPage, limit), style, listField };
		for await (const { records = [] } of pages(send, call, options)) yield [...records];
	}
	const read = (send: Sender, call: Call) =>
		hasOffset ? walk(send, { ...paged, callFrom: () => call }) : some(send, call, Infinity);

	async function* backwards(send: Sender, from: number): AsyncGenerator<unknown[]> {
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
					return walk(send, {
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
