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
])('parses %j with the default %j as %j', (value, defaultValue, expected) => {
	expect(parseBooleanParameter('Return All', value, defaultValue)).toBe(expected);
});

test.each<[unknown]>([['yes'], [1], [{}]])('rejects %j', (value) =>
	expect(() => parseBooleanParameter('Return All', value, false)).toThrow(
		/'Return All' must be true or false, not/,
	),
);
