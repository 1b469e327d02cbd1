import { createFilter } from '../src/filter/filter.mts';
import { parseFilter } from '../src/filter/parseFilter.mts';
import type { FilterTree } from '../src/filter/parseFilter.mts';

const all = 'eq ne gt ge lt le co sw in ca isnull';
const fields = {
	filters: { name: all, size: all, on: all, tags: all, 'owner.name': all, day: all, id: 'eq in' },
	sorters: [],
};
const records = [
	{
		id: '1',
		name: 'Alpha',
		size: 1,
		on: true,
		tags: ['x', 'y'],
		owner: { name: 'Ann' },
		day: '2024-01-01T00:00:00.000Z',
	},
	{
		id: '2',
		name: 'beta "B"',
		size: 5,
		on: false,
		tags: ['Y'],
		owner: { name: 'Bob' },
		day: '2024-06-01T12:00:00.000Z',
	},
	{
		id: '3',
		name: 'c:\\temp',
		size: 9,
		on: true,
		tags: [],
		owner: null,
		day: '2025-01-01T00:00:00.000Z',
	},
	{ id: '4', name: null, size: null, on: null, tags: null, owner: { name: 'ann b' }, day: null },
];
const matching = (text: string) =>
	records
		.filter(createFilter<object>(text, fields))
		.map(({ id }) => id)
		.join('');

test.each([
	['id eq "2"', '2'],
	['name eq "ALPHA"', '1'],
	['name ne "alpha"', '234'],
	['name co "PH"', '1'],
	['name sw "BETA"', '2'],
	['name in ("alpha", "c:\\\\temp")', '13'],
	['name in("alpha")', '1'],
	['owner.name sw "ann"', '14'],
	['size gt 1', '23'],
	['size ge 1', '123'],
	['size lt 5', '1'],
	['size le 5', '12'],
	['size eq -1', ''],
	['on eq true', '13'],
	['on eq false', '2'],
	['day gt 2024-01-01', '23'],
	['day ge 2024-01-01', '123'],
	['day lt 2024-06-01T14:00:00+02:00', '1'],
	['day le 2024-06-01T12:00:00.000Z', '12'],
	['tags ca ("y")', '12'],
	['tags ca ("Y", "x")', '1'],
	['tags eq "y"', '12'],
	['name isnull', '4'],
	['not name isnull', '123'],
	['pr name', '123'],
	['owner.name isnull', '3'],
	['name eq "beta \\"B\\""', '2'],
	['name eq "c:\\\\temp"', '3'],
	// and before or, not before and
	['id eq "1" or id eq "2" and size gt 7', '1'],
	['(id eq "1" or id eq "2") and size gt 4', '2'],
	['not id eq "1" and on eq true', '3'],
	['not (id eq "1" or on eq true)', '24'],
	['not(id eq "1")', '234'],
	['not not id eq "1"', '1'],
	['  id eq "1"   or\tid eq "3" ', '13'],
	['name eq "x or id eq \\"1\\""', ''],
])('%s', (text, expected) => {
	expect(matching(text)).toBe(expected);
});

test.each([
	'id EQ "1"',
	'id eq "1" AND id eq "2"',
	'id eq',
	'id eq 1 2',
	'id = "1"',
	"id eq '1'",
	'id eq one',
	'id eq "1',
	'id eq "a\\n"',
	'id in "1"',
	'id in ()',
	'id eq ("1")',
	'(id eq "1"',
	'id eq "1")',
	'id eq "1" or',
	'id pr',
	'isnull id',
	'',
	'name eqs "x"',
])('%s is not a filter', (text) => {
	expect(() => createFilter<object>(text, fields)).toThrow(/cannot be read/);
});

test.each([
	['other eq "1"', '"other"'],
	['toString eq "1"', '"toString"'],
	['id sw "1"', '"sw"'],
	['id eq "1" or not (name eq "a" and colour eq "red")', '"colour"'],
	['pr id', '"pr"'],
	['day gt 2024-13-45', '"2024-13-45"'],
])('%s is refused with a cause that names it', (text, name) => {
	expect(() => createFilter<object>(text, fields)).toThrow(name);
});

test('parses operators by precedence', () => {
	const show = (tree: FilterTree): string => {
		if (tree.kind === 'test') return tree.field;
		if (tree.kind === 'not') return `!${show(tree.part)}`;
		return `(${tree.parts.map(show).join(tree.kind === 'and' ? '&' : '|')})`;
	};
	expect(show(parseFilter('a eq 1 or not b eq 1 and c isnull or pr d'))).toBe('(a|(!b&c)|d)');
});
