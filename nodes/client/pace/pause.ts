import { sleep } from 'n8n-workflow';

import { Cancelled } from '../errors/failures';

/** The host's sleep cannot be ended early; in short pieces, none outlives a stopped execution by long. */
const PIECE = 500;

/**
 * Waits, unless the execution is stopped.
 * @throws Cancelled as soon as the signal is aborted
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal?.addEventListener('abort', stop, { once: true });
	try {
		for (let left = ms; left > 0 && !signal?.aborted; left -= PIECE) {
			await Promise.race([sleep(Math.min(left, PIECE)), stopped]);
		}
	} finally {
		signal?.removeEventListener('abort', stop);
	}
	if (signal?.aborted) throw new Cancelled();
}
