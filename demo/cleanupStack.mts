type Task = () => unknown;

/** What has to be undone at the end, whichever end that is; the last that was added is undone first. */
export class CleanupStack {
	private readonly tasks: Task[] = [];
	private running: Promise<void> | undefined;

	/** Adds something to undo. Once the end has come, it is undone at once. */
	add(task: Task): void {
		if (this.running) void Promise.resolve(task());
		else this.tasks.push(task);
	}

	/** Undoes everything, once. */
	run(): Promise<void> {
		this.running ??= this.undoAll();
		return this.running;
	}

	private async undoAll(): Promise<void> {
		for (const task of this.tasks.reverse()) {
			try {
				await task();
			} catch (error) {
				console.error(`While cleaning up: ${(error as Error).message}`);
			}
		}
	}
}
