import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { parseJson, parseJsonQuery } from '../../../../nodes/shared/parameters/json.ts';

test.each<[string, unknown, unknown]>([
	['an object', '{"a": 1}', { a: 1 }],
	['an empty object', '{}', {}],
	['an empty list', '[]', []],
	['null as text', 'null', null],
	['zero as text', '0', 0],
	['text in quotes', '"a"', 'a'],
	['an object of an expression', { a: 1 }, { a: 1 }],
	['zero of an expression', 0, 0],
	['false of an expression', false, false],
	['nothing', '', undefined],
	['blank', ' \n', undefined],
	['null of an expression', null, undefined],
	['undefined', undefined, undefined],
])('parses %s', (_what, value, expected) => {
	expect(parseJson(value, 'Body')).toEqual(expected);
});

test.each(['{name: 1}', "{'a': 1}", '{"a": 1,}', '[object Object]', 'text', '{"a": }'])(
	'rejects %s with the parameter and the reason',
	(value) => {
		const parse = () => parseJson(value, 'Query Parameters');
		expect(parse).toThrow(ParameterError);
		expect(parse).toThrow("'Query Parameters' isn't valid JSON");
		expect(parse).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(/JSON.*double quotes/) as string,
			}) as Error,
		);
	},
);

test('accepts an object or nothing as query parameters', () => {
	expect(parseJsonQuery('{"limit": 5}')).toEqual({ limit: 5 });
	expect(parseJsonQuery({ limit: 5 })).toEqual({ limit: 5 });
	expect(parseJsonQuery(' ')).toEqual({});
});

test.each([['[1]'], ['"a"'], ['5'], [[1]]])('rejects %j as query parameters', (value) => {
	expect(() => parseJsonQuery(value)).toThrow("'Query Parameters' must be a JSON object");
});
