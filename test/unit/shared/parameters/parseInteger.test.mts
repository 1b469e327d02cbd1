import { parseInteger } from '../../../../nodes/shared/parameters/parse.ts';

test.each<[unknown, number, number]>([
	[1, 1, 1],
	['50', 1, 50],
	[' 50 ', 1, 50],
	[0, 0, 0],
	['0', 0, 0],
])('parses %j with the minimum %i as %i', (value, min, number) => {
	expect(parseInteger('Limit', value, min)).toBe(number);
});

test.each<[unknown, number]>([
	[0, 1],
	[-1, 0],
	[2.5, 1],
	[NaN, 0],
	[Infinity, 1],
	['', 0],
	[null, 0],
	[undefined, 0],
	['abc', 1],
	['5 records', 1],
	[[1, 2], 1],
	[{}, 0],
	[true, 1],
	[[5], 1],
	[' ', 0],
	[new Date(0), 0],
])('rejects %j with the minimum %i', (value, min) => {
	expect(() => parseInteger('Limit', value, min)).toThrow(
		`'Limit' must be a whole number of at least ${min}, not '`,
	);
});
