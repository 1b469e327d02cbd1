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
])('%j', (change) => {
	expect(buildJsonPatch([change])).toEqual([change]);
	// A single change becomes a list.
	expect(buildJsonPatch(change)).toEqual([change]);
});

test.each<[string, unknown, RegExp]>([
	['nothing', undefined, /^'Body' holds no change$/],
	['an empty list', [], /^'Body' holds no change$/],
	['null', null, /number 1\) that is no object/],
	['text', 'replace', /number 1\) that is no object/],
	['a list in a list', [[]], /number 1\) that is no object/],
	['an object that is no change', { name: 'New' }, /number 1\) whose op is 'undefined'/],
	['no op', { path: '/a', value: 1 }, /whose op is 'undefined'/],
	['an op of its own', { op: 'set', path: '/a', value: 1 }, /whose op is 'set'/],
	['an op in upper case', { op: 'REPLACE', path: '/a', value: 1 }, /whose op is 'REPLACE'/],
	['no path', { op: 'remove' }, /whose path is 'undefined'/],
	['a path without its slash', { op: 'remove', path: 'name' }, /whose path is 'name'/],
	['a path that is no text', { op: 'remove', path: 1 }, /whose path is '1'/],
	['add without a value', { op: 'add', path: '/a' }, /without a value/],
	['replace without a value', { op: 'replace', path: '/a' }, /without a value/],
	['test without a value', { op: 'test', path: '/a' }, /without a value/],
	['move without from', { op: 'move', path: '/a' }, /without 'from'/],
	['copy with a from without its slash', { op: 'copy', path: '/a', from: 'b' }, /without 'from'/],
])('%s is refused', (_what, value, message) => {
	expect(() => buildJsonPatch(value)).toThrow(ParameterError);
	expect(() => buildJsonPatch(value)).toThrow(message);
});

test('a refusal names the change that is wrong', () => {
	const good = { op: 'remove', path: '/a' };
	expect(() => buildJsonPatch([good, good, { op: 'add', path: '/b' }])).toThrow(/number 3\)/);
});

test('the content type is that of RFC 6902', () => {
	expect(JSON_PATCH_TYPE).toBe('application/json-patch+json');
});
