import {
	hasEmptyComparison,
	hasEmptyExpressionValue,
} from '../../../../nodes/shared/parameters/emptyComparisons.ts';

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
	['id in ("a","")', true],
	['id in ("a", "b", "undefined")', true],
	['name in ("a","b","c") and id eq "x"', false],
	['id in ("a","b")', false],
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
])('hasEmptyComparison returns for %s: %s', (text, isEmpty) => {
	expect(hasEmptyComparison(text)).toBe(isEmpty);
});

test.each<[string, string, boolean]>([
	['=name:"{{ $json.x }}"', 'name:""', true],
	['=name:{{ $json.x }}*', 'name:*', true],
	['=name:*{{ $json.x }}*', 'name:**', true],
	['=name:("{{ $json.x }}" OR "{{ $json.y }}")', 'name:("" OR "b")', true],
	['=name:("{{ $json.x }}" OR "{{ $json.y }}")', 'name:("a" OR "")', true],
	['=created:[{{ $json.x }} TO *]', 'created:[ TO *]', true],
	['=created:[* TO {{ $json.x }}]', 'created:[* TO ]', true],
	['=created:[2026-01-01 TO {{ $json.x }}]', 'created:[2026-01-01 TO 2026-02-01]', false],
	['=@access(id:{{ $json.x }}) AND x:1', '@access(id:) AND x:1', true],
	['=a:{{ $json.x }} AND b:{{ $json.y }}', 'a:1 AND b:', true],
	['=$.changes[?(@.name != "{{ $json.x }}")]', '$.changes[?(@.name != "")]', true],
	['=$.changes[?(@.name == {{ $json.x }})]', '$.changes[?(@.name == )]', true],
	['=name eq "{{ $json.x }}"', 'name eq ""', true],
	['=name:"{{ $json.x }}"', 'name:"a"', false],
	['=name:"Fin{{ $json.x }}"', 'name:"Fin"', false],
	['=name:Fin{{ $json.x }}*', 'name:Fin*', false],
	['=name:* {{ $json.x }}', 'name:* ', false],
	['=name:*{{ $json.x }}', 'name:*', true],
	['={{ $json.x }}name:*', 'name:*', false],
	['=a:1 AND {{ $json.x }}', 'a:1 AND ', false],
	['=text without any', 'text without any', false],
])('hasEmptyExpressionValue returns for %s and %s: %s', (raw, value, isEmpty) => {
	expect(hasEmptyExpressionValue(raw, value)).toBe(isEmpty);
});
