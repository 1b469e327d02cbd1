import { buildFilters } from '../../../../nodes/shared/parameters/filters.ts';
import { assertStraightQuotes, hasQuotes } from '../../../../nodes/shared/parameters/quotes.ts';

test.each(['sourceId eq “2c91”', 'name eq ‘A’', 'name sw "A" and id eq „1“', 'name eq «A»'])(
	'rejects typographic quotes in %s',
	(raw) => {
		expect(() => assertStraightQuotes('Filter', raw)).toThrow(
			/^'Filter' contains a typographic quote/,
		);
		expect(() => buildFilters(undefined, { raw })).toThrow(
			/^'Filter Expression' contains a typographic/,
		);
	},
);

test.each(['name eq "A “B” C"', 'name eq "O’Brien"', 'name eq "a \\" “b"', 'id pr', ''])(
	'accepts %s',
	(raw) => {
		expect(() => assertStraightQuotes('Filter', raw)).not.toThrow();
	},
);

test('detects quotes around a value', () => {
	const offered = { fields: { name: { operators: ['eq'] } } };
	const rows = (value: string) => ({ rows: [{ field: 'name', operator: 'eq', value }] });
	for (const value of ['"A"', '“A”', ' „A“ ']) {
		expect(hasQuotes(value)).toBe(true);
		expect(() => buildFilters(offered, rows(value))).toThrow(/has quotes around the value/);
	}
	expect(buildFilters(offered, rows('A "B"'))).toBe('name eq "A \\"B\\""');
	expect(hasQuotes('"')).toBe(false);
});
