import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/** Waits until a condition holds. @throws after the timeout, in ms */
export async function waitUntil(
	test: () => boolean | Promise<boolean>,
	timeout = 20_000,
): Promise<void> {
	const deadline = Date.now() + timeout;
	while (!(await test())) {
		if (Date.now() > deadline) throw new Error("The condition wasn't met in time");
		await sleep(POLL_MS);
	}
}
