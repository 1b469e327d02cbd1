import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get';

import { nameOf, type Answer, type Call } from '../call';
import { CallFailed } from '../errors/failures';
import { JsonLines } from '../jsonLines';
import type { Records } from '../records';
import type { PagingStyle } from './lists';

/** One answer of a list; without records where it holds no list. */
export interface Page {
	answer: Answer;
	records?: Records;
}

export interface PageOptions {
	/** How many records are wanted. */
	limit: number;
	/** Records to ask for in one request; lowered to what the list gives. */
	pageSize: number;
	/** Another page size, by the records of the page before; where the style asks for one page at a time. */
	resize?: (records: Records) => number;
	/** Offset of the first record wanted. */
	start?: number;
	/** How the list gives its pages; by offset unless said otherwise. */
	style?: PagingStyle;
	/** Where the list stands in the answer, as a dotted path; the answer itself where empty. */
	listField?: string;
	/** How many pages may be under way at a time, where the style allows it; one unless said otherwise. */
	width?: () => number;
}

/** The list in an answer; undefined where there is none. */
export function listIn(answer: Answer, listField?: string): Records | undefined {
	const list: unknown = listField ? get(answer.body as IDataObject, listField) : answer.body;
	return Array.isArray(list) || list instanceof JsonLines ? list : undefined;
}

/** @throws CallFailed for an answer without a list, where others had one */
export function refuseNoList(call: Call, place: string): never {
	throw new CallFailed({
		message: `ISC gave no list in place of the records ${place}`,
		hint: 'Run this again; if it stays, check how this endpoint pages.',
		request: nameOf(call),
	});
}

/** A word for the user where the same page comes twice. */
export const samePage = (call: Call, style: string, count: number) =>
	`${nameOf(call)} gave the same ${count} records for two pages: it does not page ${style}. If there may be more records, choose another 'Pagination' under Options; the documentation of the endpoint says how it pages.`;

/** The failure of a page, with where in the list it stands. */
export function failedAt(error: unknown, place: string): unknown {
	if (!(error instanceof CallFailed)) return error;
	const { report } = error;
	return new CallFailed({ ...report, message: `${report.message} (reading records ${place})` });
}
