import type { ApiResponse, ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { getBodyObject } from '../api/errors/errorMessage';
import type { RecordBatch } from '../api/recordBatch';
import type { SendRequest } from '../api/sendRequest';
import {
	addListPosition,
	extractList,
	MAX_EMPTY_PAGES,
	throwListMissing,
	throwRepeatedPage,
	type Page,
	type PaginationOptions,
} from './page';
import type { ListProgress } from './listProgress';
import { isTotalReached, getTotal } from './total';

/** How to request the page that follows another. */
export interface NextPage {
	/** Without its limit. */
	request: ApiRequest;
	/** The position that the call names: a position that comes again leads nowhere. */
	position: string;
	/** The largest number of records to request. */
	maxLimit?: number;
	/** How many records at the end of the page before may come again. */
	overlap?: number;
}

/** @returns undefined where no page follows */
export type NextRequest = (response: ApiResponse, records: RecordBatch) => NextPage | undefined;

/** A request that was sent, and what is expected of it. */
interface SentPage {
	/** How many records were requested. */
	limit: number;
	overlap: number;
	response: Promise<ApiResponse>;
}

export interface SequentialOptions
	extends Pick<
		PaginationOptions,
		'limit' | 'pageSize' | 'resize' | 'listField' | 'documentedPage'
	> {
	/** Whether the first page is requested with the total; `try` if it can be refused, and is then left out. */
	count?: boolean | 'try';
	/** Whether a total is that of a part of the list. */
	isPart?: boolean;
	/** Whether only a page that names no other is the last. */
	namesNext?: boolean;
	/** How many records at the end of the page before the first may come again. */
	overlap?: number;
}

/**
 * Reads a list each of whose pages tells how to request the next, one after the other: the next is under way
 * while this one is worked on. A short page is the last only if the total says so: otherwise one more request
 * shows whether the list goes on.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming how many records came before if a page cannot be read, or comes again
 */
export async function* paginateSequentially(
	send: SendRequest,
	firstRequest: ApiRequest,
	options: SequentialOptions,
	getNextPage: NextRequest,
	progress: ListProgress,
): AsyncGenerator<Page> {
	const { limit, listField, resize, namesNext = false } = options;
	let { pageSize } = options;
	/** The largest page that the list returns, once a short page was not the last. */
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
			const isRefused = error instanceof ApiError && error.report.status === 400;
			if (count !== 'try' || !isRefused) throw error;
			return await request(false);
		});
		// Prevents an unhandled rejection if it fails before its turn.
		response.catch(() => {});
		return { limit: requestedLimit, overlap, response };
	};

	let pending: SentPage | undefined = sendPage({ request: firstRequest, overlap: options.overlap });
	while (pending) {
		const sentPage: SentPage = pending;
		pending = undefined;
		const position = `behind the first ${progress.read}`;
		const response: ApiResponse = await sentPage.response.catch((error: unknown) => {
			throw progress.read > 0 ? addListPosition(error, position) : error;
		});
		const records = extractList(response, listField);
		if (!records) {
			if (progress.read > 0) throwListMissing(firstRequest, position);
			yield { response };
			return;
		}
		if (!options.isPart) progress.total = getTotal(response) ?? progress.total;
		const { overlap, repeats } = progress.history.compare(records);
		if (repeats !== 'none' || overlap > sentPage.overlap)
			throwRepeatedPage(firstRequest, 'link', position);
		const newCount = records.length - overlap;
		emptyInARow = newCount > 0 ? 0 : emptyInARow + 1;
		if (newCount === 0 && (!namesNext || emptyInARow > MAX_EMPTY_PAGES)) {
			if (namesNext) throwRepeatedPage(firstRequest, 'link', position);
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
			(isShort && !namesNext && (isWhole || isTotalReached(progress.total, progress.read)));
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
				// This page is whole, though the way ends here. Behind a short page there is most likely nothing.
				const isHarmless =
					isShort && progress.total === undefined && error instanceof ParameterError;
				failure = isHarmless ? undefined : error;
			}
		}
		if (newCount > 0) yield { response, records: newRecords };
		if (failure !== undefined) throw failure;
	}
}

/** Reads a list whose answers hold a mark for the next page, in the field `next`. */
export async function* paginateByCursor(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
	progress: ListProgress,
): AsyncGenerator<Page> {
	const getNextPage: NextRequest = (response) => {
		const { next } = getBodyObject(response);
		return typeof next === 'string' && next !== ''
			? { request: { ...request, query: { ...request.query, next } }, position: next }
			: undefined;
	};
	yield* paginateSequentially(
		send,
		request,
		{ ...options, namesNext: true },
		getNextPage,
		progress,
	);
	await progress.assertComplete(send, request, options.limit);
}
