import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get';
import isEqual from 'lodash/isEqual';

import { nameOf, type Answer, type Call } from '../call';
import { CallFailed, type Report } from '../errors/failures';
import { maxPageSize, mayBeCut } from './pageLimits';
import type { Sender } from '../send';

export interface PageOptions {
	/** How many records are wanted. */
	limit: number;
	/** Records to ask for in one request; lowered to what the list gives. */
	pageSize: number;
	/** Offset of the first record wanted. */
	start?: number;
	/** Where the list stands in the answer, as a dotted path; the answer itself where empty. */
	listField?: string;
}

/** The list in an answer; undefined where there is none. */
export function listIn(answer: Answer, listField?: string): unknown[] | undefined {
	const list: unknown = listField ? get(answer.body as IDataObject, listField) : answer.body;
	return Array.isArray(list) ? list : undefined;
}

/**
 * Reads a list page by page with `limit` and `offset`.
 * Records that are created or deleted meanwhile may be missed or come twice, as with any offset; a stable
 * `sorters` (by `id`) keeps the rest in place.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the offset if a page cannot be read
 */
export async function* pages(
	send: Sender,
	call: Call,
	options: PageOptions,
	notice: (text: string) => void = () => {},
): AsyncGenerator<{ answer: Answer; records?: unknown[] }> {
	let pageSize = Math.min(options.pageSize, maxPageSize(call.path));
	const { start = 0 } = options;
	let read = 0;
	let previous: unknown[] | undefined;

	while (read < options.limit) {
		const asked = Math.min(pageSize, options.limit - read);
		const offset = start + read;
		const answer = await pageAt(
			send,
			{ ...call, query: { ...call.query, limit: asked, offset } },
			read > 0,
		);
		if (!answer) return;

		const records = listIn(answer, options.listField);
		if (!records) {
			if (previous) throw new CallFailed(noList(call, offset));
			yield { answer };
			return;
		}
		if (records.length === 0) return;
		if (isEqual(records, previous)) {
			// Longer or shorter than a page, it is the whole list of an endpoint that does not page.
			if (records.length === asked) notice(samePage(call, records.length));
			return;
		}
		yield { answer, records: records.slice(0, options.limit - read) };
		read += records.length;

		if (records.length < asked) {
			if (previous || !mayBeCut(records.length)) return;
			pageSize = records.length;
		}
		previous = records;
	}
}

const samePage = (call: Call, count: number) =>
	`${nameOf(call)} gave the same ${count} records for two pages: it does not page by offset. If there may be more records, see the documentation of the endpoint for how it pages.`;

const noList = (call: Call, offset: number) => ({
	message: `ISC gave no list in place of the records from offset ${offset}`,
	hint: 'Run this again; if it stays, check how this endpoint pages.',
	request: nameOf(call),
});

/** @returns undefined where the offset lies past the end, which some lists answer with a 4xx */
async function pageAt(send: Sender, call: Call, isLater: boolean): Promise<Answer | undefined> {
	return await send(call).catch(async (error: unknown) => {
		if (!(error instanceof CallFailed) || !isLater) throw error;
		const { report } = error;
		if (await isPastEnd(send, call, report)) return undefined;
		throw new CallFailed({
			...report,
			message: `${report.message} (reading records from offset ${String(call.query.offset)})`,
		});
	});
}

/**
 * A refused page is the end only if the list itself says so: anything else would lose records silently.
 */
async function isPastEnd(send: Sender, call: Call, { status, message }: Report): Promise<boolean> {
	if (status !== 400 && status !== 404) return false;
	const counting = { ...call, query: { ...call.query, offset: 0, limit: 1, count: true } };
	const headers = await send(counting).then(
		(answer) => answer.headers,
		() => undefined,
	);
	const total = headers?.['x-total-count'] ?? headers?.['total-count'];
	return total === undefined
		? /offset is invalid|invalid offset/i.test(message)
		: Number(total) <= Number(call.query.offset);
}
