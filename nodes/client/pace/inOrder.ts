export type Task<T> = () => Promise<T>;

/**
 * Runs tasks side by side and gives their results in the order of the tasks.
 * @param next the next task; undefined where there is none, at least until the results so far are taken
 * @param width how many tasks may be under way or done and not yet taken: what bounds memory
 * @throws what the first task that fails throws, in its place; no task is started after that
 */
export async function* inOrder<T>(
	next: () => Task<T> | undefined,
	width: () => number,
): AsyncGenerator<T, void, undefined> {
	const ahead: Array<Promise<T>> = [];
	for (;;) {
		while (ahead.length < width()) {
			const task = next();
			if (!task) break;
			const result = task();
			// It may fail before its turn, or after one before it has ended all.
			result.catch(() => {});
			ahead.push(result);
		}
		const first = ahead.shift();
		if (!first) return;
		yield await first;
	}
}
