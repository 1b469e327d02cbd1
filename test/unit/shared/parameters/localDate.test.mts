import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { readDateTime } from '../../../../nodes/IscPollTrigger/parameters/readDateTime.ts';
import { toIsoDateTime } from '../../../../nodes/shared/parameters/parse.ts';

/** Seasons in which n8n can be started: Luxon takes the offset of that time as its first guess. */
const SEASONS = { summer: '2026-07-01T00:00:00Z', winter: '2026-01-01T00:00:00Z' };

afterEach(() => {
	Settings.now = () => Date.now();
	Settings.resetCaches();
});

describe.each(Object.entries(SEASONS))('in a process started in northern %s', (_name, now) => {
	beforeEach(() => {
		Settings.resetCaches();
		Settings.now = () => Date.parse(now);
	});

	test.each([
		// Skipped: the moment of the change.
		['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-03-29T02:30:15.5', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
		['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
		['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
		['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
		['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
		// Twice: the first one.
		['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
		['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
		['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
		['2026-10-29T23:30', 'Africa/Cairo', '2026-10-29T20:30:00.000Z'],
		['2018-02-17T23:30', 'America/Sao_Paulo', '2018-02-18T01:30:00.000Z'],
		// Neither.
		['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
		['2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
		['2026-10-25T02:30+01:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
		['2026-10-25T02:30+02:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
		['2026-03-29T02:30Z', 'Europe/Berlin', '2026-03-29T02:30:00.000Z'],
	])('%s in %s is %s', (text, zone, expected) => {
		expect(toIsoDateTime(text, zone)).toBe(expected);
		expect(new Date(readDateTime('Start Date', ` ${text} `, zone)).toISOString()).toBe(expected);
	});
});

test('each local time is the first moment that has it or a later one', () => {
	const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'];
	const days = { min: new Date('1970-01-02'), max: new Date('2037-12-30'), noInvalidDate: true };
	fc.assert(
		fc.property(fc.date(days), fc.constantFrom(...zones), (date, zone) => {
			const text = date.toISOString().slice(0, 16);
			const found = DateTime.fromISO(toIsoDateTime(text, zone)!, { zone });
			const local = (minutes: number) =>
				found.plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm", { locale: 'en' });
			expect(local(0) >= text).toBe(true);
			for (const minutes of [-1, -30, -60, -90, -300]) expect(local(minutes) < text).toBe(true);
		}),
		{ numRuns: 2_000 },
	);
});
