import type { Logger } from 'n8n-workflow';

/** Rejected requests of one trigger since the last log message. */
interface RejectionCount {
	/** Epoch milliseconds; until then, rejections are only counted. */
	quietUntil: number;
	count: number;
}

const rejections = new Map<string, RejectionCount>();
/** Minimum time between two log messages, in ms. */
const LOG_INTERVAL_MS = 60_000;
const MAX_TRIGGERS = 1_000;

/**
 * Logs a rejected request, at most once per minute and trigger: anyone can send requests to the URL.
 * @param node identifies the node within the process
 */
export function logRejection(
	logger: Pick<Logger, 'warn'>,
	node: string,
	name: string,
	reason: string,
): void {
	const now = Date.now();
	const { quietUntil, count } = rejections.get(node) ?? { quietUntil: 0, count: 0 };
	if (now < quietUntil) {
		rejections.set(node, { quietUntil, count: count + 1 });
		return;
	}
	rejections.delete(node);
	rejections.set(node, { quietUntil: now + LOG_INTERVAL_MS, count: 0 });
	if (rejections.size > MAX_TRIGGERS) rejections.delete(rejections.keys().next().value!);
	const more = count > 0 ? ` (and ${count} more since the last message)` : '';
	logger.warn(
		`'${name}' rejected a request${more}: ${reason}. If ISC sent it, publish the workflow again to send ISC the current secret.`,
	);
}
