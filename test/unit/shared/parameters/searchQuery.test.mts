import { DateTime } from 'luxon';

import type { ConditionRow } from '../../../../nodes/shared/parameters/searchCondition.ts';
import { buildSearchQuery } from '../../../../nodes/shared/parameters/searchQuery.ts';

const buildQuery = (rows: ConditionRow[], typed = '', join: 'and' | 'or' = 'and') =>
	buildSearchQuery({ rows, typed, join });
const buildTerm = (operator: string, value?: unknown, field = 'name') =>
	buildQuery([{ field, operator, value }]);

test.each<[string, unknown, string]>([
	['equals', 'BE-Brussels', 'name.exact:"BE-Brussels"'],
	['equals', 'Smith "J" \\ Co', 'name.exact:"Smith \\"J\\" \\\\ Co"'],
	['equals', true, 'name.exact:"true"'],
	['equals', '2026', 'name.exact:"2026"'],
	['equals', 'now or never', 'name.exact:"now or never"'],
	['notEquals', 'a b', 'NOT name.exact:"a b"'],
	['in', 'Finance, Human Resources', 'name.exact:("Finance" OR "Human Resources")'],
	['in', ['a, b', 'c'], 'name.exact:("a, b" OR "c")'],
	['in', ['a', null, ''], 'name.exact:"a"'],
	['equals', DateTime.fromISO('2026-01-01T00:00Z'), 'name.exact:"2026-01-01T00:00:00.000Z"'],
	['startsWith', 'New Yo', 'name.exact:New\\ Yo*'],
	['contains', 'a-b:c*', 'name.exact:*a\\-b\\:c\\**'],
	['hasWords', 'New York', 'name:"New York"'],
	['after', '2026-01-01', 'name:{2026-01-01 TO *]'],
	['from', 'now-7d', 'name:[now-7d TO *]'],
	['from', new Date('2026-01-01T00:00Z'), 'name:[2026-01-01T00:00:00.000Z TO *]'],
	['before', 10, 'name:[* TO 10}'],
	['from', 'TO', 'name:["TO" TO *]'],
	['to', 'OR', 'name:[* TO "OR"]'],
	['to', 'M and N', 'name:[* TO "M and N"]'],
	['exists', undefined, '_exists_:name'],
	['missing', '', 'NOT _exists_:name'],
])('builds a term for %s %j', (operator, value, expected) =>
	expect(buildTerm(operator, value)).toBe(expected),
);

test.each<[string, string, string, string]>([
	['an attribute', 'attributes.city', 'Rome', 'attributes.city.exact:"Rome"'],
	['an attribute in another script', 'attributes.größe', 'L', 'attributes.größe.exact:"L"'],
	[
		'an attribute with a space',
		'attributes.cost center',
		'1',
		'attributes.cost\\ center.exact:"1"',
	],
	['an attribute with a hyphen', 'attributes.my-attr', '1', 'attributes.my-attr.exact:"1"'],
	['an attribute with digits', 'attributes.number', '007', 'attributes.number.exact:"007"'],
	['a known date', 'created', '2026-01-31', 'created:"2026-01-31"'],
	['a known number', 'accessCount', '5', 'accessCount:"5"'],
	[
		'an attribute with the name of a date',
		'attributes.created',
		'x',
		'attributes.created.exact:"x"',
	],
	[
		'an attribute that can be a date',
		'attributes.startDate',
		'2026-01-31',
		'(attributes.startDate.exact:"2026-01-31" OR (attributes.startDate:"2026-01-31" AND NOT _exists_:attributes.startDate.exact))',
	],
	[
		'a number in a field that can be text',
		'value',
		'7',
		'(value.exact:"7" OR (value:"7" AND NOT _exists_:value.exact))',
	],
	['an ID', 'source.id', 'a-b', 'source.id:"a-b"'],
	['a boolean', 'inactive', 'true', 'inactive:"true"'],
	['a field with .exact', 'type.exact', 'AUTH', 'type.exact:"AUTH"'],
	[
		'a field that may have no .exact',
		'type',
		'AUTH',
		'(type.exact:"AUTH" OR (type:"AUTH" AND NOT _exists_:type.exact))',
	],
])('compares the whole value of %s with Equals', (_case, field, value, expected) => {
	expect(buildTerm('equals', value, field)).toBe(expected);
});

test('sends a date without time as typed with every operator', () => {
	const day = '2026-01-31';
	const list = buildTerm('in', `${day}, 2026-02-01`, 'modified');
	expect(list).toBe('modified:("2026-01-31" OR "2026-02-01")');
	expect(buildTerm('to', day, 'a')).toBe('a:[* TO 2026-01-31]');
	expect(buildTerm('startsWith', day, 'attributes.a')).toBe('attributes.a.exact:2026\\-01\\-31*');
	expect(buildTerm('contains', day, 'attributes.a')).toBe('attributes.a.exact:*2026\\-01\\-31*');
});

test('builds a term for a value of a nested list', () => {
	const field = '@accounts.source.name';
	expect(buildTerm('equals', 'AD', field)).toBe('@accounts(source.name.exact:"AD")');
	expect(buildTerm('notEquals', 'AD', field)).toBe('NOT @accounts(source.name.exact:"AD")');
});

describe('conditions on one nested list', () => {
	const source = { field: '@accounts.source.name', operator: 'equals', value: 'AD' };
	const disabled = { field: '@accounts.disabled', operator: 'equals', value: 'true' };
	const sameEntry = '@accounts(source.name.exact:"AD" AND disabled:"true")';

	test('match the same entry', () => {
		expect(buildQuery([source, disabled])).toBe(sameEntry);
		const otherCondition = { field: '@access.name', operator: 'exists' };
		expect(buildQuery([source, otherCondition, disabled])).toBe(
			`${sameEntry} AND @access(_exists_:name)`,
		);
	});
	test('exclude within the entry', () => {
		expect(buildQuery([{ ...disabled, operator: 'notEquals' }, source])).toBe(
			'@accounts(source.name.exact:"AD" AND NOT disabled:"true")',
		);
	});
	test('exclude all entries if all of them are negated', () => {
		const rows = [source, disabled].map((row) => ({ ...row, operator: 'notEquals' }));
		expect(buildQuery(rows)).toBe(
			'NOT @accounts(source.name.exact:"AD") AND NOT @accounts(disabled:"true")',
		);
	});
	test('are alternatives with Any Must Match', () => {
		expect(buildQuery([source, disabled], '', 'or')).toBe(
			'@accounts(source.name.exact:"AD") OR @accounts(disabled:"true")',
		);
	});
});

test('joins conditions with each other and with a typed query', () => {
	const rows = [
		{ field: 'id', operator: 'equals', value: '1' },
		{ field: 'b', operator: 'exists' },
	];
	expect(buildQuery(rows)).toBe('id:"1" AND _exists_:b');
	expect(buildQuery(rows, '', 'or')).toBe('id:"1" OR _exists_:b');
	expect(buildQuery(rows, ' x OR y ', 'or')).toBe('(x OR y) AND (id:"1" OR _exists_:b)');
	expect(buildQuery([], 'x OR y')).toBe('x OR y');
	expect(buildQuery([])).toBe('*');
});

describe('a query beside conditions', () => {
	const rows = [{ field: 'id', operator: 'equals', value: '1' }];

	test.each(['a) OR (b', 'a)', '(a', '((a)', 'a:"b', '"a) OR (b', 'a\\', 'x:"a\\"'])(
		'must not end their parentheses: %s',
		(typed) => {
			expect(() => buildQuery(rows, typed)).toThrow(/'Query' has an unpaired/);
			expect(buildQuery([], typed)).toBe(typed);
		},
	);

	test.each([
		'(a OR b) AND @c(d:e)',
		'a:")" OR b:"("',
		'a:\\) OR b',
		'a:/[)]+/ OR b',
		'a:"\\")" OR b',
		'a:{1 TO 2]',
		'a/b',
		'url:"https://acme.example/a"',
	])('can contain them: %s', (typed) =>
		expect(buildQuery(rows, typed)).toBe(`(${typed}) AND (id:"1")`),
	);
});

test("doesn't exclude documents from the whole result by a negated alternative", () => {
	const rows = [
		{ field: 'id', operator: 'notEquals', value: '1' },
		{ field: '@b.c', operator: 'missing' },
		{ field: 'd', operator: 'exists' },
	];
	const alternatives = buildQuery(rows, '', 'or');
	expect(alternatives).toBe('(* AND NOT id:"1") OR (* AND NOT @b(_exists_:c)) OR _exists_:d');
	expect(buildQuery(rows.slice(0, 1), '', 'or')).toBe('NOT id:"1"');
});

test.each<[ConditionRow, RegExp]>([
	[{ field: '', operator: 'equals', value: 'a' }, /have no field in row 1/],
	[{ field: 'a b', operator: 'equals', value: 'a' }, /'a b' isn't a valid field/],
	[{ field: '@access', operator: 'equals', value: 'a' }, /'@access' isn't a valid field/],
	[{ field: 'a', operator: 'like', value: 'a' }, /unsupported operator 'like'/],
	[{ field: 'a', operator: 'equals', value: ' ' }, /no value for 'a'/],
	[{ field: 'a', operator: 'in', value: [] }, /no value for 'a'/],
	[{ field: 'a', operator: 'in', value: ' , ' }, /no value for 'a'/],
	[
		{ field: 'a', operator: 'equals', value: ['b', 'c'] },
		/the value for 'a' is a list or an object/,
	],
	[{ field: 'a', operator: 'in', value: [{ b: 1 }] }, /the value for 'a' is a list or an object/],
	[{ field: 5 }, /no value for '5'/],
	[{ field: null }, /have no field in row 1/],
])('rejects %j', (row, message) => expect(() => buildQuery([row])).toThrow(message));
