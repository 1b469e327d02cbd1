import type { ApiResponse, ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { getBodyObject } from '../api/errors/errorMessage';
import type { RecordBatch } from '../api/recordBatch';
import type { SendRequest } from '../api/sendRequest';
import {
	addListPosition,
	MAX_EMPTY_PAGES,
	readPageRecords,
	throwRepeatedPage,
	type Page,
	type PaginationOptions,
} from './page';
import type { ListProgress } from './listProgress';
import { isTotalReached, getTotal } from './total';

/** How to request the page that follows another. */
export interface NextPage {
	/** Request for the page, without its limit. */
	request: ApiRequest;
	/** Position in the request. A repeated position means that the list is in a loop. */
	position: string;
	/** Maximum number of records to request. */
	maxLimit?: number;
	/** Number of records at the end of the previous page that can be repeated. */
	overlap?: number;
}

/** Returns the request for the next page; undefined if there is none. */
export type NextRequest = (response: ApiResponse, records: RecordBatch) => NextPage | undefined;

/** A request for a page that was sent. */
interface SentPage {
	/** Number of records that were requested. */
	limit: number;
	overlap: number;
	response: Promise<ApiResponse>;
}

export interface SequentialOptions
	extends Pick<
		PaginationOptions,
		'limit' | 'pageSize' | 'resize' | 'listField' | 'documentedPage'
	> {
	/** Whether to request the total with the first page. `try`: without the total if ISC rejects it. */
	count?: boolean | 'try';
	/** Whether the total counts only a part of the list. */
	isPart?: boolean;
	/** Whether the list ends only with a page that has no cursor. */
	hasCursor?: boolean;
	/** Number of records before the first page that can be repeated. */
	overlap?: number;
}

/**
 * Reads a list in which each page determines the request for the next one. The next page is requested while the
 * current one is processed. A short page is the last only if the total confirms it. Otherwise, another request checks
 * whether the list continues.
 * @yields responses with at least one record each, or the only response if it contains no list
 * @throws {ApiError} with the number of records read so far if a page can't be read or is repeated
 */
export async function* paginateSequentially(
	send: SendRequest,
	firstRequest: ApiRequest,
	options: SequentialOptions,
	getNextPage: NextRequest,
	progress: ListProgress,
): AsyncGenerator<Page> {
	const { limit, resize, hasCursor = false } = options;
	let { pageSize } = options;
	/** Maximum page size of the list, known once a short page wasn't the last. */
	let pageCap = Infinity;
	let lastShort: number | undefined;
	let emptyInARow = 0;
	let read = 0;
	const sendPage = ({
		request: pageRequest,
		maxLimit = Infinity,
		overlap = 0,
	}: Omit<NextPage, 'position'>): SentPage => {
		const requestedLimit = Math.min(pageSize, limit - read + overlap, maxLimit);
		const count = pageRequest === firstRequest && options.count;
		const request = async (isCounted: boolean) =>
			await send({
				...pageRequest,
				query: { ...pageRequest.query, limit: requestedLimit, ...(isCounted && { count: true }) },
			});
		const response = request(Boolean(count)).catch(async (error: unknown) => {
			const isRejected = error instanceof ApiError && error.report.status === 400;
			if (count !== 'try' || !isRejected) throw error;
			return await request(false);
		});
		// Prevents an unhandled rejection if this fails before its result is consumed.
		response.catch(() => {});
		return { limit: requestedLimit, overlap, response };
	};

	let pending: SentPage | undefined = sendPage({ request: firstRequest, overlap: options.overlap });
	while (pending) {
		const sentPage: SentPage = pending;
		pending = undefined;
		const position = `after the first ${progress.read}`;
		const response: ApiResponse = await sentPage.response.catch((error: unknown) => {
			throw progress.read > 0 ? addListPosition(error, position) : error;
		});
		const records = readPageRecords(
			firstRequest,
			response,
			options,
			progress.read > 0 ? position : undefined,
		);
		if (!records) {
			yield { response };
			return;
		}
		if (!options.isPart) progress.total = getTotal(response) ?? progress.total;
		const { overlap, repeats } = progress.history.compare(records);
		if (repeats !== 'none' || overlap > sentPage.overlap)
			throwRepeatedPage(firstRequest, 'link', position);
		const newCount = records.length - overlap;
		emptyInARow = newCount > 0 ? 0 : emptyInARow + 1;
		if (newCount === 0 && (!hasCursor || emptyInARow > MAX_EMPTY_PAGES)) {
			if (hasCursor) throwRepeatedPage(firstRequest, 'link', position);
			return;
		}
		if (lastShort !== undefined && newCount > 0) pageCap = Math.min(pageCap, lastShort);
		const newRecords = records.slice(overlap, overlap + limit - read);
		read += newCount;
		progress.read += newCount;
		const isShort = records.length < Math.min(sentPage.limit, pageCap);
		lastShort = isShort ? records.length : undefined;
		let failure: unknown;
		const isWhole = sentPage.limit >= limit && limit <= (options.documentedPage ?? 0);
		const isLast =
			read >= limit ||
			(isShort && !hasCursor && (isWhole || isTotalReached(progress.total, progress.read)));
		if (!isLast) {
			try {
				pageSize = (newCount > 0 && resize?.(records)) || pageSize;
				const next = getNextPage(response, records);
				if (next) {
					if (progress.isRepeatedPosition(next.position))
						throwRepeatedPage(firstRequest, 'link', position);
					pending = sendPage(next);
				}
			} catch (error) {
				// This page is complete, but the next one can't be requested. After a short page, there is most likely none.
				const isHarmless =
					isShort && progress.total === undefined && error instanceof ParameterError;
				failure = isHarmless ? undefined : error;
			}
		}
		if (newCount > 0) yield { response, records: newRecords };
		if (failure !== undefined) throw failure;
	}
}

/** Reads a list whose responses contain a cursor for the next page in the field `next`. */
export async function* paginateByCursor(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
	progress: ListProgress,
): AsyncGenerator<Page> {
	const getNextPage: NextRequest = (response) => {
		const { next } = getBodyObject(response);
		return (typeof next === 'string' && next !== '') || typeof next === 'number'
			? { request: { ...request, query: { ...request.query, next } }, position: String(next) }
			: undefined;
	};
	yield* paginateSequentially(
		send,
		request,
		{ ...options, hasCursor: true },
		getNextPage,
		progress,
	);
	await progress.assertComplete(send, request, options.limit);
}
