import isPlainObject from 'lodash/isPlainObject';
import mapKeys from 'lodash/mapKeys';
import mapValues from 'lodash/mapValues';
import { RECORD_KEY_LENGTH, type PolledRecord } from './polledRecord';
import { parseRecordDate } from '../../shared/parameters/recordDates';
import pickBy from 'lodash/pickBy';

type Asked = Pick<PollState, 'subject' | 'start' | 'ids'>;

/** What the first version of this node kept: ISO text for dates, longer keys. */
interface FirstState {
	watermark: string;
	seen: Record<string, string>;
}

function convertFirstState(value: Partial<FirstState>, asked: Asked): PollState | undefined {
	const upTo = parseRecordDate(value.watermark);
	if (upTo === undefined || !isPlainObject(value.seen)) return undefined;
	const dates = mapValues(value.seen, (date) => parseRecordDate(date) ?? upTo);
	return { ...asked, upTo, seen: mapKeys(dates, (_at, key) => key.slice(0, RECORD_KEY_LENGTH)) };
}

/**
 * Reads the state that an earlier poll left behind, and has it speak of what is asked for now.
 * @returns undefined where there is none, or one of other records, or the user chose another start
 */
export function restoreState(value: unknown, asked: Asked): PollState | undefined {
	if (!isPlainObject(value)) return undefined;
	// A copy, since what n8n keeps must not change before the poll has succeeded.
	const kept = JSON.parse(JSON.stringify(value)) as Partial<PollState> & Partial<FirstState>;
	if (kept.watermark !== undefined) return convertFirstState(kept, asked);
	const { subject, upTo, seen, start, ids = asked.ids, formerIds } = kept;
	if (subject !== asked.subject || !Number.isFinite(upTo) || !isPlainObject(seen)) return undefined;
	if (asked.start !== undefined && asked.start !== start) return undefined;
	const isSameIds = String(ids) === String(asked.ids);
	return {
		subject,
		start,
		upTo: upTo!,
		seen: seen!,
		ids: asked.ids,
		formerIds: isSameIds ? formerIds : ids,
	};
}

/** All that is kept from one poll to the next: plain JSON, so that it outlives a restart. */
export interface PollState {
	/** Of which tenant and what kind the records are; for others, the trigger starts anew. */
	subject: string;
	/** The 'Start Date' that it began with, as the user wrote it; another one starts anew. */
	start?: string;
	/** What is dated before this moment is dealt with: the next poll reads from here on. Milliseconds. */
	upTo: number;
	/** Dates, in milliseconds, by key of what was delivered and is dated from that moment on. */
	seen: Record<string, number>;
	/** The ID fields that the keys are made of. */
	ids: readonly string[];
	/** Those before the user named others. */
	formerIds?: readonly string[];
}

/** The state of a trigger that has delivered nothing yet. */
export const initialState = (
	about: Pick<PollState, 'subject' | 'start' | 'ids'>,
	from: number,
): PollState => ({ ...about, upTo: from, seen: {} });

/** What there is to deliver, gathered page by page: each record once, and none that was delivered before. */
export class NewRecordSet {
	private readonly state: PollState;
	private readonly byKey = new Map<string, PolledRecord>();

	constructor(state: PollState) {
		this.state = state;
	}

	get size(): number {
		return this.byKey.size;
	}

	/** @param until latest date that counts, where dates lie ahead */
	add(found: PolledRecord[], until = Infinity): void {
		const { seen, upTo } = this.state;
		for (const one of found) {
			const isSeen = [one.key, ...one.otherKeys].some((key) => Object.hasOwn(seen, key));
			if (!isSeen && one.at >= upTo && one.at <= until) this.byKey.set(one.key, one);
		}
	}

	/** Those dated up to a moment, in the order of their dates. */
	upTo(moment: number): PolledRecord[] {
		return [...this.byKey.values()].filter(({ at }) => at <= moment).sort(compareByDate);
	}
}

/** By key where dates are the same: the same records come in the same order each time. */
export const compareByDate = (one: PolledRecord, other: PolledRecord) =>
	one.at - other.at || (one.key < other.key ? -1 : 1);

/** What a poll is known to have seen. */
export interface PollProgress {
	delivered: PolledRecord[];
	/** All that is dated before this moment, and could be seen, was delivered; Infinity where all was. */
	reached: number;
	/** The tenant's time when the poll began, in milliseconds. */
	now: number;
	lookBack: number;
}

/** A tenant's time that is told in whole seconds, and a slow answer, make this much of a difference. */
const CLOCK_DOUBT = 60_000;

/**
 * The state behind a poll. What shows up later than it is dated shows up within the look-back: a record
 * that this poll couldn't see is dated after `now - lookBack`, unless it waits for the next poll. So the next
 * poll reads from there on, or from where this one ended if that is earlier.
 */
export function nextState(
	state: PollState,
	{ delivered, reached, now, lookBack }: PollProgress,
	startsAt?: number,
): PollState {
	const settled = now - lookBack;
	const upTo = isFutureWatermark(state, now, startsAt)
		? settled
		: // A longer look-back makes nothing undone.
			Math.max(state.upTo, Math.min(reached, settled));
	const seen = { ...state.seen, ...Object.fromEntries(delivered.map(({ key, at }) => [key, at])) };
	return { ...state, upTo, seen: pickBy(seen, (at) => at >= upTo) };
}

/** A moment ahead of the tenant's time was noted by a wrong clock, unless the user chose to start there. */
export const isFutureWatermark = (
	{ upTo }: PollState,
	now: number,
	startsAt = -Infinity,
): boolean => upTo > now + CLOCK_DOUBT && upTo > startsAt;
