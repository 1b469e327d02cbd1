export type OrderedTask<T> = () => Promise<T>;

interface RunningTask<T> {
	result: Promise<T>;
	hasFinished: boolean;
}

/**
 * Default number of results that are kept while an earlier task runs: as many as the rate limit allows in 10 seconds.
 */
const DEFAULT_MAX_BUFFERED = 100;

/**
 * Runs tasks at the same time and yields their results in the order of the tasks.
 * @param next returns the next task; undefined if there is none, at least until the current results are consumed
 * @param getConcurrency returns how many tasks can run, and how many results can wait for a slow consumer
 * @param maxBuffered number of further results that can wait while an earlier task runs; limits the memory
 * @throws the error of the first failed task, at its position; no task is started after that
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
