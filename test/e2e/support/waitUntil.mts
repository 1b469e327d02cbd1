import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/** Looks again until it holds. */
export async function waitUntil(
	test: () => boolean | Promise<boolean>,
	patience = 20_000,
): Promise<void> {
	const deadline = Date.now() + patience;
	while (!(await test())) {
		if (Date.now() > deadline) throw new Error('It did not come about in time');
		await sleep(POLL_MS);
	}
}
