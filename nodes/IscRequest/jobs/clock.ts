import { getMonotonicTime } from '../../client/pace/monotonic';

/** The clock by which a wait is measured, in milliseconds: setting the clock of the machine changes nothing. */
export const clock = { now: getMonotonicTime };
