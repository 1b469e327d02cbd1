import { ConcurrencyPool } from '../../../../../nodes/shared/api/concurrency/concurrencyPool.ts';

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

/** Takes slots and notes who got one. */
function useSlots(limit: () => number, signal = new AbortController().signal) {
	const slots = new ConcurrencyPool(limit, signal);
	const admitted: number[] = [];
	const take = async (name: number) => {
		const release = await slots.acquire();
		admitted.push(name);
		return release;
	};
	return { slots, admitted, take };
}

test('admits tasks up to the limit, in order', async () => {
	const { admitted, take } = useSlots(() => 2);
	const [first] = [take(1), take(2), take(3), take(4)];
	await settle();
	expect(admitted).toEqual([1, 2]);
	(await first)();
	await settle();
	expect(admitted).toEqual([1, 2, 3]);
});

test('counts a slot once if it is released twice', async () => {
	const { admitted, take } = useSlots(() => 1);
	const [first] = [take(1), take(2), take(3)];
	const release = await first;
	release();
	release();
	await settle();
	expect(admitted).toEqual([1, 2]);
});

test('admits more tasks after the limit increased', async () => {
	let limit = 1;
	const { slots, admitted, take } = useSlots(() => limit);
	for (const name of [1, 2, 3, 4]) void take(name);
	await settle();
	limit = 3;
	slots.admit();
	await settle();
	expect(admitted).toEqual([1, 2, 3]);
});

test('rejects waiting and later tasks once aborted', async () => {
	const controller = new AbortController();
	const { take } = useSlots(() => 1, controller.signal);
	const release = await take(1);
	const waiting = take(2);
	controller.abort();
	await expect(waiting).rejects.toThrow('cancelled');
	release();
	await expect(take(3)).rejects.toThrow('cancelled');
});
