import fc from '../../../fastCheck.mts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { parseHeaders } from '../../../../nodes/shared/parameters/headers.ts';

test.each<[string, string, unknown, object]>([
	['the name in lower case', 'Accept-Language', 'de', { 'accept-language': 'de' }],
	['a value with spaces around it', 'x-a', ' b c ', { 'x-a': 'b c' }],
	['a number', 'x-a', 5, { 'x-a': '5' }],
	['no value', 'x-a', undefined, { 'x-a': '' }],
	['Latin letters', 'x-a', 'Zoë', { 'x-a': 'Zoë' }],
	['a tab within', 'x-a', 'b\tc', { 'x-a': 'b\tc' }],
])('parses a header: %s', (_what, name, value, headers) => {
	expect(parseHeaders([{ name, value }])).toEqual(headers);
});

test('uses the last of two headers with the same name, ignoring case', () => {
	const pairs = [
		{ name: 'Accept', value: 'a' },
		{ name: 'ACCEPT', value: 'b' },
	];
	expect(parseHeaders(pairs)).toEqual({ accept: 'b' });
});

test.each([
	'authorization',
	'Authorization',
	'AUTHORIZATION',
	'aUtHoRiZaTiOn',
	'Host',
	'Content-Length',
	'Connection',
	'Transfer-Encoding',
	'Cookie',
])('rejects %s', (name) => {
	expect(() => parseHeaders([{ name, value: 'x' }])).toThrow(
		`'Headers' contains a header that n8n sets automatically: '${name}'`,
	);
});

test.each([
	'',
	'a b',
	'authorization ',
	' authorization',
	'authorization:',
	'a:b',
	'a\r\nauthorization',
	'a\n',
	'a\u0000',
	'ä',
	'(a)',
	'authori\u017fation',
])('rejects the header name %j', (name) => {
	expect(() => parseHeaders([{ name, value: 'x' }])).toThrow(/contains an invalid header name/);
});

test.each([
	'a\r\nAuthorization: Bearer x',
	'a\nb',
	'a\rb',
	'a\u0000b',
	'a\u007fb',
	'a\u2028b',
	'a\u010ab',
	'€',
	'😀',
])('rejects the value %j', (value) => {
	expect(() => parseHeaders([{ name: 'x-a', value }])).toThrow(ParameterError);
	expect(() => parseHeaders([{ name: 'x-a', value }])).toThrow(
		/contains a line break or an unsupported character in the value for 'x-a'/,
	);
});

test('accepts only headers that Node can send, and no Authorization', () => {
	const pair = fc.record({
		name: fc.oneof(fc.string(), fc.constantFrom('Authorization', 'x-a', 'X-A\n')),
		value: fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
	});
	fc.assert(
		fc.property(fc.array(pair), (pairs) => {
			try {
				const headers = new Headers(parseHeaders(pairs));
				return !headers.has('authorization');
			} catch (error) {
				return error instanceof ParameterError;
			}
		}),
	);
});
