import type { ApiResponse, ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { getAverageLength } from './averageLength';
import { runInOrder } from '../api/concurrency/runInOrder';
import type { SendRequest } from '../api/sendRequest';
import { OffsetPlanner } from './offsetPlanner';
import type { PageRequest } from './pageRequest';
import {
	addListPosition,
	extractList,
	throwListMissing,
	throwRepeatedPage,
	throwIncompleteList,
	buildDuplicatePageMessage,
	type Page,
	type PaginationOptions,
} from './page';
import { PageHistory } from './pageHistory';
import { getCountField, isCredibleTotal, getTotal } from './total';

/** Characters that pages may have together while they wait for their turn. */
const ROOM = 64_000_000;

type Asked = { page: PageRequest } & ({ response: ApiResponse } | { error: unknown });
type Ask = (page: PageRequest) => Promise<ApiResponse>;

/**
 * Reads a list by `limit` and `offset` (or `start`), several pages at a time, in order.
 * Records that are created or deleted meanwhile can be missed; a stable `sorters` (by `id`) keeps the rest in
 * place, and is added where the list is known to take it and the call has no order.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the offset if a page cannot be read, and naming how many records were read if the
 * list ends before its total; the pages before it have been given
 */
export async function* paginateByOffset(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
	notice: (text: string) => void,
): AsyncGenerator<Page> {
	const { limit, start = 0, listField, getConcurrency = () => 1 } = options;
	const plan = new OffsetPlanner({ ...options, start });
	const memory = new PageHistory(options.canRepeat);
	const ask = asker(send, request, options);
	/** Pages that were requested and haven't been worked on. */
	let waiting = 0;
	/** How many of these there may be, so that they fit into memory. */
	let most = Infinity;
	const next = () => {
		const page = waiting < most ? plan.next() : undefined;
		if (page) waiting++;
		return page && (async () => await settle(ask, page));
	};

	let left = limit;
	let given = 0;
	/** How many records the first page lacks of what was requested; negative where it has more. */
	let lacking = 0;
	for await (const { page, ...asked } of runInOrder<Asked>(next, getConcurrency)) {
		waiting--;
		const place = `from offset ${page.offset}`;
		if ('error' in asked) {
			const isLater = page.offset > start;
			if (plan.hasEnded || !plan.isLive(page)) continue;
			const end = isLater ? await endBefore(ask, page, asked.error, plan.isChecking) : undefined;
			if (!end) throw isLater ? addListPosition(asked.error, place) : asked.error;
			plan.take(page, 0, end.total);
			continue;
		}
		const { response } = asked;
		const records = extractList(response, listField);
		if (!records) {
			if (given > 0) throwListMissing(request, place);
			yield { response };
			return;
		}
		const total =
			options.counts === false
				? undefined
				: (getTotal(response) ?? getCountField(response, records.length));
		if (!plan.isLive(page)) {
			plan.take(page, records.length, total);
			continue;
		}
		const { overlap, repeats } = memory.compare(records);
		if (repeats === 'some') throwRepeatedPage(request, 'order', place);
		if (repeats === 'all') {
			if (plan.isSettled) return;
			const isWhole = given === 1 && !plan.hasTotal;
			// More than requested: the endpoint ignores the limit as well, so that these are all.
			if (isWhole && lacking < 0) return;
			const isShort = isWhole && lacking > 0;
			if (!isShort && !(isWhole && (await ignoresLimit(ask, page, records.length, listField)))) {
				throwRepeatedPage(request, 'offset', place);
			}
			notice(buildDuplicatePageMessage(request, 'by offset', records.length));
			return;
		}
		plan.take(page, records.length, total, overlap);
		if (plan.isEndless && !plan.hasTotal) throwRepeatedPage(request, 'offset', place);
		if (records.length === overlap) continue;
		if (given++ === 0) lacking = page.limit - records.length;
		most = Math.max(1, Math.min(most, Math.floor(ROOM / (getAverageLength(records) * page.limit))));
		yield { response, records: records.slice(overlap, overlap + left) };
		left -= records.length - overlap;
	}
	if (plan.shortfall) throwIncompleteList(request, plan.shortfall);
}

/**
 * @returns a function that requests a page. The total and the order by ID are a help, not a must: where the first
 * page is refused with them, the list is read without.
 */
function asker(send: SendRequest, call: ApiRequest, options: PaginationOptions): Ask {
	const parameter = options.style === 'start' ? 'start' : 'offset';
	const isSorted =
		options.sortsById && options.limit > options.pageSize && call.query.sorters === undefined;
	let order: Record<string, string> = isSorted ? { sorters: 'id' } : {};
	const request = async ({ limit, offset, count }: PageRequest) =>
		await send({
			...call,
			query: { ...call.query, ...order, limit, [parameter]: offset, ...(count && { count }) },
		});
	let isFirst = true;
	return async (page) => {
		const canDoWithout = isFirst && (page.count || isSorted);
		isFirst = false;
		return await request(page).catch(async (error: unknown) => {
			if (!canDoWithout || !isRefused(error, 400)) throw error;
			order = {};
			return await request({ ...page, count: false });
		});
	};
}

async function settle(ask: Ask, page: PageRequest): Promise<Asked> {
	try {
		return { page, response: await ask(page) };
	} catch (error) {
		return { page, error };
	}
}

const isRefused = (error: unknown, ...statuses: number[]): error is ApiError =>
	error instanceof ApiError && statuses.includes(error.report.status ?? 0);

/**
 * Finds out whether a refused page lies past the end, which some lists answer with a 4xx. It does only if the list
 * itself says so, or the page before was short already: to take anything else for the end would lose records silently.
 * @returns the total as it is now, where it is known; undefined if the list goes on
 */
async function endBefore(
	ask: Ask,
	{ offset }: PageRequest,
	error: unknown,
	isBehindShort: boolean,
): Promise<{ total?: number } | undefined> {
	if (!isRefused(error, 400, 404)) return undefined;
	const total = await ask({ offset: 0, limit: 1, count: true }).then(getTotal, () => undefined);
	if (offset < (total ?? 0)) return undefined;
	const isSaid = /offset is invalid|invalid offset/i.test(error.report.message);
	return isSaid || isBehindShort || isCredibleTotal(total) ? { total } : undefined;
}

/** Whether an endpoint returns the same number of records when one less is requested. */
async function ignoresLimit(
	ask: Ask,
	{ limit }: PageRequest,
	records: number,
	listField: string | undefined,
): Promise<boolean> {
	if (limit < 2 || records < limit) return false;
	const response = await ask({ offset: 0, limit: limit - 1, count: false });
	return extractList(response, listField)?.length === records;
}
