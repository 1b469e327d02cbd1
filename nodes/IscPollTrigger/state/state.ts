import pickBy from 'lodash/pickBy';

import type { Found } from './found';
import { isoOf, millisOf } from './moment';

/** All that is kept from one poll to the next: plain JSON, so that it outlives a restart. */
export interface PollState {
	/** What was asked for; asking for something else starts anew. */
	signature: string;
	/** What is dated before this moment is dealt with: the next poll reads from here on. ISO text in UTC. */
	watermark: string;
	/** Date by key of what was delivered and is dated from the watermark on. */
	seen: Record<string, string>;
}

/** The state of a trigger that has delivered nothing yet. */
export const freshState = (signature: string, from: number): PollState => ({
	signature,
	watermark: isoOf(from),
	seen: {},
});

export const watermarkOf = ({ watermark }: PollState): number => millisOf(watermark)!;

/**
 * What there is to deliver, gathered page by page: each record once, and none that was delivered before.
 * @param until latest date that counts, where dates lie ahead
 */
export class Candidates {
	private readonly state: PollState;
	private readonly until: number;
	private readonly byKey = new Map<string, Found>();

	constructor(state: PollState, until = Infinity) {
		this.state = state;
		this.until = until;
	}

	get size(): number {
		return this.byKey.size;
	}

	add(found: Found[]): void {
		const from = watermarkOf(this.state);
		for (const one of found) {
			const isNew = !Object.hasOwn(this.state.seen, one.key);
			if (isNew && one.at >= from && one.at <= this.until) this.byKey.set(one.key, one);
		}
	}

	/** The oldest ones, in the order of their dates. */
	oldest(count: number): Found[] {
		return [...this.byKey.values()].sort(byDate).slice(0, count);
	}
}

/** By key where dates are the same: the same records come in the same order each time. */
export const byDate = (one: Found, other: Found) =>
	one.at - other.at || (one.key < other.key ? -1 : 1);

/**
 * The state behind a poll. Whatever turns up later than it is dated turns up within the look-back: a record
 * that this poll could not see is dated after `now - lookBack`, unless it waits for the next poll. So the next
 * poll reads from there on, or from the last that was delivered where some are left and that is earlier.
 * @param now when the poll began, in milliseconds
 * @param hasLeft whether there are records that were not delivered; none of them is older than the delivered
 */
export function stateAfter(
	state: PollState,
	delivered: Found[],
	{ now, lookBack, hasLeft }: { now: number; lookBack: number; hasLeft: boolean },
): PollState {
	const settled = now - lookBack;
	const last = delivered.at(-1)?.at ?? watermarkOf(state);
	const next = hasLeft ? Math.min(last, settled) : settled;
	// A longer look-back, or a clock that was set back, makes nothing undone.
	const watermark = Math.max(watermarkOf(state), next);
	const seen = {
		...state.seen,
		...Object.fromEntries(delivered.map(({ key, at }) => [key, isoOf(at)])),
	};
	return {
		signature: state.signature,
		watermark: isoOf(watermark),
		seen: pickBy(seen, (date) => millisOf(date)! >= watermark),
	};
}
