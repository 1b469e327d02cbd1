import type { ApiResponse, ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { getAverageLength } from './adaptivePageSize';
import { runInOrder } from '../api/concurrency/runInOrder';
import type { SendRequest } from '../api/sendRequest';
import { OffsetPlanner, type PageRequest } from './offsetPlanner';
import {
	addListPosition,
	extractList,
	readPageRecords,
	throwRepeatedPage,
	throwIncompleteList,
	buildDuplicatePageMessage,
	type Page,
	type PaginationOptions,
} from './page';
import { PageHistory } from './pageHistory';
import { getCountField, isCredibleTotal, getTotal } from './total';

/** Maximum size of all pages that wait for an earlier page, in characters. */
const MAX_WAITING_CHARACTERS = 64_000_000;

type PageResult = { page: PageRequest } & ({ response: ApiResponse } | { error: unknown });
type RequestPage = (page: PageRequest) => Promise<ApiResponse>;

/**
 * Reads a list by `limit` and `offset` (or `start`). Requests several pages at the same time and yields them in
 * order. Records that are created or deleted in the meantime can be missed. Sorting by `id` keeps the other records
 * in place; it is added if the list supports it and the request has no `sorters`.
 * @yields responses with at least one record each, or the only response if it contains no list
 * @throws {ApiError} with the offset if a page can't be read, or with the number of records read if the list ends
 * before its total; all pages before were yielded
 */
export async function* paginateByOffset(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
	notice: (text: string) => void,
): AsyncGenerator<Page> {
	const { limit, start = 0, listField, getConcurrency = () => 1 } = options;
	const planner = new OffsetPlanner({ ...options, start });
	const history = new PageHistory(options.canRepeat);
	const requestPage = createPageRequester(send, request, options);
	/** Number of requested pages that haven't been processed. */
	let waitingPages = 0;
	/** Maximum of these pages, to limit the memory. */
	let maxWaitingPages = Infinity;
	const next = () => {
		const page = waitingPages < maxWaitingPages ? planner.next() : undefined;
		if (page) waitingPages++;
		return page && (async () => await settlePage(requestPage, page));
	};

	let remaining = limit;
	let yieldedPages = 0;
	/** Number of requested records that the first page doesn't contain; negative if it contains more. */
	let missingFromFirst = 0;
	for await (const { page, ...result } of runInOrder<PageResult>(next, getConcurrency)) {
		waitingPages--;
		const position = `from offset ${page.offset}`;
		if ('error' in result) {
			const isLater = page.offset > start;
			if (planner.hasEnded || !planner.isLive(page)) continue;
			const end = isLater
				? await findEndBefore(requestPage, page, result.error, planner.isChecking)
				: undefined;
			if (!end) throw isLater ? addListPosition(result.error, position) : result.error;
			planner.recordPage(page, 0, end.total);
			continue;
		}
		const { response } = result;
		const records = readPageRecords(
			request,
			response,
			options,
			page.offset > start ? position : undefined,
		);
		if (!records) {
			yield { response };
			return;
		}
		const total =
			options.counts === false
				? undefined
				: (getTotal(response) ?? getCountField(response, records.length));
		if (!planner.isLive(page)) {
			planner.recordPage(page, records.length, total);
			continue;
		}
		const { overlap, repeats } = history.compare(records);
		if (repeats === 'some') throwRepeatedPage(request, 'order', position);
		if (repeats === 'all') {
			if (planner.isSurelyComplete) return;
			const isWhole = yieldedPages === 1 && !planner.hasTotal;
			// The first page had more records than requested: the endpoint ignores the limit as well, so the list is complete.
			if (isWhole && missingFromFirst < 0) return;
			const isShort = isWhole && missingFromFirst > 0;
			if (
				!isShort &&
				!(isWhole && (await ignoresLimit(requestPage, page, records.length, listField)))
			) {
				throwRepeatedPage(request, 'offset', position);
			}
			notice(buildDuplicatePageMessage(request, 'by offset', records.length));
			return;
		}
		planner.recordPage(page, records.length, total, overlap);
		if (planner.isEndless && !planner.hasTotal) throwRepeatedPage(request, 'offset', position);
		if (records.length === overlap) continue;
		if (yieldedPages++ === 0) missingFromFirst = page.limit - records.length;
		maxWaitingPages = Math.max(
			1,
			Math.min(
				maxWaitingPages,
				Math.floor(MAX_WAITING_CHARACTERS / (getAverageLength(records) * page.limit)),
			),
		);
		yield { response, records: records.slice(overlap, overlap + remaining) };
		remaining -= records.length - overlap;
	}
	if (planner.shortfall) throwIncompleteList(request, planner.shortfall);
}

/**
 * Returns a function that requests a page. If ISC rejects the first page with the total or the order by ID, the list is
 * read without them.
 */
function createPageRequester(
	send: SendRequest,
	baseRequest: ApiRequest,
	options: PaginationOptions,
): RequestPage {
	const parameter = options.style === 'start' ? 'start' : 'offset';
	const isSorted =
		options.sortsById &&
		options.limit > options.pageSize &&
		baseRequest.query.sorters === undefined;
	let order: Record<string, string> = isSorted ? { sorters: 'id' } : {};
	const request = async ({ limit, offset, count }: PageRequest) =>
		await send({
			...baseRequest,
			query: {
				...baseRequest.query,
				...order,
				limit,
				[parameter]: offset,
				...(count && { count }),
			},
		});
	let isFirst = true;
	return async (page) => {
		const canRetryPlain = isFirst && (page.count || isSorted);
		isFirst = false;
		return await request(page).catch(async (error: unknown) => {
			if (!canRetryPlain || !isRejectedWith(error, 400)) throw error;
			order = {};
			return await request({ ...page, count: false });
		});
	};
}

async function settlePage(requestPage: RequestPage, page: PageRequest): Promise<PageResult> {
	try {
		return { page, response: await requestPage(page) };
	} catch (error) {
		return { page, error };
	}
}

const isRejectedWith = (error: unknown, ...statuses: number[]): error is ApiError =>
	error instanceof ApiError && statuses.includes(error.report.status ?? 0);

/**
 * Checks whether a rejected page is past the end of the list, for which some lists return a 4xx. This requires that the
 * response says so, the page before was short, or the total confirms it. Otherwise, records could be lost silently.
 * @returns the current total if it is known; undefined if the list continues
 */
async function findEndBefore(
	requestPage: RequestPage,
	{ offset }: PageRequest,
	error: unknown,
	followsShortPage: boolean,
): Promise<{ total?: number } | undefined> {
	if (!isRejectedWith(error, 400, 404)) return undefined;
	const total = await requestPage({ offset: 0, limit: 1, count: true }).then(
		getTotal,
		() => undefined,
	);
	if (offset < (total ?? 0)) return undefined;
	const isReportedByIsc = /offset is invalid|invalid offset/i.test(error.report.message);
	return isReportedByIsc || followsShortPage || isCredibleTotal(total) ? { total } : undefined;
}

/** Returns whether an endpoint returns the same number of records if one less is requested. */
async function ignoresLimit(
	requestPage: RequestPage,
	{ limit }: PageRequest,
	records: number,
	listField: string | undefined,
): Promise<boolean> {
	if (limit < 2 || records < limit) return false;
	const response = await requestPage({ offset: 0, limit: limit - 1, count: false });
	return extractList(response, listField)?.length === records;
}
