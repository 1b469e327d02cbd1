import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import { findEmptyInBody } from '../../../nodes/Isc/parameters/emptyValues.ts';
import { evaluateJsonExpressions } from '../../../nodes/shared/parameters/jsonTemplate.ts';

test.each([
	['createAccessRequestV1', { requestedFor: [''], requestedItems: [{ id: 'a' }] }, 'requestedFor'],
	[
		'createAccessRequestV1',
		{ requestedFor: ['a'], requestedItems: [{ id: '' }] },
		'requestedItems',
	],
	[
		'createAccessRequestV1',
		{ requestedFor: ['a'], requestedItems: [{ id: 'a', removeDate: null }] },
		undefined,
	],
	['searchPostV1', { indices: ['identities'], query: { query: 'id:""' } }, 'query'],
	['searchPostV1', { indices: ['identities'], query: { query: 'id:1' } }, undefined],
	['exportSpConfigV1', { includeTypes: null }, 'includeTypes'],
	['startIdentityProcessingV1', { identityIds: ['', 'a'] }, 'identityIds'],
	['deleteIdentityProfilesV1', ['a', ''], 'an entry'],
	['setPasswordPolicyV1', { name: null, sourceIds: null }, undefined],
	['setPasswordPolicyV1', { name: '[object Object]' }, 'name'],
	['approveAccessRequestV1', { comment: '' }, undefined],
	['patchAccessProfileV1', [{ op: 'remove', path: '/attributes/' }], 'path'],
	['patchAccessProfileV1', [{ op: 'replace', path: '/name', value: '' }], undefined],
])('%s with %j lacks %s', (id, body, gap) => {
	expect(findEmptyInBody(body, getOperationById(id))).toBe(gap);
});

test.each<[string, string, unknown]>([
	['={{ $json.body }}', '{"a": 1}', { a: 1 }],
	['={"a": "", "b": "{{ $json.b }}"}', '{"a": "", "b": ""}', { b: '' }],
	['={"a": null, "b": {{ $json.b }} }', '{"a": null, "b": 2 }', { b: 2 }],
	[
		'={"a": [1, {{ $json.b }}, {"c": "x", "d": "{{ 1 }}"}]}',
		'{"a": [1, 2, {"c": "x", "d": "1"}]}',
		{ a: [2, { d: '1' }] },
	],
	['={"a": {{ $json.b }} {{ $json.more }} }', '{"a": 1 , "c": 2 }', { a: 1, c: 2 }],
])('of %s, expressions made their part', (raw, value, made) => {
	expect(evaluateJsonExpressions(raw, value)).toEqual(made);
});
