import fc from 'fast-check';

import { parseJson } from '../../../nodes/client/exactJson.ts';

test.each([
	['133512345678901234', '133512345678901234'],
	['-12345678901234567890', '-12345678901234567890'],
	['9007199254740992', '9007199254740992'],
	['9007199254740991', 9007199254740991],
	['-9007199254740991', -9007199254740991],
	['1234567890123456.5', 1234567890123456.5],
	['1234567890123456e2', 123456789012345600],
	['0.1234567890123456', 0.1234567890123456],
	['"12345678901234567890"', '12345678901234567890'],
	['"a\\":12345678901234567890,"', 'a":12345678901234567890,'],
])('%s', (text, value) => {
	expect(parseJson(text)).toBe(value);
	expect(parseJson(`{"a":[ ${text},${text} ],"b":${text}}`)).toEqual({
		a: [value, value],
		b: value,
	});
});

test.each(['[12345678901234567890', '00012345678901234567', '{"a":1 12345678901234567890}'])(
	'%s is still refused',
	(text) => expect(() => parseJson(text)).toThrow(SyntaxError),
);

test('anything without such integers is parsed as by JavaScript', () => {
	const isExact = (value: unknown): boolean =>
		!/(?<![.\deE+])\d{16,}(?![.\deE])/.test(JSON.stringify(value));
	fc.assert(
		fc.property(fc.jsonValue().filter(isExact), (value) => {
			const text = JSON.stringify(['1234567890123456', value]);
			expect(parseJson(text)).toEqual(JSON.parse(text));
		}),
	);
});
