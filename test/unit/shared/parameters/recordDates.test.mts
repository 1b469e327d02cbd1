import { isDateOnly, parseRecordDate } from '../../../../nodes/shared/parameters/recordDates.ts';

const EXPECTED = Date.parse('2009-11-10T23:00:00Z');

test.each<[unknown, number]>([
	['2009-11-10T23:00:00Z', 0],
	['2009-11-10T23:00:00.000Z', 0],
	['2009-11-11T00:00:00+01:00', 0],
	['2009-11-10T23:00:00+00:00', 0],
	['2009-11-10T23:00:00+0000', 0],
	['2009-11-10T18:00:00-05', 0],
	// Dates without an offset are in UTC, in any time zone of the process.
	['2009-11-10T23:00:00', 0],
	['2009-11-10T23:00', 0],
	['2009-11-10 23:00:00.000', 0],
	['2009-11-10 23:00:00,250', 250],
	['2009-11-10T23:00:00.250999Z', 250],
	['2009-11-10T23:00:00.250999999Z', 250],
	// The format of Go.
	['2009-11-10 23:00:00 +0000 UTC', 0],
	['2009-11-11 00:00:00.25 +0100 CET', 250],
	['2009-11-10 23:00:00 UTC', 0],
	['Tue, 10 Nov 2009 23:00:00 GMT', 0],
	[EXPECTED, 0],
	[String(EXPECTED), 0],
	[EXPECTED / 1000, 0],
	[String(EXPECTED / 1000), 0],
	[EXPECTED / 1000 + 0.25, 250],
	[(EXPECTED + 250) * 1000, 250],
	[` ${EXPECTED} `, 0],
])('parses %p', (value, extraMs) => expect(parseRecordDate(value)).toBe(EXPECTED + extraMs));

test('parses a date without time as its midnight', () => {
	expect(parseRecordDate('2009-11-10')).toBe(Date.parse('2009-11-10T00:00:00Z'));
	expect(['2009-11-10', '2009-11-10T23:00:00Z', EXPECTED].map(isDateOnly)).toEqual([
		true,
		false,
		false,
	]);
});

test.each([
	[''],
	['soon'],
	[null],
	[{}],
	[true],
	[NaN],
	['12'],
	['12:30'],
	['2009-13-10T23:00:00Z'],
])('returns undefined for %p', (value) => expect(parseRecordDate(value)).toBeUndefined());
