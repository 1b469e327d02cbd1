import type { Logger } from 'n8n-workflow';

/** Refused requests of one trigger since the last log message. */
interface Refused {
	/** Epoch milliseconds; until then, refusals are only counted. */
	quietUntil: number;
	count: number;
}

const refusedHere = new Map<string, Refused>();
const QUIET = 60_000;
const MOST_KEPT = 1_000;

/**
 * Logs a refused request, at most once per minute and trigger: anybody can send requests to the URL.
 * @param node identifies the node within the process
 */
export function logRejection(
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
		`'${name}' refused a request${more}: ${reason}. If ISC sent it, publish the workflow again to send ISC the current secret.`,
	);
}
