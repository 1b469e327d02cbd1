import { DateTime } from 'luxon';

/** The one place where a poll asks for the time; tests put their own in. */
export const clock = {
	now: (): DateTime => DateTime.utc(),
};
