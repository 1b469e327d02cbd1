export type OrderedTask<T> = () => Promise<T>;

interface RunningTask<T> {
	result: Promise<T>;
	hasFinished: boolean;
}

/** Results kept behind a slow task: as many as ISC's rate limit lets come in while it takes 10 seconds. */
const DEFAULT_MAX_BUFFERED = 100;

/**
 * Runs tasks at the same time and gives their results in the order of the tasks.
 * @param next the next task; undefined where there is none, at least until the results so far are taken
 * @param getConcurrency how many tasks may run; also how many may be ahead of a taker who is slow
 * @param maxBuffered how many more may be done and kept while the first of them still runs: what bounds memory
 * @throws what the first task that fails throws, in its place; no task is started after that
 */
export async function* runInOrder<T>(
	next: () => OrderedTask<T> | undefined,
	getConcurrency: () => number,
	maxBuffered = DEFAULT_MAX_BUFFERED,
): AsyncGenerator<T, void, undefined> {
	const pending: Array<RunningTask<T>> = [];
	let running = 0;
	let hasFailed = false;
	let notify = () => {};

	function start(task: OrderedTask<T>): RunningTask<T> {
		const started = { result: task(), hasFinished: false };
		const finish = () => {
			running--;
			started.hasFinished = true;
			notify();
		};
		running++;
		started.result.then(finish, () => {
			hasFailed = true;
			finish();
		});
		return started;
	}

	function canStart(): boolean {
		if (hasFailed || running >= getConcurrency()) return false;
		const isFirstRunning = pending[0]?.hasFinished === false;
		return pending.length < getConcurrency() + (isFirstRunning ? maxBuffered : 0);
	}

	for (;;) {
		while (canStart()) {
			const task = next();
			if (!task) break;
			pending.push(start(task));
		}
		const [first] = pending;
		if (!first) return;
		if (first.hasFinished) {
			pending.shift();
			yield await first.result;
		} else {
			await new Promise<void>((resolve) => (notify = resolve));
		}
	}
}
