import fc from 'fast-check';
import fastJsonPatch from 'fast-json-patch';

import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import {
	buildJsonPatchFromRows,
	toJsonPointer,
	type JsonPatchRow,
} from '../../../../nodes/shared/parameters/jsonPatchRows.ts';

const replace = (more: Partial<JsonPatchRow>): JsonPatchRow => ({
	op: 'replace',
	path: 'a',
	...more,
});

test.each<[string, JsonPatchRow, object]>([
	['text', replace({ value: 'x' }), { value: 'x' }],
	['empty text', replace({ valueType: 'string', value: '' }), { value: '' }],
	['no text is empty text', replace({}), { value: '' }],
	['digits as text', replace({ value: 12 }), { value: '12' }],
	['a number', replace({ valueType: 'number', value: ' -1.5 ' }), { value: -1.5 }],
	['0', replace({ valueType: 'number', value: 0 }), { value: 0 }],
	['a boolean', replace({ valueType: 'boolean', value: 'False' }), { value: false }],
	['null', replace({ valueType: 'null', value: 'left over' }), { value: null }],
	['JSON', replace({ valueType: 'json', value: ' {"b": [1]}' }), { value: { b: [1] } }],
	['JSON null', replace({ valueType: 'json', value: ' null ' }), { value: null }],
	['JSON false', replace({ valueType: 'json', value: 'false' }), { value: false }],
	['an object', replace({ valueType: 'json', value: { b: 1 } }), { value: { b: 1 } }],
	['null for JSON', replace({ valueType: 'json', value: null }), { value: null }],
])('a value: %s', (_what, row, change) => {
	expect(buildJsonPatchFromRows([row])).toEqual([{ op: 'replace', path: '/a', ...change }]);
});

test.each([
	['name', '/name'],
	[' /attributes/city ', '/attributes/city'],
	['/list/-', '/list/-'],
	['a~b', '/a~0b'],
	['/a~1b/c~0d', '/a~1b/c~0d'],
	['~0', '/~00'],
])('the path %s', (path, pointer) => {
	expect(buildJsonPatchFromRows([{ op: 'remove', path }])).toEqual([
		{ op: 'remove', path: pointer },
	]);
});

test('the name of a property is escaped, whatever it holds', () => {
	fc.assert(
		fc.property(
			fc.string({ minLength: 1, unit: 'binary' }).filter((key) => key !== '__proto__'),
			(key) => {
				const path = toJsonPointer(key);
				const found: unknown = fastJsonPatch.getValueByPointer({ [key]: 'here' }, path);
				expect(found).toBe('here');
			},
		),
	);
});

test('remove has no value, move and copy have none but need where from', () => {
	const left = { value: 'left over', valueType: 'json' as const };
	expect(
		buildJsonPatchFromRows([
			{ op: 'remove', path: 'a', from: 'b', ...left },
			{ op: 'move', path: 'a', from: 'b', ...left },
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
	['an unknown action', { op: 'delete', path: 'a' }, "whose action is 'delete'"],
	['no field', replace({ path: ' ' }), 'without a field'],
	['a path or a name', replace({ path: 'a/b' }), "whose field 'a/b' could be a path or a name"],
	['a ~ that stands for nothing', replace({ path: '/a~b' }), 'has a ~ that stands for nothing'],
	['no from', { op: 'move', path: 'a' }, "without a 'From Field'"],
	['no number', replace({ valueType: 'number', value: 'x' }), 'whose value is no number'],
	['an empty number', replace({ valueType: 'number', value: '' }), 'whose value is no number'],
	['no boolean', replace({ valueType: 'boolean', value: 1 }), 'whose value is no boolean'],
	['an object as text', replace({ value: { b: 1 } }), 'whose value is an object or a list'],
	['nothing for text', replace({ value: undefined }), 'whose value is missing'],
	['null for text', replace({ value: null }), 'whose value is missing'],
	['empty JSON', replace({ valueType: 'json', value: ' ' }), 'without a value'],
])('%s is refused', (_what, row, message) => {
	const build = () => buildJsonPatchFromRows([{ op: 'remove', path: 'x' }, row]);
	expect(build).toThrow(ParameterError);
	expect(build).toThrow("'Changes' has a change (number 2) ");
	expect(build).toThrow(message);
});

test('action and type that an expression gives', () => {
	expect(
		buildJsonPatchFromRows([{ op: ' Add', path: 'a', valueType: 'NUMBER', value: '7' }]),
	).toEqual([{ op: 'add', path: '/a', value: 7 }]);
	expect(() => buildJsonPatchFromRows([replace({ valueType: 'Digits', value: '7' })])).toThrow(
		"'Type' is 'Digits', which is none of its values",
	);
});

test('no rows and broken JSON are refused', () => {
	expect(() => buildJsonPatchFromRows([])).toThrow("'Changes' is empty");
	expect(() => buildJsonPatchFromRows([replace({ valueType: 'json', value: '{a: 1}' })])).toThrow(
		"'Changes' is not valid JSON",
	);
});
