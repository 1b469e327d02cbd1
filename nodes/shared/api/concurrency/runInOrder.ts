export type OrderedTask<T> = () => Promise<T>;

interface Started<T> {
	result: Promise<T>;
	hasEnded: boolean;
}

/** Results kept behind a slow task: as many as ISC's rate limit lets come in while it takes 10 seconds. */
const HELD = 100;

/**
 * Runs tasks at the same time and gives their results in the order of the tasks.
 * @param next the next task; undefined where there is none, at least until the results so far are taken
 * @param getConcurrency how many tasks may run; also how many may be ahead of a taker who is slow
 * @param held how many more may be done and kept while the first of them still runs: what bounds memory
 * @throws what the first task that fails throws, in its place; no task is started after that
 */
export async function* runInOrder<T>(
	next: () => OrderedTask<T> | undefined,
	getConcurrency: () => number,
	held = HELD,
): AsyncGenerator<T, void, undefined> {
	const ahead: Array<Started<T>> = [];
	let running = 0;
	let hasFailed = false;
	let notify = () => {};

	function start(task: OrderedTask<T>): Started<T> {
		const started = { result: task(), hasEnded: false };
		const end = () => {
			running--;
			started.hasEnded = true;
			notify();
		};
		running++;
		started.result.then(end, () => {
			hasFailed = true;
			end();
		});
		return started;
	}

	function mayStart(): boolean {
		if (hasFailed || running >= getConcurrency()) return false;
		const isHeldUp = ahead[0]?.hasEnded === false;
		return ahead.length < getConcurrency() + (isHeldUp ? held : 0);
	}

	for (;;) {
		while (mayStart()) {
			const task = next();
			if (!task) break;
			ahead.push(start(task));
		}
		const [first] = ahead;
		if (!first) return;
		if (first.hasEnded) {
			ahead.shift();
			yield await first.result;
		} else {
			await new Promise<void>((resolve) => (notify = resolve));
		}
	}
}
