import { DateTime } from 'luxon';

/**
 * Parses an ISO 8601 date. Text without an offset is a local time of the zone: if clocks are set back, a time occurs
 * twice, and this is the first one. If they are set forward, a time is skipped, and this is the moment of the change.
 * Luxon would choose between the two times by the season in which n8n was started. It would move a skipped time by the
 * length of the gap, so a trigger would miss records since the change.
 * @param zone time zone of text without an offset
 */
export function parseLocalDate(text: string, zone: string): DateTime {
	const date = DateTime.fromISO(text, { zone, setZone: true });
	// The text has an offset, or the zone never changes.
	if (!date.isValid || date.isOffsetFixed) return date;
	const [first = date] = date.getPossibleOffsets();
	const moved = toLocalMillis(first) - DateTime.fromISO(text, { zone: 'utc' }).toMillis();
	return moved > 0 ? findChange(first, moved) : first;
}

/** Returns the local time as if it were in UTC. */
const toLocalMillis = (date: DateTime) => date.setZone('utc', { keepLocalTime: true }).toMillis();

/**
 * Returns when the clocks were set to the offset of a date. Time zones change at whole minutes.
 * @param within maximum time before the date, in milliseconds
 */
function findChange(date: DateTime, within: number): DateTime {
	const earliest = date.toMillis() - within;
	let change = date;
	for (let next = date.startOf('minute'); next.toMillis() >= earliest; ) {
		if (next.offset !== date.offset) break;
		change = next;
		next = next.minus({ minutes: 1 });
	}
	return change;
}
