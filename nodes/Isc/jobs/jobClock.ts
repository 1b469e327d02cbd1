import { getMonotonicTime } from '../../shared/api/monotonicTime';

/** Measures the time spent waiting for a job, in ms. Tests replace it to skip hours. */
export const clock = { now: getMonotonicTime };
