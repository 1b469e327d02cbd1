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
])('%s', (_what, value, expected) => {
	expect(parseJson(value, 'Body')).toEqual(expected);
});

test.each(['{name: 1}', "{'a': 1}", '{"a": 1,}', '[object Object]', 'text', '{"a": }'])(
	'%s is refused, with the parameter and what is wrong',
	(value) => {
		const read = () => parseJson(value, 'Query Parameters');
		expect(read).toThrow(ParameterError);
		expect(read).toThrow("'Query Parameters' is not valid JSON");
		expect(read).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(/JSON.*double quotes/) as string,
			}) as Error,
		);
	},
);

test('query parameters are an object, or nothing', () => {
	expect(parseJsonQuery('{"limit": 5}')).toEqual({ limit: 5 });
	expect(parseJsonQuery({ limit: 5 })).toEqual({ limit: 5 });
	expect(parseJsonQuery(' ')).toEqual({});
});

test.each([['[1]'], ['"a"'], ['5'], [[1]]])('%j is no query', (value) => {
	expect(() => parseJsonQuery(value)).toThrow("'Query Parameters' is no JSON object");
});
