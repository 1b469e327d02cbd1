import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get';
import isEqual from 'lodash/isEqual';

import type { Answer, Call } from '../call';
import { BadInput } from '../errors/failures';
import { objectIn } from '../errors/said';
import type { Sender } from '../send';
import { mayBeCut } from './offsetPlan';
import { failedAt, listIn, refuseNoList, type Page, type PageOptions } from './page';

/** How to ask for the page that follows another; undefined where there is none. */
type Follow = (answer: Answer, records: unknown[], isFull: boolean) => Call['query'] | undefined;

/**
 * Reads a list each of whose pages tells how to ask for the next, one after the other.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming how many records came before if a page cannot be read
 */
async function* linkedPages(
	send: Sender,
	call: Call,
	{ limit, listField, ...options }: PageOptions,
	follow: Follow,
): AsyncGenerator<Page> {
	let { pageSize } = options;
	let link: Call['query'] | undefined = {};
	let read = 0;
	let previous: unknown[] | undefined;
	while (link && read < limit) {
		const place = `behind the first ${read}`;
		const asked = Math.min(pageSize, limit - read);
		const query: Call['query'] = { ...call.query, ...link, limit: asked };
		const answer = await send({ ...call, query }).catch((error: unknown) => {
			throw read > 0 ? failedAt(error, place) : error;
		});
		const records = listIn(answer, listField);
		if (!records) {
			if (previous) refuseNoList(call, place);
			yield { answer };
			return;
		}
		if (records.length === 0 || isEqual(records, previous)) return;
		yield { answer, records: records.slice(0, limit - read) };
		if (!previous && records.length < asked && mayBeCut(records.length)) pageSize = records.length;
		read += records.length;
		previous = records;
		link = follow(answer, records, records.length >= Math.min(asked, pageSize));
	}
}

/** Reads a list whose answers hold a mark for the next page, in the field `next`. */
export async function* markedPages(
	send: Sender,
	call: Call,
	options: PageOptions,
): AsyncGenerator<Page> {
	yield* linkedPages(send, call, options, (answer) => {
		const { next } = objectIn(answer);
		return typeof next === 'string' && next !== '' ? { next } : undefined;
	});
}

/** The sort order with a last field that no two records share: without it, records would be skipped. */
const withId = (sorters: string) =>
	sorters
		.split(',')
		.map((field) => field.trim())
		.filter((field, index, all) => field !== '' && all.indexOf(field) === index)
		.concat(/(^|,)\s*-?id\s*(,|$)/.test(sorters) ? [] : ['id']);

/**
 * Reads a list by the sort values of the last record (`searchAfter`): what is created or deleted meanwhile
 * moves no other record. Sorts by `id` where the call has no order of its own.
 */
export async function* keysetPages(
	send: Sender,
	call: Call,
	options: PageOptions,
): AsyncGenerator<Page> {
	const sorters = withId(String(call.query.sorters ?? ''));
	const sorted = { ...call, query: { ...call.query, sorters: sorters.join(',') } };
	yield* linkedPages(send, sorted, options, (_answer, records, isFull) =>
		isFull ? { searchAfter: sortValues(records.at(-1), sorters).join(',') } : undefined,
	);
}

function sortValues(record: unknown, sorters: string[]): string[] {
	return sorters.map((sorter) => {
		const field = sorter.replace(/^-/, '');
		const value: unknown = get(record as IDataObject, field);
		const text = typeof value === 'object' ? '' : String(value ?? '');
		if (text === '' || text.includes(',')) {
			throw new BadInput(
				'sorters',
				`names '${field}', by whose value '${text}' a list cannot be read on`,
				"Sort by 'id', or choose 'Offset' as 'Pagination' under Options.",
			);
		}
		return text;
	});
}
