import { DateTime } from 'luxon';

import { buildSearchQuery, type ConditionRow } from '../../../nodes/forms/searchQuery.ts';

const query = (rows: ConditionRow[], typed = '', join: 'and' | 'or' = 'and') =>
	buildSearchQuery({ rows, typed, join });
const one = (operator: string, value?: unknown, field = 'name') =>
	query([{ field, operator, value }]);

test.each<[string, unknown, string]>([
	['equals', 'BE-Brussels', 'name:"BE-Brussels"'],
	['equals', 'Smith "J" \\ Co', 'name:"Smith \\"J\\" \\\\ Co"'],
	['equals', true, 'name:"true"'],
	['notEquals', 'a b', 'NOT name:"a b"'],
	['in', 'Finance, Human Resources', 'name:("Finance" OR "Human Resources")'],
	['in', ['a, b', 'c'], 'name:("a, b" OR "c")'],
	['in', ['a', null, ''], 'name:("a")'],
	['equals', DateTime.fromISO('2026-01-01T00:00Z'), 'name:"2026-01-01T00:00:00.000Z"'],
	['startsWith', 'New Yo', 'name:New\\ Yo*'],
	['contains', 'a-b:c*', 'name:*a\\-b\\:c\\**'],
	['after', '2026-01-01', 'name:{2026-01-01T00:00:00.000Z TO *]'],
	['from', 'now-7d', 'name:[now-7d TO *]'],
	['before', 10, 'name:[* TO 10}'],
	['to', 'M and N', 'name:[* TO "M and N"]'],
	['exists', undefined, '_exists_:name'],
	['missing', '', 'NOT _exists_:name'],
])('%s %j', (operator, value, expected) => expect(one(operator, value)).toBe(expected));

test('a value of a nested list', () => {
	expect(one('equals', 'AD', '@accounts.source.name')).toBe('@accounts(source.name:"AD")');
	expect(one('notEquals', 'AD', '@accounts.source.name')).toBe('NOT @accounts(source.name:"AD")');
});

test('conditions are joined, and join a typed query', () => {
	const rows = [
		{ field: 'a', operator: 'equals', value: '1' },
		{ field: 'b', operator: 'exists' },
	];
	expect(query(rows)).toBe('a:"1" AND _exists_:b');
	expect(query(rows, '', 'or')).toBe('a:"1" OR _exists_:b');
	expect(query(rows, ' x OR y ', 'or')).toBe('(x OR y) AND (a:"1" OR _exists_:b)');
	expect(query([], 'x OR y')).toBe('x OR y');
	expect(query([])).toBe('*');
});

test('beside an alternative, a negation excludes nothing from the whole', () => {
	const rows = [
		{ field: 'a', operator: 'notEquals', value: '1' },
		{ field: '@b.c', operator: 'missing' },
		{ field: 'd', operator: 'exists' },
	];
	const some = query(rows, '', 'or');
	expect(some).toBe('(* AND NOT a:"1") OR (* AND NOT @b(_exists_:c)) OR _exists_:d');
	expect(query(rows.slice(0, 1), '', 'or')).toBe('NOT a:"1"');
});

test.each<[ConditionRow, RegExp]>([
	[{ field: '', operator: 'equals', value: 'a' }, /in row 1 names the field ''/],
	[{ field: 'a b', operator: 'equals', value: 'a' }, /names the field 'a b'/],
	[{ field: '@access', operator: 'equals', value: 'a' }, /names the field '@access'/],
	[{ field: 'a', operator: 'like', value: 'a' }, /the operator 'like'/],
	[{ field: 'a', operator: 'equals', value: ' ' }, /no value for 'a'/],
	[{ field: 'a', operator: 'in', value: [] }, /no value for 'a'/],
	[{ field: 'a', operator: 'in', value: ' , ' }, /no value for 'a'/],
	[
		{ field: 'a', operator: 'equals', value: ['b', 'c'] },
		/a list or an object as the value for 'a'/,
	],
	[{ field: 'a', operator: 'in', value: [{ b: 1 }] }, /a list or an object as the value for 'a'/],
	[{ field: 5 }, /no value for '5'/],
	[{ field: null }, /in row 1 names the field ''/],
])('%j is refused', (row, message) => expect(() => query([row])).toThrow(message));
