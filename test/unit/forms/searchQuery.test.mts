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

test.each<[ConditionRow, RegExp]>([
	[{ field: '', operator: 'equals', value: 'a' }, /in row 1 names the field ''/],
	[{ field: 'a b', operator: 'equals', value: 'a' }, /names the field 'a b'/],
	[{ field: '@access', operator: 'equals', value: 'a' }, /names the field '@access'/],
	[{ field: 'a', operator: 'like', value: 'a' }, /the operator 'like'/],
	[{ field: 'a', operator: 'equals', value: ' ' }, /no value for 'a'/],
	[{ field: 'a', operator: 'in', value: [] }, /no value for 'a'/],
])('%j is refused', (row, message) => expect(() => query([row])).toThrow(message));
