import { DateTime } from 'luxon';

/** Clock of the polls. Tests replace it. */
export const pollClock = {
	now: (): DateTime => DateTime.utc(),
};
