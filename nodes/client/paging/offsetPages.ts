import isEqual from 'lodash/isEqual';

import type { Answer, Call } from '../call';
import { CallFailed } from '../errors/failures';
import { inOrder } from '../pace/inOrder';
import type { Records } from '../records';
import type { Sender } from '../send';
import { OffsetPlan, type PageRequest } from './offsetPlan';
import { failedAt, listIn, refuseNoList, samePage, type Page, type PageOptions } from './page';

type Asked = { page: PageRequest } & ({ answer: Answer } | { error: unknown });

/** How many records there are in all, where the answer says so. */
function totalOf({ headers }: Answer): number | undefined {
	const total = Number(headers['x-total-count'] ?? headers['total-count'] ?? NaN);
	return Number.isInteger(total) ? total : undefined;
}

const isRefused = (error: unknown, ...statuses: number[]): error is CallFailed =>
	error instanceof CallFailed && statuses.includes(error.report.status ?? 0);

/**
 * Reads a list by `limit` and `offset` (or `start`), several pages at a time, in order.
 * Records that are created or deleted meanwhile may be missed or come twice, as with any offset; a stable
 * `sorters` (by `id`) keeps the rest in place.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the offset if a page cannot be read; the pages before it have been given
 */
export async function* offsetPages(
	send: Sender,
	call: Call,
	options: PageOptions,
	notice: (text: string) => void,
): AsyncGenerator<Page> {
	const { limit, pageSize, start = 0, listField, width = () => 1 } = options;
	const parameter = options.style === 'start' ? 'start' : 'offset';
	const plan = new OffsetPlan({ limit, pageSize, start });
	const ask = async ({ limit: asked, offset, count }: PageRequest) =>
		await send({
			...call,
			query: { ...call.query, limit: asked, [parameter]: offset, ...(count && { count }) },
		});
	const next = () => {
		const page = plan.next();
		return page && (async () => await settle(ask, page));
	};

	let left = limit;
	let previous: Records | undefined;
	for await (const { page, ...asked } of inOrder<Asked>(next, width)) {
		if ('error' in asked) {
			const isLater = page.offset > start;
			if (!plan.hasEnded && !(isLater && (await isPastEnd(ask, page, asked.error)))) {
				throw isLater ? failedAt(asked.error, `from offset ${page.offset}`) : asked.error;
			}
			plan.take(page, 0);
			continue;
		}
		const { answer } = asked;
		const records = listIn(answer, listField);
		if (!records) {
			if (previous) refuseNoList(call, `from offset ${page.offset}`);
			yield { answer };
			return;
		}
		plan.take(page, records.length, totalOf(answer));
		if (records.length === 0) continue;
		if (isEqual(records, previous)) {
			// Longer or shorter than a page, it is the whole list of an endpoint that does not page.
			if (records.length === pageSize) notice(samePage(call, 'by offset', records.length));
			plan.stop();
			return;
		}
		previous = records;
		yield { answer, records: records.slice(0, left) };
		left -= records.length;
	}
}

/** Asks for a page. The total is a help, not a must: where it is refused, the page comes without. */
async function settle(
	ask: (page: PageRequest) => Promise<Answer>,
	page: PageRequest,
): Promise<Asked> {
	try {
		const answer = await ask(page).catch(async (error: unknown) => {
			if (page.count && isRefused(error, 400)) return await ask({ ...page, count: false });
			throw error;
		});
		return { page, answer };
	} catch (error) {
		return { page, error };
	}
}

/**
 * Whether a refused page lies past the end, which some lists answer with a 4xx. It does only if the list itself
 * says so: to take anything else for the end would lose records silently.
 */
async function isPastEnd(
	ask: (page: PageRequest) => Promise<Answer>,
	{ offset }: PageRequest,
	error: unknown,
): Promise<boolean> {
	if (!isRefused(error, 400, 404)) return false;
	const total = await ask({ offset: 0, limit: 1, count: true }).then(totalOf, () => undefined);
	return total === undefined
		? /offset is invalid|invalid offset/i.test(error.report.message)
		: total <= offset;
}
