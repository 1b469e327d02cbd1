import isEqual from 'lodash/isEqual';

import type { Answer, Call } from '../call';
import { objectIn } from '../errors/said';
import type { Records } from '../records';
import type { Sender } from '../send';
import { mayBeCut } from './offsetPlan';
import { failedAt, listIn, refuseNoList, samePage, type Page, type PageOptions } from './page';

/** The call for the page that follows another, without its limit; undefined where there is none. */
export type Follow = (answer: Answer, records: Records, isFull: boolean) => Call | undefined;

interface Asked {
	/** How many records were asked for. */
	asked: number;
	answer: Promise<Answer>;
}

/**
 * Reads a list each of whose pages tells how to ask for the next, one after the other: the next is under way
 * while this one is worked on.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming how many records came before if a page cannot be read
 */
export async function* linkedPages(
	send: Sender,
	first: Call,
	{ limit, listField, ...options }: PageOptions,
	follow: Follow,
	notice: (text: string) => void = () => {},
): AsyncGenerator<Page> {
	let { pageSize, resize } = options;
	/** Records of the largest page that came. */
	let largest = 0;
	let read = 0;
	let previous: Records | undefined;
	const ask = (call: Call): Asked => {
		const asked = Math.min(pageSize, limit - read);
		const answer = send({ ...call, query: { ...call.query, limit: asked } });
		// It may fail before its turn.
		answer.catch(() => {});
		return { asked, answer };
	};

	let underWay: Asked | undefined = ask(first);
	while (underWay) {
		const current: Asked = underWay;
		const { asked } = current;
		const place = `behind the first ${read}`;
		const answer: Answer = await current.answer.catch((error: unknown) => {
			throw read > 0 ? failedAt(error, place) : error;
		});
		const records = listIn(answer, listField);
		if (!records) {
			if (previous) refuseNoList(first, place);
			yield { answer };
			return;
		}
		if (records.length === 0) return;
		if (isEqual(records, previous)) {
			if (records.length === asked) notice(samePage(first, 'in this way', asked));
			return;
		}
		const isLargest = records.length >= largest;
		if (isLargest && records.length < asked && mayBeCut(records.length)) {
			pageSize = records.length;
			resize = undefined;
		}
		const wanted = records.slice(0, limit - read);
		read += records.length;
		largest = Math.max(largest, records.length);
		previous = records;
		underWay = undefined;
		let failure: unknown;
		try {
			const isFull = records.length >= Math.min(asked, pageSize);
			pageSize = resize?.(records) ?? pageSize;
			const next = read < limit ? follow(answer, records, isFull) : undefined;
			underWay = next && ask(next);
		} catch (error) {
			// This page is whole, though the way ends here.
			failure = error;
		}
		yield { answer, records: wanted };
		if (failure !== undefined) throw failure;
	}
}

/** Reads a list whose answers hold a mark for the next page, in the field `next`. */
export async function* markedPages(
	send: Sender,
	call: Call,
	options: PageOptions,
	notice: (text: string) => void,
): AsyncGenerator<Page> {
	const follow: Follow = (answer) => {
		const { next } = objectIn(answer);
		return typeof next === 'string' && next !== ''
			? { ...call, query: { ...call.query, next } }
			: undefined;
	};
	yield* linkedPages(send, call, options, follow, notice);
}
