import { ConcurrencyPool } from '../../../../../nodes/shared/api/concurrency/concurrencyPool.ts';

const flushPromises = async () => await new Promise((resolve) => setImmediate(resolve));

/** Creates a pool and records the admitted tasks. */
function useSlots(limit: () => number, signal = new AbortController().signal) {
	const slots = new ConcurrencyPool(limit, signal);
	const admitted: number[] = [];
	const runTask = async (name: number) => {
		const release = await slots.acquire();
		admitted.push(name);
		return release;
	};
	return { slots, admitted, runTask };
}

test('admits tasks up to the limit, in order', async () => {
	const { admitted, runTask } = useSlots(() => 2);
	const [first] = [runTask(1), runTask(2), runTask(3), runTask(4)];
	await flushPromises();
	expect(admitted).toEqual([1, 2]);
	(await first)();
	await flushPromises();
	expect(admitted).toEqual([1, 2, 3]);
});

test('counts a slot once if it is released twice', async () => {
	const { admitted, runTask } = useSlots(() => 1);
	const [first] = [runTask(1), runTask(2), runTask(3)];
	const release = await first;
	release();
	release();
	await flushPromises();
	expect(admitted).toEqual([1, 2]);
});

test('admits more tasks after the limit increased', async () => {
	let limit = 1;
	const { slots, admitted, runTask } = useSlots(() => limit);
	for (const name of [1, 2, 3, 4]) void runTask(name);
	await flushPromises();
	limit = 3;
	slots.admit();
	await flushPromises();
	expect(admitted).toEqual([1, 2, 3]);
});

test('rejects waiting and later tasks once aborted', async () => {
	const controller = new AbortController();
	const { runTask } = useSlots(() => 1, controller.signal);
	const release = await runTask(1);
	const waiting = runTask(2);
	controller.abort();
	await expect(waiting).rejects.toThrow('cancelled');
	release();
	await expect(runTask(3)).rejects.toThrow('cancelled');
});
