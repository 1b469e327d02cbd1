import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { buildJsonPatch, JSON_PATCH_TYPE } from '../../../../nodes/shared/parameters/jsonPatch.ts';

test.each([
	{ op: 'add', path: '/a', value: 1 },
	{ op: 'replace', path: '/a', value: null },
	{ op: 'replace', path: '/a', value: false },
	{ op: 'replace', path: '', value: {} },
	{ op: 'test', path: '/a/0', value: 'x' },
	{ op: 'remove', path: '/a' },
	{ op: 'move', path: '/a', from: '/b' },
	{ op: 'copy', path: '/a/-', from: '' },
	{ op: 'add', path: '/a~1b', value: [], extra: 'kept' },
])('accepts %j', (change) => {
	expect(buildJsonPatch([change])).toEqual([change]);
	// A single change becomes a list.
	expect(buildJsonPatch(change)).toEqual([change]);
});

test.each<[string, unknown, RegExp]>([
	['nothing', undefined, /^'Body' contains no changes$/],
	['an empty list', [], /^'Body' contains no changes$/],
	['null', null, /number 1\): it isn't an object/],
	['text', 'replace', /number 1\): it isn't an object/],
	['a nested list', [[]], /number 1\): it isn't an object/],
	["an object that isn't a change", { name: 'New' }, /number 1\): unsupported 'op' 'undefined'/],
	['a missing op', { path: '/a', value: 1 }, /unsupported 'op' 'undefined'/],
	['an unknown op', { op: 'set', path: '/a', value: 1 }, /unsupported 'op' 'set'/],
	['an op in upper case', { op: 'REPLACE', path: '/a', value: 1 }, /unsupported 'op' 'REPLACE'/],
	['a missing path', { op: 'remove' }, /invalid 'path' 'undefined'/],
	['a path without a slash', { op: 'remove', path: 'name' }, /invalid 'path' 'name'/],
	["a path that isn't text", { op: 'remove', path: 1 }, /invalid 'path' '1'/],
	['add without a value', { op: 'add', path: '/a' }, /'value' is missing/],
	['replace without a value', { op: 'replace', path: '/a' }, /'value' is missing/],
	['test without a value', { op: 'test', path: '/a' }, /'value' is missing/],
	['move without from', { op: 'move', path: '/a' }, /'from' is missing/],
	['copy with a from without a slash', { op: 'copy', path: '/a', from: 'b' }, /'from' is missing/],
])('rejects %s', (_what, value, message) => {
	expect(() => buildJsonPatch(value)).toThrow(ParameterError);
	expect(() => buildJsonPatch(value)).toThrow(message);
});

test('names the invalid change', () => {
	const validChange = { op: 'remove', path: '/a' };
	expect(() => buildJsonPatch([validChange, validChange, { op: 'add', path: '/b' }])).toThrow(
		/number 3\)/,
	);
});

test('uses the content type of RFC 6902', () => {
	expect(JSON_PATCH_TYPE).toBe('application/json-patch+json');
});
