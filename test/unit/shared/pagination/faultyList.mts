import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import type { PaginationStyle } from '../../../../nodes/shared/pagination/page.ts';
import type { SearchRequestBody } from '../../../../nodes/shared/pagination/searchIndex.ts';
import { buildSampleResponse } from '../api/samples.mts';

/** Totals that a list can return. */
export const TOTALS = {
	exact: (size: number) => size,
	'too low': (size: number) => size - 600,
	'too high': (size: number) => size + 300,
	missing: () => undefined,
	changing: (size: number, request: number) => size + (request % 3),
} as const;
export type Total = keyof typeof TOTALS;

/** Faults of a list. */
export const FAULTS = [
	'none',
	'an empty page in the middle',
	'a record hidden from its page',
	'a page twice',
	'position ignored',
	'position and limit ignored',
	'another order each time',
	'a smaller page than requested',
	'grows',
	'shrinks',
	'400 in the middle',
	'400 past the end',
] as const;
export type Fault = (typeof FAULTS)[number];

export type ListStyle = Exclude<PaginationStyle, 'start'> | 'search';

export interface FaultyList {
	style: ListStyle;
	total: (size: number, request: number) => number | undefined;
	fault: Fault;
	size: number;
}

export interface Row {
	id: string;
}
export const createRows = (size: number): Row[] =>
	Array.from({ length: size }, (_, index) => ({ id: String(index).padStart(6, '0') }));

const reject = (text: string) => {
	throw new ApiError({ message: `ISC returned 400: ${text}`, hint: '', status: 400 });
};

function getPosition(style: ListStyle, { query, body }: ApiRequest, rows: Row[]): number {
	if (style === 'offset') return Number(query.offset);
	if (style === 'next') return Number(query.next ?? 0);
	const { searchAfter } = (
		style === 'search' ? JSON.parse(String(body)) : query
	) as SearchRequestBody;
	if (searchAfter === undefined) return Number(query.offset ?? 0);
	return rows.filter(({ id }) => id <= String(searchAfter)).length;
}

/** Creates a list with this pagination style and fault. */
export function createFaultyList({ style, total, fault, size }: FaultyList) {
	let rows = createRows(size);
	let requests = 0;

	function getWindow(position: number, limit: number): Row[] {
		switch (fault) {
			case 'an empty page in the middle':
				return position >= 500 && position < 750 ? [] : rows.slice(position, position + limit);
			case 'a record hidden from its page':
				return rows.slice(position, position + limit).filter(({ id }) => Number(id) !== 600);
			case 'a page twice':
				return rows.slice(position === 500 ? 250 : position).slice(0, limit);
			case 'position ignored':
				return rows.slice(0, limit);
			case 'position and limit ignored':
				return rows;
			case 'another order each time': {
				const from = (requests * 379) % rows.length;
				const rotated = [...rows.slice(from), ...rows.slice(0, from)];
				return rotated.slice(position, position + limit);
			}
			default:
				return rows.slice(position, position + limit);
		}
	}

	async function send(request: ApiRequest): Promise<ApiResponse> {
		requests++;
		const { query } = request;
		if (requests === 4 && fault === 'grows') rows = createRows(size + 300);
		if (requests === 4 && fault === 'shrinks') rows = createRows(size - 400);
		const position = getPosition(style, request, rows);
		if (fault === '400 in the middle' && position >= 500) reject('Bad request');
		if (fault === '400 past the end' && query.offset && position >= rows.length) {
			reject('Specified offset is invalid.');
		}
		const maxLimit = fault === 'a smaller page than requested' ? 100 : 250;
		const limit = Math.min(Number(query.limit ?? Infinity), style === 'none' ? Infinity : maxLimit);
		const list = getWindow(position, limit);
		// Lists of these styles always return a total.
		const isCounted = query.count === true || style === 'next' || style === 'none';
		const count = isCounted ? total(rows.length, requests) : undefined;
		const end = position + limit;
		const next = end < rows.length ? String(end) : undefined;
		return buildSampleResponse({
			headers: count === undefined ? {} : { 'x-total-count': String(count) },
			body: style === 'next' ? { items: list, next } : list,
		});
	}
	return { send, requests: () => requests, rows: () => rows };
}
