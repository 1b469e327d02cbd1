import type { Logger } from 'n8n-workflow';

/** What was refused of one trigger since it was last told. */
interface Refused {
	/** Milliseconds; until then, refusals are counted only. */
	quietUntil: number;
	count: number;
}

const refusedHere = new Map<string, Refused>();
const QUIET = 60_000;
const MOST_KEPT = 1_000;

/**
 * Tells the log of a refused request, at most once a minute for each trigger: the URL is open to anybody.
 * @param node tells the node from others of the process
 */
export function logRefusal(
	logger: Pick<Logger, 'warn'>,
	node: string,
	name: string,
	reason: string,
): void {
	const now = Date.now();
	const { quietUntil, count } = refusedHere.get(node) ?? { quietUntil: 0, count: 0 };
	if (now < quietUntil) {
		refusedHere.set(node, { quietUntil, count: count + 1 });
		return;
	}
	refusedHere.delete(node);
	refusedHere.set(node, { quietUntil: now + QUIET, count: 0 });
	if (refusedHere.size > MOST_KEPT) refusedHere.delete(refusedHere.keys().next().value!);
	const more = count > 0 ? ` (and ${count} more since the last message)` : '';
	logger.warn(
		`'${name}' refused a request${more}: ${reason}. If it came from ISC, publish the workflow again: that gives ISC the secret anew.`,
	);
}
