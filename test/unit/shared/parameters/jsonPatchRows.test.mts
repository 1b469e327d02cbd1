import fastJsonPatch from 'fast-json-patch';

import fc from '../../../fastCheck.mts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import {
	buildJsonPatchFromRows,
	type JsonPatchRow,
} from '../../../../nodes/shared/parameters/jsonPatchRows.ts';
import { toJsonPointer } from '../../../../nodes/shared/parameters/jsonPointer.ts';

const createReplace = (overrides: Partial<JsonPatchRow>): JsonPatchRow => ({
	op: 'replace',
	path: 'a',
	...overrides,
});

test.each<[string, JsonPatchRow, object]>([
	['text', createReplace({ value: 'x' }), { value: 'x' }],
	['empty text', createReplace({ valueType: 'string', value: '' }), { value: '' }],
	['no value as empty text', createReplace({}), { value: '' }],
	['digits as text', createReplace({ value: 12 }), { value: '12' }],
	['a number', createReplace({ valueType: 'number', value: ' -1.5 ' }), { value: -1.5 }],
	['0', createReplace({ valueType: 'number', value: 0 }), { value: 0 }],
	['a boolean', createReplace({ valueType: 'boolean', value: 'False' }), { value: false }],
	['null', createReplace({ valueType: 'null', value: 'left over' }), { value: null }],
	['JSON', createReplace({ valueType: 'json', value: ' {"b": [1]}' }), { value: { b: [1] } }],
	['JSON null', createReplace({ valueType: 'json', value: ' null ' }), { value: null }],
	['JSON false', createReplace({ valueType: 'json', value: 'false' }), { value: false }],
	['an object', createReplace({ valueType: 'json', value: { b: 1 } }), { value: { b: 1 } }],
	['null for JSON', createReplace({ valueType: 'json', value: null }), { value: null }],
])('builds a change with a value: %s', (_what, row, change) => {
	expect(buildJsonPatchFromRows([row])).toEqual([{ op: 'replace', path: '/a', ...change }]);
});

test.each([
	['name', '/name'],
	[' /attributes/city ', '/attributes/city'],
	['/list/-', '/list/-'],
	['a~b', '/a~0b'],
	['/a~1b/c~0d', '/a~1b/c~0d'],
	['~0', '/~00'],
])('converts the path %s', (path, pointer) => {
	expect(buildJsonPatchFromRows([{ op: 'remove', path }])).toEqual([
		{ op: 'remove', path: pointer },
	]);
});

test('escapes any field name', () => {
	fc.assert(
		fc.property(
			fc.string({ minLength: 1, unit: 'binary' }).filter((key) => key !== '__proto__'),
			(key) => {
				const path = toJsonPointer(key);
				const value: unknown = fastJsonPatch.getValueByPointer({ [key]: 'here' }, path);
				expect(value).toBe('here');
			},
		),
	);
});

test("sends no value for remove, and 'from' for move and copy", () => {
	const leftover = { value: 'left over', valueType: 'json' as const };
	expect(
		buildJsonPatchFromRows([
			{ op: 'remove', path: 'a', from: 'b', ...leftover },
			{ op: 'move', path: 'a', from: 'b', ...leftover },
			{ op: 'copy', path: '/a/-', from: '/b/0' },
			{ op: 'test', path: 'a', value: 'x', from: 'b' },
			{ op: 'add', path: 'a', value: 'x' },
		]),
	).toEqual([
		{ op: 'remove', path: '/a' },
		{ op: 'move', path: '/a', from: '/b' },
		{ op: 'copy', path: '/a/-', from: '/b/0' },
		{ op: 'test', path: '/a', value: 'x' },
		{ op: 'add', path: '/a', value: 'x' },
	]);
});

test.each<[string, JsonPatchRow, string]>([
	['an unknown action', { op: 'delete', path: 'a' }, "unsupported action 'delete'"],
	['a missing field', createReplace({ path: ' ' }), "'Field' is missing"],
	['a path or a name', createReplace({ path: 'a/b' }), "'Field' 'a/b' can be a path or a name"],
	['an unescaped ~', createReplace({ path: '/a~b' }), 'contains an unescaped ~'],
	['a missing source', { op: 'move', path: 'a' }, "'From Field' is missing"],
	[
		'an invalid number',
		createReplace({ valueType: 'number', value: 'x' }),
		"the value isn't a number",
	],
	[
		'an empty number',
		createReplace({ valueType: 'number', value: '' }),
		"the value isn't a number",
	],
	[
		'an invalid boolean',
		createReplace({ valueType: 'boolean', value: 1 }),
		"the value isn't a boolean",
	],
	['an object as text', createReplace({ value: { b: 1 } }), 'the value is an object or a list'],
	['no value for text', createReplace({ value: undefined }), 'the value is missing'],
	['null for text', createReplace({ value: null }), 'the value is missing'],
	['empty JSON', createReplace({ valueType: 'json', value: ' ' }), 'the value is missing'],
])('rejects %s', (_what, row, message) => {
	const build = () => buildJsonPatchFromRows([{ op: 'remove', path: 'x' }, row]);
	expect(build).toThrow(ParameterError);
	expect(build).toThrow("'Changes' contains an invalid change (number 2): ");
	expect(build).toThrow(message);
});

test('accepts the action and type from an expression', () => {
	expect(
		buildJsonPatchFromRows([{ op: ' Add', path: 'a', valueType: 'NUMBER', value: '7' }]),
	).toEqual([{ op: 'add', path: '/a', value: 7 }]);
	expect(() =>
		buildJsonPatchFromRows([createReplace({ valueType: 'Digits', value: '7' })]),
	).toThrow("'Type' has an unsupported value: 'Digits'");
});

test('rejects empty rows and invalid JSON', () => {
	expect(() => buildJsonPatchFromRows([])).toThrow("'Changes' is empty");
	expect(() =>
		buildJsonPatchFromRows([createReplace({ valueType: 'json', value: '{a: 1}' })]),
	).toThrow("'Changes' isn't valid JSON");
});
