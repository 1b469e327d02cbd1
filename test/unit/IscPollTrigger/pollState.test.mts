import fc from '../../fastCheck.mts';
import { collectNewRecords } from '../../../nodes/IscPollTrigger/collectRecords.ts';
import type { PollParams } from '../../../nodes/IscPollTrigger/parameters/readParams.ts';
import { toPolledRecords } from '../../../nodes/IscPollTrigger/state/polledRecord.ts';
import { restoreState } from '../../../nodes/IscPollTrigger/state/pollState.ts';
import { toUtcIso } from '../../../nodes/shared/parameters/recordDates.ts';
import {
	initialState,
	nextState,
	type PollState,
} from '../../../nodes/IscPollTrigger/state/pollState.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
const LOOK_BACK = 50;
const MARKS = { ids: ['id'], date: 'date' };
const ABOUT = { subject: 'events of a tenant', ids: MARKS.ids };
const found = (records: unknown[]) => toPolledRecords(records, MARKS, START);

/** A record: its date, and the delay until it is visible, both in ms. */
interface Arrival {
	at: number;
	lag: number;
}
interface Stored {
	id: number;
	date: string;
	at: number;
	shown: number;
}

const stored = (arrivals: Arrival[]): Stored[] =>
	arrivals.map(({ at, lag }, id) => ({
		id,
		date: toUtcIso(START + at),
		at: START + at,
		shown: START + at + lag,
	}));

interface Manner {
	records: Stored[];
	isAscending: boolean;
	pageSize: number;
	maxItems: number;
	/** Number of pages until n8n's time limit is reached. */
	pagesInTime?: number;
}

/** Creates a trigger whose state is serialized between two polls, like in a restart. */
function triggerOver(manner: Manner) {
	const { records, isAscending, pageSize, maxItems, pagesInTime = Infinity } = manner;
	let kept: string | undefined;
	let read = 0;

	async function poll(now: number): Promise<Stored[]> {
		let pages = 0;
		async function* readSince(_send: unknown, from: number) {
			const seen = records.filter(({ shown }) => shown <= now);
			const inOrder = isAscending
				? seen.filter(({ at }) => at >= from).sort((one, other) => one.at - other.at)
				: [...seen].reverse();
			for (let start = 0; start < inOrder.length; start += pageSize) {
				pages++;
				const page = inOrder.slice(start, start + pageSize);
				read += page.length;
				yield page;
			}
		}
		const getDate = (record: unknown) => (record as Stored).at;
		const source = {
			keys: MARKS,
			streams: [{ isAscending, getDate, readSince, readLatest: readSince }],
		};
		const wish = {
			source,
			maxItems,
			hasCustomFields: false,
			lookBackMs: LOOK_BACK,
		} as unknown as PollParams;
		const state =
			restoreState(kept === undefined ? undefined : JSON.parse(kept), ABOUT) ??
			initialState(ABOUT, START);
		const isTimeUp = () => pages > pagesInTime;
		const gathered = await collectNewRecords(null as never, wish, state, { now }, isTimeUp);
		kept = JSON.stringify(
			nextState(state, { ...gathered, clock: { earliest: now, latest: now }, lookBack: LOOK_BACK }),
		);
		return gathered.delivered.map(({ record }) => record as Stored);
	}

	return {
		poll,
		get read() {
			return read;
		},
		get state() {
			return JSON.parse(kept ?? 'null') as PollState;
		},
	};
}

const arrivals = fc.array(
	fc.record({
		at: fc.integer({ min: -100, max: 400 }),
		lag: fc.integer({ min: 0, max: LOOK_BACK }),
	}),
	{ maxLength: 120 },
);
const polls = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 });

const manner = fc.record({
	isAscending: fc.boolean(),
	pageSize: fc.integer({ min: 1, max: 40 }),
	maxItems: fc.integer({ min: 1, max: 40 }),
});

test('returns each record once, in order, whenever it appears', async () => {
	await fc.assert(
		fc.asyncProperty(arrivals, polls, manner, async (list, steps, how) => {
			const records = stored(list);
			const trigger = triggerOver({ records, ...how });
			const batches: Stored[][] = [];
			let now = START;
			for (const step of steps) batches.push(await trigger.poll((now += step)));
			// Until all records are visible and delivered.
			now = Math.max(now, START + 500);
			do batches.push(await trigger.poll((now += 10)));
			while (batches.at(-1)!.length > 0);

			for (const batch of batches) {
				expect(batch.length).toBeLessThanOrEqual(how.maxItems);
				const dates = batch.map(({ at }) => at);
				expect(dates).toEqual([...dates].sort((one, other) => one - other));
			}
			const wanted = records.filter(({ at }) => at >= START).map(({ id }) => id);
			const delivered = batches.flat().map(({ id }) => id);
			expect(delivered.sort((a, b) => a - b)).toEqual(wanted);
		}),
		{ numRuns: 300 },
	);
});

test('a poll that runs out of time neither loses nor repeats records', async () => {
	await fc.assert(
		fc.asyncProperty(arrivals, fc.integer({ min: 0, max: 3 }), async (list, pagesInTime) => {
			const records = stored(list);
			const how = { isAscending: true, pageSize: 7, maxItems: 20 };
			const trigger = triggerOver({ records, ...how, pagesInTime });
			const delivered: number[] = [];
			let now = START + 500;
			for (let idle = 0; idle < 3; ) {
				const batch = await trigger.poll((now += 10));
				idle = batch.length > 0 ? 0 : idle + 1;
				delivered.push(...batch.map(({ id }) => id));
			}
			const wanted = records.filter(({ at }) => at >= START).map(({ id }) => id);
			expect(delivered.sort((a, b) => a - b)).toEqual(wanted);
		}),
	);
});

test('delivers nothing if the time is too short to sort the records', async () => {
	const records = stored(Array.from({ length: 30 }, (_, at) => ({ at, lag: 0 })));
	const how = { isAscending: false, pageSize: 5, maxItems: 100, pagesInTime: 2 };
	await expect(triggerOver({ records, ...how }).poll(START + 100)).rejects.toThrow(/too long/);
});

test('reads little more than it delivers when there is a backlog', async () => {
	const records = stored(Array.from({ length: 5000 }, (_, index) => ({ at: index / 10, lag: 0 })));
	const trigger = triggerOver({ records, isAscending: true, pageSize: 50, maxItems: 500 });
	const sizes: number[] = [];
	for (let count = 0; count < 11; count++) {
		const before = trigger.read;
		sizes.push((await trigger.poll(START + 10_000 + count)).length);
		expect(trigger.read - before).toBeLessThanOrEqual(600);
	}
	expect(sizes).toEqual([...Array<number>(10).fill(500), 0]);
});

test('drops keys when they leave the look-back', async () => {
	const records = stored(Array.from({ length: 200 }, (_, at) => ({ at, lag: 0 })));
	const trigger = triggerOver({ records, isAscending: true, pageSize: 50, maxItems: 500 });
	await trigger.poll(START + 100);
	expect(Object.keys(trigger.state.seen)).toHaveLength(51);
	await trigger.poll(START + 199);
	expect(Object.keys(trigger.state.seen)).toHaveLength(51);
	await trigger.poll(START + 300);
	expect(trigger.state.seen).toEqual({});
});

test('a changed record has another key', () => {
	const one = found([{ id: 1, date: '2026-01-01T00:00:00Z' }]);
	const same = found([{ id: 1, date: '2026-01-01T01:00:00+01:00', more: true }]);
	const changed = found([{ id: 1, date: '2026-01-01T00:00:01Z' }]);
	expect(one[0]!.key).toBe(same[0]!.key);
	expect(one[0]!.key).not.toBe(changed[0]!.key);
});

test.each([[undefined], [null], ['']])('skips a record with the date %p', (date) =>
	expect(found([{ id: 1, date }])).toEqual([]),
);

test.each([['soon'], [{}], [true], ['2026-13-01T00:00:00Z'], [[1]]])(
	'the invalid date %p causes an error with field, value, and record',
	(date) => {
		const value = JSON.stringify(date).replaceAll(/[[\]{}]/g, '\\$&');
		const message = new RegExp(
			`'Date Field' has an invalid date in the record 'r1': ${value} in 'date'`,
		);
		expect(() => found([{ id: 'r1', date }])).toThrow(message);
	},
);

test('uses the creation date of a record that never changed', () => {
	const marks = { ...MARKS, date: 'modified', orDate: 'created' };
	const created = toUtcIso(START);
	const dates = [{ modified: null }, { modified: '' }, {}, { modified: toUtcIso(START + 9) }].map(
		(more) => toPolledRecords([{ id: 1, created, ...more }], marks, START)[0]!.at - START,
	);
	expect(dates).toEqual([0, 0, 0, 9]);
});

test('waits for the state of a record, and returns it without one after a delay', () => {
	const marks = { ...MARKS, state: 'status' };
	const record = { id: 1, date: toUtcIso(START) };
	const at = (minutes: number) => toPolledRecords([record], marks, START + minutes * 60_000).length;
	expect([at(0), at(9), at(11)]).toEqual([0, 0, 1]);
	expect(toPolledRecords([{ ...record, status: 'ODD' }], marks, START)).toHaveLength(1);
});

test('identifies records without an ID by all fields', () => {
	const date = toUtcIso(START);
	const records = [
		{ date, a: 1 },
		{ date, a: 2 },
		{ date, a: 1 },
	];
	expect(new Set(found(records).map(({ key }) => key)).size).toBe(2);
});

const after = (state: PollState, now: number, startsAt?: number, latest = now) => {
	const clock = { earliest: now, latest };
	return nextState(
		state,
		{ delivered: [], reached: Infinity, clock, lookBack: LOOK_BACK },
		startsAt,
	);
};

test('moves the watermark by the earlier clock, and back only if both clocks are behind it', () => {
	const state = initialState(ABOUT, START);
	expect(after(state, START + 1000, undefined, START + 9_000_000).upTo).toBe(
		START + 1000 - LOOK_BACK,
	);
	expect(after(state, START - 9_000_000, undefined, START + 1000).upTo).toBe(START);
});

test('a longer look-back never moves the watermark backwards', () => {
	const first = after(initialState(ABOUT, START), START + 1000);
	expect(after(first, START).upTo).toBe(START + 1000 - LOOK_BACK);
});

test('corrects a future watermark, but not a start date of the user', () => {
	const ahead = initialState(ABOUT, START + 86_400_000);
	expect(after(ahead, START).upTo).toBe(START - LOOK_BACK);
	expect(after(ahead, START, ahead.upTo)).toEqual(ahead);
});

test.each<[string, unknown]>([
	['none', undefined],
	['one of another event', initialState({ ...ABOUT, subject: 'others' }, START)],
	['a broken one', { ...ABOUT, upTo: 'never', seen: {} }],
	['half of one', { ...ABOUT, upTo: START }],
])('%s: resets the trigger', (_name, value) => expect(restoreState(value, ABOUT)).toBeUndefined());

test('other ID fields neither repeat delivered records nor hide new ones', () => {
	const kept = restoreState(
		{ ...initialState({ ...ABOUT, ids: ['name'] }, START), seen: {} },
		ABOUT,
	)!;
	expect(kept).toMatchObject({ ids: ['id'], formerIds: ['name'], upTo: START });
	const [one] = toPolledRecords([{ id: 1, name: 'a', date: toUtcIso(START) }], MARKS, START, [
		'name',
	]);
	const [other] = toPolledRecords(
		[{ id: 9, name: 'a', date: toUtcIso(START) }],
		{ ...MARKS, ids: ['name'] },
		START,
	);
	expect(one!.otherKeys).toEqual([other!.key]);
	expect(one!.key).not.toBe(other!.key);
});
