import fc from 'fast-check';

import { gatherNew } from '../../../nodes/IscPollTrigger/gather.ts';
import type { PollWish } from '../../../nodes/IscPollTrigger/read/pollWish.ts';
import { foundIn } from '../../../nodes/IscPollTrigger/state/found.ts';
import { keptState } from '../../../nodes/IscPollTrigger/state/kept.ts';
import { isoOf } from '../../../nodes/IscPollTrigger/state/moment.ts';
import {
	freshState,
	stateAfter,
	watermarkOf,
	type PollState,
} from '../../../nodes/IscPollTrigger/state/state.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
const LOOK_BACK = 50;
const MARKS = { ids: ['id'], date: 'date' };

/** A record: when it is dated, and how much later it can be seen; both in milliseconds. */
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
		date: isoOf(START + at),
		at: START + at,
		shown: START + at + lag,
	}));

interface Manner {
	records: Stored[];
	isAscending: boolean;
	pageSize: number;
	maxItems: number;
	/** Ends a poll after so many pages, as n8n's time limit does. */
	pagesInTime?: number;
}

/** A trigger whose state is written out and read back between any two polls, as in a restart. */
function triggerOver(manner: Manner) {
	const { records, isAscending, pageSize, maxItems, pagesInTime = Infinity } = manner;
	let kept: string | undefined;
	let read = 0;

	async function poll(now: number): Promise<Stored[]> {
		let pages = 0;
		async function* since(_send: unknown, from: number) {
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
		const source = { marks: MARKS, isAscending, since, newest: since };
		const wish = { source, maxItems, isOwn: false, lookBack: LOOK_BACK } as unknown as PollWish;
		const state =
			keptState(kept === undefined ? undefined : JSON.parse(kept), 'a') ?? freshState('a', START);
		const isTimeUp = () => pages > pagesInTime;
		const { delivered, hasLeft } = await gatherNew(null as never, wish, state, now, isTimeUp);
		kept = JSON.stringify(stateAfter(state, delivered, { now, lookBack: LOOK_BACK, hasLeft }));
		return delivered.map(({ record }) => record as Stored);
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

test('each record comes exactly once, in order, whatever shows up when', async () => {
	await fc.assert(
		fc.asyncProperty(arrivals, polls, manner, async (list, steps, how) => {
			const records = stored(list);
			const trigger = triggerOver({ records, ...how });
			const batches: Stored[][] = [];
			let now = START;
			for (const step of steps) batches.push(await trigger.poll((now += step)));
			// Until everything has shown up, and nothing is left.
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

test('a poll that runs out of time loses nothing and repeats nothing', async () => {
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

test('records that the time does not suffice to put in order are not delivered at all', async () => {
	const records = stored(Array.from({ length: 30 }, (_, at) => ({ at, lag: 0 })));
	const how = { isAscending: false, pageSize: 5, maxItems: 100, pagesInTime: 2 };
	await expect(triggerOver({ records, ...how }).poll(START + 100)).rejects.toThrow(/too long/);
});

test('with a backlog, no poll reads much more than it delivers', async () => {
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

test('keys are dropped as soon as they leave the look-back', async () => {
	const records = stored(Array.from({ length: 200 }, (_, at) => ({ at, lag: 0 })));
	const trigger = triggerOver({ records, isAscending: true, pageSize: 50, maxItems: 500 });
	await trigger.poll(START + 100);
	expect(Object.keys(trigger.state.seen)).toHaveLength(51);
	await trigger.poll(START + 199);
	expect(Object.keys(trigger.state.seen)).toHaveLength(51);
	await trigger.poll(START + 300);
	expect(trigger.state.seen).toEqual({});
});

test('a record that changes is another one', () => {
	const one = foundIn([{ id: 1, date: '2026-01-01T00:00:00Z' }], MARKS);
	const same = foundIn([{ id: 1, date: '2026-01-01T01:00:00+01:00', more: true }], MARKS);
	const changed = foundIn([{ id: 1, date: '2026-01-01T00:00:01Z' }], MARKS);
	expect(one[0]!.key).toBe(same[0]!.key);
	expect(one[0]!.key).not.toBe(changed[0]!.key);
});

test.each([[undefined], [null], [''], ['soon'], [{}]])(
	'a record dated %p has not come yet',
	(date) => expect(foundIn([{ id: 1, date }], MARKS)).toEqual([]),
);

test('a number of milliseconds is a date as well', () =>
	expect(foundIn([{ id: 1, date: START }], MARKS)[0]!.at).toBe(START));

test('records without any ID are told apart by what they hold', () => {
	const date = isoOf(START);
	const found = foundIn(
		[
			{ date, a: 1 },
			{ date, a: 2 },
			{ date, a: 1 },
		],
		MARKS,
	);
	expect(new Set(found.map(({ key }) => key)).size).toBe(2);
});

test('the watermark never goes back, even if the clock does', () => {
	const first = stateAfter(freshState('a', START), [], {
		now: START + 1000,
		lookBack: LOOK_BACK,
		hasLeft: false,
	});
	const second = stateAfter(first, [], { now: START, lookBack: LOOK_BACK, hasLeft: false });
	expect(watermarkOf(second)).toBe(START + 1000 - LOOK_BACK);
});

test.each<[string, unknown]>([
	['none', undefined],
	['one of another event', { ...freshState('b', START) }],
	['a broken one', { signature: 'a', watermark: 'never', seen: {} }],
	['half of one', { signature: 'a', watermark: isoOf(START) }],
])('%s is no state to go on from', (_name, value) => expect(keptState(value, 'a')).toBeUndefined());
