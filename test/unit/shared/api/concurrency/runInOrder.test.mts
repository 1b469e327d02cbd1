import fc from '../../../../fastCheck.mts';
import {
	runInOrder,
	type OrderedTask,
} from '../../../../../nodes/shared/api/concurrency/runInOrder.ts';

const waitTicks = async (ticks: number) => {
	for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
};

/** Creates tasks with different durations. Records which were started, and how many ran at the same time. */
function createTasks(durations: number[], failingIndex?: number) {
	const started: number[] = [];
	let running = 0;
	let maxRunning = 0;
	let index = 0;
	const next = (): OrderedTask<number> | undefined => {
		const taskIndex = index++;
		if (taskIndex >= durations.length) return undefined;
		return async () => {
			started.push(taskIndex);
			maxRunning = Math.max(maxRunning, ++running);
			await waitTicks(durations[taskIndex]!);
			running--;
			if (taskIndex === failingIndex) throw new Error(`task ${taskIndex}`);
			return taskIndex;
		};
	};
	return { next, started, maxRunning: () => maxRunning };
}

async function collect<T>(results: AsyncIterable<T>) {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

test('yields results in the order of the tasks, within the concurrency', async () => {
	const durations = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(durations, fc.integer({ min: 1, max: 8 }), async (ticks, width) => {
			const { next, maxRunning } = createTasks(ticks);
			expect(await collect(runInOrder(next, () => width))).toEqual([...ticks.keys()]);
			expect(maxRunning()).toBeLessThanOrEqual(width);
			if (ticks.length > 0) expect(maxRunning()).toBeGreaterThan(0);
		}),
	);
});

test('runs tasks at the same time', async () => {
	const { next, maxRunning } = createTasks(Array<number>(20).fill(50));
	await collect(runInOrder(next, () => 5));
	expect(maxRunning()).toBe(5);
});

test('starts no further tasks while a slow consumer has unread results', async () => {
	const { next, started } = createTasks(Array<number>(20).fill(0));
	const results = runInOrder(next, () => 3);
	await results.next();
	await waitTicks(100);
	expect(started).toHaveLength(3);
});

describe('while an earlier task runs', () => {
	/** Creates a task that runs until `finishFirst` is called, followed by tasks that finish immediately. */
	function createSlowFirstTasks(count: number) {
		let started = 0;
		let finishFirst = () => {};
		const slow = new Promise<void>((resolve) => (finishFirst = resolve));
		const next = () => {
			const taskIndex = started;
			if (taskIndex === count) return undefined;
			started++;
			return async () => {
				if (taskIndex === 0) await slow;
				return taskIndex;
			};
		};
		return { next, finishFirst, started: () => started };
	}

	test('runs the other tasks', async () => {
		const { next, finishFirst, started } = createSlowFirstTasks(60);
		const reading = collect(runInOrder(next, () => 3));
		await waitTicks(1000);
		expect(started()).toBe(60);
		finishFirst();
		expect(await reading).toEqual([...Array(60).keys()]);
	});

	test('keeps at most maxBuffered results', async () => {
		const { next, finishFirst, started } = createSlowFirstTasks(60);
		const reading = collect(runInOrder(next, () => 3, 10));
		await waitTicks(1000);
		expect(started()).toBe(13);
		finishFirst();
		expect(await reading).toHaveLength(60);
	});

	test('keeps one window of the rate limit by default', async () => {
		const { next, finishFirst, started } = createSlowFirstTasks(1000);
		const reading = collect(runInOrder(next, () => 3));
		await waitTicks(5000);
		expect(started()).toBe(103);
		finishFirst();
		expect(await reading).toHaveLength(1000);
	});

	test('starts no task after a failure, even before the failure is reported', async () => {
		const { next, started } = createSlowFirstTasks(60);
		let index = 0;
		const nextFailing = () => {
			const task = next();
			return index++ === 5 ? async () => await Promise.reject(new Error('task 5')) : task;
		};
		void collect(runInOrder(nextFailing, () => 2));
		await waitTicks(1000);
		expect(started()).toBeLessThanOrEqual(7);
	});
});

test('throws a failure at its position, and starts no task after it', async () => {
	const { next, started } = createTasks(Array<number>(50).fill(3), 7);
	const seen: number[] = [];
	const reading = (async () => {
		for await (const result of runInOrder(next, () => 4)) seen.push(result);
	})();
	await expect(reading).rejects.toThrow('task 7');
	expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
	await waitTicks(100);
	expect(started.length).toBeLessThanOrEqual(11);
});

test('asks for tasks again after a result was consumed', async () => {
	let consumed = 0;
	let created = 0;
	const next = () => {
		// Only one at a time, although three are allowed.
		if (created > consumed || created === 4) return undefined;
		const taskIndex = created++;
		return async () => taskIndex;
	};
	const seen: number[] = [];
	for await (const result of runInOrder(next, () => 3)) {
		seen.push(result);
		consumed++;
	}
	expect(seen).toEqual([0, 1, 2, 3]);
});
