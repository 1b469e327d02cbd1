import isEqual from 'lodash/isEqual';

import { nameOf, type Call } from '../../client/call';
import { CallFailed } from '../../client/errors/failures';
import { listIn, refuseNoList } from '../../client/paging/page';
import type { Sender } from '../../client/send';

export interface Walk {
	/** The call for records from a moment on, oldest first, in milliseconds. */
	callFrom: (from: number) => Call;
	from: number;
	/** The date of a record, if it has one; left out where the list cannot be read on from a date. */
	dateOf?: (record: unknown) => number | undefined;
	pageSize: number;
	listField: string;
	/** Name of the parameter for an offset. */
	offset: 'offset' | 'start';
}

/**
 * Whether a first page that is shorter than requested may have been cut to a limit that isn't known here: limits
 * are round numbers.
 */
const mayBeCut = (records: number) =>
	records >= 10 && (records % 10 === 0 || records % 25 === 0 || records === 15);

/** The part of a page that is read again where the next one has to be asked for by offset. */
const OVERLAP = 0.1;

/**
 * Reads a list so that none is missed while it changes. Oldest first, each page goes on from the date of the last
 * record: one that is changed meanwhile moves to the end, and by offset the one behind it would be missed. Where
 * a whole page has the same date, or the list knows no dates, an offset leads on, and pages overlap instead.
 * So records come more than once.
 * @yields pages with at least one record
 */
export async function* walk(send: Sender, options: Walk): AsyncGenerator<unknown[]> {
	const { callFrom, dateOf, listField } = options;
	let { from, pageSize } = options;
	let offset = 0;
	let previous: unknown[] | undefined;
	for (;;) {
		const call = callFrom(from);
		const skipped = offset > 0 && { [options.offset]: offset };
		const answer = await send({ ...call, query: { ...call.query, limit: pageSize, ...skipped } });
		const records = [...(listIn(answer, listField) ?? refuseNoList(call, 'of the list'))];
		if (records.length === 0) return;
		if (offset > 0 && isEqual(records, previous)) refuseSamePage(call);
		yield records;
		if (!previous && records.length < pageSize && mayBeCut(records.length)) {
			pageSize = records.length;
		}
		// More than asked for is the whole list of an endpoint that does not page.
		if (records.length !== pageSize) return;
		previous = records;
		const last = dateOf?.(records.at(-1));
		if (last !== undefined && last > from) {
			from = last;
			offset = 0;
		} else {
			offset += Math.max(1, Math.floor(records.length * (1 - OVERLAP)));
		}
	}
}

function refuseSamePage(call: Call): never {
	throw new CallFailed({
		message: 'ISC gave the same page of a list twice, so that its records cannot be read on',
		hint: "Choose another 'Date Field', or narrow the list with 'Filter Expression'.",
		request: nameOf(call),
	});
}
