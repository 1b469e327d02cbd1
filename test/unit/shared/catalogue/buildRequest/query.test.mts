import { ParameterError } from '../../../../../nodes/shared/parameters/parameterError.ts';
import { buildQuery } from '../../../../../nodes/shared/catalogue/buildRequest/query.ts';

test.each<[string, Array<[string, unknown]>, object]>([
	['nothing', [], {}],
	[
		'text, number and boolean',
		[
			['a', 'x'],
			['b', 0],
			['c', false],
		],
		{ a: 'x', b: 0, c: false },
	],
	['text as it is', [['filters', ' name eq "a&b#c%20" ']], { filters: ' name eq "a&b#c%20" ' }],
	['a list', [['a', ['x', 1, true]]], { a: ['x', 1, true] }],
	['a list of one', [['a', ['x']]], { a: 'x' }],
	['an empty list', [['a', []]], {}],
	[
		'a name that comes twice',
		[
			['a', 'x'],
			['b', 'y'],
			['a', 'z'],
		],
		{ a: ['x', 'z'], b: 'y' },
	],
	[
		'the same value twice',
		[
			['a', 'x'],
			['a', 'x'],
		],
		{ a: ['x', 'x'] },
	],
	[
		'a list and a value',
		[
			['a', ['x', 'y']],
			['a', 'z'],
		],
		{ a: ['x', 'y', 'z'] },
	],
	[
		'values that are not set',
		[
			['a', ''],
			['b', null],
			['c', undefined],
		],
		{},
	],
	['values that are not set, in a list', [['a', ['', null, 'x']]], { a: 'x' }],
	['a date', [['a', new Date(0)]], { a: '1970-01-01T00:00:00.000Z' }],
])('%s', (_what, pairs, query) => {
	expect(buildQuery(pairs)).toEqual(query);
});

test.each([
	['NaN', NaN],
	['infinity', Infinity],
	['an object', { a: 1 }],
	['an object in a list', [{ a: 1 }]],
	['a list in a list', [['a']]],
	['a function', () => 1],
	['a big integer', 1n],
])('rejects %s', (_what, value) => {
	expect(() => buildQuery([['a', value]])).toThrow(ParameterError);
	expect(() => buildQuery([['a', value]])).toThrow("'a' must be text, a number, or a boolean");
});

test('accepts __proto__ as a name', () => {
	expect(Object.entries(buildQuery([['__proto__', 'x']]))).toEqual([['__proto__', 'x']]);
});
