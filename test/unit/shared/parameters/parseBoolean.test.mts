import { parseBooleanParameter } from '../../../../nodes/shared/parameters/parse.ts';

test.each<[unknown, boolean, boolean]>([
	[true, false, true],
	['true', false, true],
	[' TRUE ', false, true],
	[false, true, false],
	['false', true, false],
	[undefined, true, true],
	[null, false, false],
	['', true, true],
])('%j, usually %j: %j', (value, usual, expected) => {
	expect(parseBooleanParameter('Return All', value, usual)).toBe(expected);
});

test.each<[unknown]>([['yes'], [1], [{}]])('%j is refused', (value) =>
	expect(() => parseBooleanParameter('Return All', value, false)).toThrow(/neither true nor false/),
);
