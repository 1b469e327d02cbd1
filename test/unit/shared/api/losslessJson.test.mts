import fc from '../../../fastCheck.mts';
import { parseJsonText } from '../../../../nodes/shared/api/losslessJson.ts';

test.each<[string, string, unknown]>([
	['beyond 2^53', '{"pwdLastSet":133512345678901234}', { pwdLastSet: '133512345678901234' }],
	['beyond 2^63', '[12345678901234567890]', ['12345678901234567890']],
	['below zero', '[-9223372036854775808]', ['-9223372036854775808']],
	['after blanks', '{ "a" :\n 12345678901234567890 }', { a: '12345678901234567890' }],
	['on its own', '12345678901234567890', '12345678901234567890'],
	[
		'that JavaScript happens to hold, like its neighbors',
		'[9007199254740992]',
		['9007199254740992'],
	],
	['too large', '{"a":1e400,"b":-1E+999}', { a: '1e400', b: '-1E+999' }],
	['too large on its own', '1e400', '1e400'],
	['too close to zero', '[1e-400, -0.5e-999]', ['1e-400', '-0.5e-999']],
	['with more decimals than fit', '[1234567890123456.789]', ['1234567890123456.789']],
])('converts a number to text: %s', (_what, text, body) => {
	expect(parseJsonText(text)).toEqual({ body, longNumbers: true });
});

test.each<[string, string, unknown]>([
	['at the end of the range', '[9007199254740991,-9007199254740991]', [2 ** 53 - 1, 1 - 2 ** 53]],
	[
		'with decimals that fit',
		'[0.30000000000000004,12345.6789012345]',
		[0.1 + 0.2, 12345.6789012345],
	],
	['with zeros at its ends', '[1.1000000000000000000]', [1.1]],
	['zero with an exponent', '[0e999,0.0e-400,1e100]', [0, 0, 1e100]],
	['in text', '["1e400"," 1e400,2e500"]', ['1e400', ' 1e400,2e500']],
	['with an exponent', '[1.7976931348623157e308,5e-324]', [Number.MAX_VALUE, 5e-324]],
	[
		'within text',
		'{"a":"12345678901234567890","b":" :12345678901234567890"}',
		{
			a: '12345678901234567890',
			b: ' :12345678901234567890',
		},
	],
	['within text with quotes', '["x\\":12345678901234567890,\\\\"]', ['x":12345678901234567890,\\']],
])('keeps a number: %s', (_what, text, body) => {
	expect(parseJsonText(text)).toEqual({ body });
});

test.each(['', '{', '[12345678901234567890', 'undefined'])('returns undefined for %j', (text) => {
	expect(parseJsonText(text)).toBeUndefined();
});

test('parses JSON without long numbers like JSON.parse', () => {
	const short = fc.json().filter((json) => !/\d{16}/.test(json));
	fc.assert(
		fc.property(short, fc.bigInt(), (json, number) => {
			expect(parseJsonText(json)?.body).toEqual(JSON.parse(json));
			const list = parseJsonText(`[${json},${number}]`)?.body as unknown[];
			expect(list[0]).toEqual(JSON.parse(json));
			expect(String(list[1])).toBe(String(number));
		}),
	);
});

test('parses many megabytes of text next to a long number', () => {
	const long = 'x\\"'.repeat(2_000_000);
	const parsed = parseJsonText(`{"text":"${long}","n":12345678901234567890}`)?.body;
	expect(parsed).toMatchObject({ n: '12345678901234567890' });
});
