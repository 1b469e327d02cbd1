import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
/** Long, because a busy machine must not decide about a test. */
const WAIT_TIMEOUT_MS = 120_000;

/** Waits until a condition holds. @throws after the timeout, in ms */
export async function waitUntil(
	test: () => boolean | Promise<boolean>,
	timeout = WAIT_TIMEOUT_MS,
): Promise<void> {
	const deadline = Date.now() + timeout;
	while (!(await test())) {
		if (Date.now() > deadline) throw new Error("The condition wasn't met in time");
		await sleep(POLL_MS);
	}
}
