import fc from 'fast-check';

import { inOrder, type Task } from '../../../../nodes/client/pace/inOrder.ts';

const later = async (ticks: number) => {
	for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
};

/** Tasks of different length, how many ran at a time, and which were started. */
function tasksOf(lengths: number[], fails?: number) {
	const started: number[] = [];
	let running = 0;
	let most = 0;
	let index = 0;
	const next = (): Task<number> | undefined => {
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

test('results come in the order of the tasks, no more at a time than wide', async () => {
	const lengths = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(lengths, fc.integer({ min: 1, max: 8 }), async (ticks, width) => {
			const { next, most } = tasksOf(ticks);
			expect(await collect(inOrder(next, () => width))).toEqual([...ticks.keys()]);
			expect(most()).toBeLessThanOrEqual(width);
			if (ticks.length > 0) expect(most()).toBeGreaterThan(0);
		}),
	);
});

test('tasks do run side by side', async () => {
	const { next, most } = tasksOf(Array<number>(20).fill(50));
	await collect(inOrder(next, () => 5));
	expect(most()).toBe(5);
});

test('what is done and not taken counts: a slow taker holds up the rest', async () => {
	const { next, started } = tasksOf(Array<number>(20).fill(0));
	const results = inOrder(next, () => 3);
	await results.next();
	await later(100);
	expect(started).toHaveLength(3);
});

test('a failure comes in its place, and no task is started after it', async () => {
	const { next, started } = tasksOf(Array<number>(50).fill(3), 7);
	const seen: number[] = [];
	const reading = (async () => {
		for await (const result of inOrder(next, () => 4)) seen.push(result);
	})();
	await expect(reading).rejects.toThrow('task 7');
	expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
	await later(100);
	expect(started.length).toBeLessThanOrEqual(11);
});

test('who has no task now may have one when results are taken', async () => {
	let taken = 0;
	let given = 0;
	const next = () => {
		// One at a time, though three would be allowed.
		if (given > taken || given === 4) return undefined;
		const mine = given++;
		return async () => mine;
	};
	const seen: number[] = [];
	for await (const result of inOrder(next, () => 3)) {
		seen.push(result);
		taken++;
	}
	expect(seen).toEqual([0, 1, 2, 3]);
});
