import { parseEnum } from '../../../../nodes/shared/parameters/parse.ts';

const read = (value: unknown) => parseEnum('Result', value, ['raw', 'rows'], 'rows');

test.each<[unknown, string]>([
	['raw', 'raw'],
	[' RAW ', 'raw'],
	['', 'rows'],
	[null, 'rows'],
	[undefined, 'rows'],
])('parses %j as %s', (value, expected) => expect(read(value)).toBe(expected));

test.each<[unknown]>([['row'], [5], [{}]])('rejects %j', (value) => {
	expect(() => read(value)).toThrow(/'Result' has an unsupported value: '.*'/);
});
