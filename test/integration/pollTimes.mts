export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Start time of each test. */
export const began = Math.floor(Date.now() / SECOND) * SECOND;
export const iso = (millis: number) => new Date(millis).toISOString();

/** Time of the trigger and the tenant. Only tests change it. */
export const world = { time: began };
