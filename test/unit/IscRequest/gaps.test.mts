import { operationById } from '../../../nodes/catalogue/catalogue.ts';
import { gapInBody, hasHole } from '../../../nodes/IscRequest/read/gaps.ts';
import { madeByExpressions } from '../../../nodes/IscRequest/read/jsonTemplate.ts';

test.each([
	['identityId eq ""', true],
	['identityId eq " "', true],
	['identityId eq "undefined"', true],
	['identityId eq ', true],
	['identityId eq', true],
	['identityId eq  and name sw "a"', true],
	['(name eq "a" or identityId eq )', true],
	['id in ("")', true],
	['id in ()', true],
	['id in ("a","b")', false],
	['id in ("a","")', true],
	['id in ("a, \\"", "b", "undefined")', true],
	['name in ("a","b","c") and id eq "x"', false],
	['identityId eq "2c91"', false],
	['name eq "undefined behaviour"', false],
	['name eq "and"', false],
	['uncorrelated eq false', false],
	['created gt 2026-01-01T00:00:00Z and id pr', false],
	['name sw "in "', false],
	['identityId:""', true],
	['identityId: AND x:1', true],
	['name:"a" AND attributes.city:Austin', false],
	['created:[2026-01-01 TO now]', false],
	['', false],
])('%s compares with nothing: %s', (text, isHole) => {
	expect(hasHole(text)).toBe(isHole);
});

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
	expect(gapInBody(body, operationById(id))).toBe(gap);
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
	expect(madeByExpressions(raw, value)).toEqual(made);
});
