import { DateTime } from 'luxon';

/** The one place where a poll asks for the time; tests put their own in. */
export const pollClock = {
	now: (): DateTime => DateTime.utc(),
};
