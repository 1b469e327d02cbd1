import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get';

import type { Call } from '../call';
import { BadInput } from '../errors/failures';
import type { Sender } from '../send';
import { linkedPages, type Follow } from './linkedPages';
import type { Page, PageOptions } from './page';

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
	notice: (text: string) => void,
): AsyncGenerator<Page> {
	const sorters = withId(String(call.query.sorters ?? ''));
	const sorted = { ...call, query: { ...call.query, sorters: sorters.join(',') } };
	const follow: Follow = (_answer, records, isFull) => {
		if (!isFull) return undefined;
		const searchAfter = sortValues(records.at(-1), sorters).join(',');
		return { ...sorted, query: { ...sorted.query, searchAfter } };
	};
	yield* linkedPages(send, sorted, options, follow, notice);
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
