import { parseInteger } from '../../../../nodes/shared/parameters/parse.ts';

test.each<[unknown, number, number]>([
	[1, 1, 1],
	['50', 1, 50],
	[' 50 ', 1, 50],
	[0, 0, 0],
	['0', 0, 0],
])('%j, at least %i: %i', (value, least, number) => {
	expect(parseInteger('Limit', value, least)).toBe(number);
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
])('%j, at least %i: refused', (value, least) => {
	expect(() => parseInteger('Limit', value, least)).toThrow(
		`'Limit' is not a whole number from ${least}`,
	);
});
