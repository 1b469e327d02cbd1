import fc from 'fast-check';

import {
	runInOrder,
	type OrderedTask,
} from '../../../../../nodes/shared/api/concurrency/runInOrder.ts';

const later = async (ticks: number) => {
	for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
};

/** Tasks of different length, how many ran at a time, and which were started. */
function tasksOf(lengths: number[], fails?: number) {
	const started: number[] = [];
	let running = 0;
	let most = 0;
	let index = 0;
	const next = (): OrderedTask<number> | undefined => {
		const mine = index++;
		if (mine >= lengths.length) return undefined;
		return async () => {
			started.push(mine);
			most = Math.max(most, ++running);
			await later(lengths[mine]!);
			running--;
			if (mine === fails) throw new Error(`task ${mine}`);
			return mine;
		};
	};
	return { next, started, most: () => most };
}

async function collect<T>(results: AsyncIterable<T>) {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

test('yields results in the order of the tasks, within the concurrency', async () => {
	const lengths = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(lengths, fc.integer({ min: 1, max: 8 }), async (ticks, width) => {
			const { next, most } = tasksOf(ticks);
			expect(await collect(runInOrder(next, () => width))).toEqual([...ticks.keys()]);
			expect(most()).toBeLessThanOrEqual(width);
			if (ticks.length > 0) expect(most()).toBeGreaterThan(0);
		}),
	);
});

test('runs tasks at the same time', async () => {
	const { next, most } = tasksOf(Array<number>(20).fill(50));
	await collect(runInOrder(next, () => 5));
	expect(most()).toBe(5);
});

test('starts no further tasks while a slow consumer has unread results', async () => {
	const { next, started } = tasksOf(Array<number>(20).fill(0));
	const results = runInOrder(next, () => 3);
	await results.next();
	await later(100);
	expect(started).toHaveLength(3);
});

describe('while an earlier task runs', () => {
	/** One task that runs until it is let go, before many that are done at once. */
	function slowFirst(count: number) {
		let started = 0;
		let letGo = () => {};
		const slow = new Promise<void>((resolve) => (letGo = resolve));
		const next = () => {
			const mine = started;
			if (mine === count) return undefined;
			started++;
			return async () => {
				if (mine === 0) await slow;
				return mine;
			};
		};
		return { next, letGo, started: () => started };
	}

	test('runs the other tasks', async () => {
		const { next, letGo, started } = slowFirst(60);
		const reading = collect(runInOrder(next, () => 3));
		await later(1000);
		expect(started()).toBe(60);
		letGo();
		expect(await reading).toEqual([...Array(60).keys()]);
	});

	test('keeps at most maxBuffered results', async () => {
		const { next, letGo, started } = slowFirst(60);
		const reading = collect(runInOrder(next, () => 3, 10));
		await later(1000);
		expect(started()).toBe(13);
		letGo();
		expect(await reading).toHaveLength(60);
	});

	test('keeps one window of the rate limit by default', async () => {
		const { next, letGo, started } = slowFirst(1000);
		const reading = collect(runInOrder(next, () => 3));
		await later(5000);
		expect(started()).toBe(103);
		letGo();
		expect(await reading).toHaveLength(1000);
	});

	test('starts no task after a failure, even before the failure is reported', async () => {
		const { next, started } = slowFirst(60);
		let index = 0;
		const failing = () => {
			const task = next();
			return index++ === 5 ? async () => await Promise.reject(new Error('task 5')) : task;
		};
		void collect(runInOrder(failing, () => 2));
		await later(1000);
		expect(started()).toBeLessThanOrEqual(7);
	});
});

test('throws a failure at its position, and starts no task after it', async () => {
	const { next, started } = tasksOf(Array<number>(50).fill(3), 7);
	const seen: number[] = [];
	const reading = (async () => {
		for await (const result of runInOrder(next, () => 4)) seen.push(result);
	})();
	await expect(reading).rejects.toThrow('task 7');
	expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
	await later(100);
	expect(started.length).toBeLessThanOrEqual(11);
});

test('asks for tasks again after a result was consumed', async () => {
	let taken = 0;
	let given = 0;
	const next = () => {
		// One at a time, though three would be allowed.
		if (given > taken || given === 4) return undefined;
		const mine = given++;
		return async () => mine;
	};
	const seen: number[] = [];
	for await (const result of runInOrder(next, () => 3)) {
		seen.push(result);
		taken++;
	}
	expect(seen).toEqual([0, 1, 2, 3]);
});
