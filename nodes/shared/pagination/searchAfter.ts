import type { IDataObject } from '../api/n8n';
import get from 'lodash/get';

import type { ApiRequest } from '../api/types';
import { ParameterError } from '../parameters/parameterError';
import type { SendRequest } from '../api/sendRequest';
import { paginateSequentially, type NextRequest } from './sequential';
import { ListProgress } from './listProgress';
import type { Page, PaginationOptions } from './page';
import { MIN_PAGES_TO_COUNT } from './total';

/** Maximum number of records that can be read by offset. */
const OFFSET_WINDOW = 10_000;

/** Adds `id` to the sort order. Without a unique last field, records with equal values would be skipped. */
const addIdSorter = (sorters: string) =>
	sorters
		.split(',')
		.map((field) => field.trim())
		.filter((field, index, all) => field !== '' && all.indexOf(field) === index)
		.concat(/(^|,)\s*-?id\s*(,|$)/.test(sorters) ? [] : ['id']);

/**
 * Reads a list by the sort values of the last record (`searchAfter`), so that created or deleted records don't move
 * others. Sorts by `id` if the request has no order. If a sort value of the last record can't be sent (because it is
 * empty or contains a comma, as in directory names), the next page is requested by offset.
 */
export async function* paginateBySearchAfter(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
): AsyncGenerator<Page> {
	const { limit, pageSize, counts = true } = options;
	const sorters = addIdSorter(String(request.query.sorters ?? ''));
	const sortedRequest = { ...request, query: { ...request.query, sorters: sorters.join(',') } };
	const progress = new ListProgress();
	const getNextPage: NextRequest = (_response, records) => {
		const { read } = progress;
		const values = sorters.map((sorter) => getSortText(records.at(-1), sorter.replace(/^-/, '')));
		const unusableIndex = values.findIndex((value) => value === '' || value.includes(','));
		if (unusableIndex < 0) {
			const searchAfter = values.join(',');
			const query = { ...sortedRequest.query, searchAfter };
			return { request: { ...sortedRequest, query }, position: searchAfter };
		}
		if (read >= OFFSET_WINDOW)
			throwUnusableSortValue(sorters[unusableIndex]!, values[unusableIndex]!);
		return {
			request: { ...sortedRequest, query: { ...sortedRequest.query, offset: read } },
			position: `offset ${read}`,
			maxLimit: OFFSET_WINDOW - read,
			// Records that were created in the meantime move others to the next page.
			overlap: records.length,
		};
	};
	const count = counts && limit / pageSize > MIN_PAGES_TO_COUNT && 'try';
	yield* paginateSequentially(send, sortedRequest, { ...options, count }, getNextPage, progress);
	await progress.assertComplete(send, sortedRequest, limit);
}

function getSortText(record: unknown, field: string): string {
	const value: unknown = get(record as IDataObject, field);
	return typeof value === 'object' ? '' : String(value ?? '');
}

function throwUnusableSortValue(sorter: string, value: string): never {
	throw new ParameterError(
		'sorters',
		`can't be used for pagination beyond ${OFFSET_WINDOW.toLocaleString('en')} records: the value of '${sorter.replace(/^-/, '')}' is empty or contains a comma ('${value}')`,
		"Sort by 'id', or filter the list to get fewer records.",
	);
}
