import { parseEnum } from '../../../../nodes/shared/parameters/parse.ts';

const parse = (value: unknown) => parseEnum('Result', value, ['raw', 'rows'], 'rows');

test.each<[unknown, string]>([
	['raw', 'raw'],
	[' RAW ', 'raw'],
	['', 'rows'],
	[null, 'rows'],
	[undefined, 'rows'],
])('parses %j as %s', (value, expected) => expect(parse(value)).toBe(expected));

test.each<[unknown]>([['row'], [5], [{}]])('rejects %j', (value) => {
	expect(() => parse(value)).toThrow(/'Result' has an unsupported value: '.*'/);
});
