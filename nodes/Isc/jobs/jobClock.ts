import { getMonotonicTime } from '../../shared/api/monotonicTime';

/** Measures how long a job has been waited for, in milliseconds. Tests let it run ahead, so that hours pass at once. */
export const clock = { now: getMonotonicTime };
