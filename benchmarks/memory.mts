import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Resident memory of a process in bytes (Linux). */
export async function residentMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024;
}

/** Runs some work and returns the peak memory of a process meanwhile. */
export async function peakMemory<T>(
	pid: number,
	work: () => Promise<T>,
): Promise<{ peak: number; result: T }> {
	const { peaks, result } = await peakMemories([pid], work);
	return { peak: peaks[0]!, result };
}

/** Runs some work and returns the peak memory of each process meanwhile. */
export async function peakMemories<T>(
	pids: number[],
	work: () => Promise<T>,
): Promise<{ peaks: number[]; result: T }> {
	const peaks = pids.map(() => 0);
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			for (const [i, pid] of pids.entries()) {
				peaks[i] = Math.max(peaks[i]!, await residentMemory(pid));
			}
			await sleep(POLL_MS);
		}
	})();
	const result = await work().finally(() => (isOver = true));
	await watching;
	return { peaks, result };
}
