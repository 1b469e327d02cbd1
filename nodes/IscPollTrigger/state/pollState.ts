import isPlainObject from 'lodash/isPlainObject';
import pickBy from 'lodash/pickBy';

import type { PolledRecord } from './polledRecord';

type StateIdentity = Pick<PollState, 'subject' | 'start' | 'ids'>;

/**
 * Restores the state of an earlier poll, with the current ID fields.
 * @returns undefined if there is no state, or it belongs to other records or another start date
 */
export function restoreState(value: unknown, identity: StateIdentity): PollState | undefined {
	if (!isPlainObject(value)) return undefined;
	// Copy it: the state that n8n stores must not change before the poll has succeeded.
	const restored = JSON.parse(JSON.stringify(value)) as Partial<PollState>;
	const { subject, upTo, seen, start, fetchedAgain, ids = identity.ids, formerIds } = restored;
	if (subject !== identity.subject || !Number.isFinite(upTo) || !isPlainObject(seen))
		return undefined;
	if (identity.start !== undefined && identity.start !== start) return undefined;
	const isSameIds = String(ids) === String(identity.ids);
	return {
		subject,
		start,
		fetchedAgain,
		upTo: upTo!,
		seen: seen!,
		ids: identity.ids,
		formerIds: isSameIds ? formerIds : ids,
	};
}

/** State between two polls, as JSON, so that it survives a restart. */
export interface PollState {
	/** Event, list, and tenant. The trigger resets when it changes. */
	subject: string;
	/** 'Start Date' as entered. The trigger resets when it changes. */
	start?: string;
	/** Last value of 'Fetch Again From' as entered. Each value has an effect once. */
	fetchedAgain?: string;
	/** Watermark in epoch milliseconds: records with an earlier date are done, and the next poll reads from here. */
	upTo: number;
	/** Dates in epoch milliseconds, by key, of delivered records since the watermark. */
	seen: Record<string, number>;
	/** ID fields of the keys. */
	ids: readonly string[];
	/** ID fields before the user changed them. */
	formerIds?: readonly string[];
}

/** Builds the state of a trigger without delivered records. */
export const initialState = (identity: StateIdentity, from: number): PollState => ({
	...identity,
	upTo: from,
	seen: {},
});

/**
 * Makes the next poll return the delivered records since a date again. Records before it aren't affected: delivered ones
 * stay delivered, and late ones are still found.
 * @param from epoch milliseconds
 */
export const forgetDelivered = (state: PollState, from: number): PollState => ({
	...state,
	upTo: Math.min(state.upTo, from),
	seen: pickBy(state.seen, (at) => at < from),
});

/** Collects new records page by page: each record once, and none that was delivered before. */
export class NewRecordSet {
	private readonly state: PollState;
	private readonly byKey = new Map<string, PolledRecord>();

	constructor(state: PollState) {
		this.state = state;
	}

	/**
	 * Adds records that are new.
	 * @param until maximum date, for dates in the future
	 */
	add(records: PolledRecord[], until = Infinity): void {
		const { seen, upTo } = this.state;
		for (const one of records) {
			const isSeen = [one.key, ...one.otherKeys].some((key) => Object.hasOwn(seen, key));
			if (!isSeen && one.at >= upTo && one.at <= until) this.byKey.set(one.key, one);
		}
	}

	/** Counts the records up to a date. A record that was read by its creation date can have a later one. */
	countUpTo(date: number): number {
		let count = 0;
		for (const { at } of this.byKey.values()) if (at <= date) count++;
		return count;
	}

	/** Returns the records up to a date, sorted by date. */
	getUpTo(date: number): PolledRecord[] {
		return [...this.byKey.values()].filter(({ at }) => at <= date).sort(compareByDate);
	}
}

/** Compares records by date, then by key, so that the order never changes. */
export const compareByDate = (one: PolledRecord, other: PolledRecord) =>
	one.at - other.at || (one.key < other.key ? -1 : 1);

/** Result of a poll, for the next state. */
export interface PollProgress {
	delivered: PolledRecord[];
	/** All visible records with an earlier date were delivered. In epoch milliseconds; Infinity if all were. */
	reached: number;
	/** The time at the start of the poll by the tenant's and by n8n's clock, in epoch milliseconds. */
	clock: { earliest: number; latest: number };
	/** In milliseconds. */
	lookBack: number;
}

/** Tolerance for the time, in ms: the tenant's has whole seconds, and a response can be slow. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Builds the state after a poll. Records appear within the look-back after their date, so a record that this poll
 * couldn't see has a date after `now - lookBack`. So the next poll reads from there, or from where this poll ended if
 * that is earlier. If the clocks differ, the earlier one decides: the next poll reads more, but misses nothing.
 */
export function nextState(
	state: PollState,
	{ delivered, reached, clock, lookBack }: PollProgress,
	startsAt?: number,
): PollState {
	const lookBackStart = clock.earliest - lookBack;
	const upTo = isFutureWatermark(state, clock.latest, startsAt)
		? lookBackStart
		: // Never move the watermark backwards.
			Math.max(state.upTo, Math.min(reached, lookBackStart));
	const seen = { ...state.seen, ...Object.fromEntries(delivered.map(({ key, at }) => [key, at])) };
	return { ...state, upTo, seen: pickBy(seen, (at) => at >= upTo) };
}

/**
 * Returns whether a wrong clock set the watermark in the future, by both clocks. The user can also select a future start
 * date.
 */
export const isFutureWatermark = (
	{ upTo }: PollState,
	now: number,
	startsAt = -Infinity,
): boolean => upTo > now + CLOCK_TOLERANCE_MS && upTo > startsAt;
