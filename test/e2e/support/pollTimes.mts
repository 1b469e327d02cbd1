const TWO_WEEKS_MS = 14 * 86_400_000;

/**
 * Returns the poll times of a trigger that polls only when n8n publishes it or starts: the next time is two weeks away, in
 * every time zone.
 */
export function createDistantPollTimes() {
	const dayOfMonth = new Date(Date.now() + TWO_WEEKS_MS).getUTCDate();
	return { item: [{ mode: 'everyMonth', dayOfMonth, hour: 12, minute: 0 }] };
}
