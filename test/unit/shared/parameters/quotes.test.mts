import { buildFilters } from '../../../../nodes/shared/parameters/filters.ts';
import { assertStraightQuotes, hasQuotes } from '../../../../nodes/shared/parameters/quotes.ts';

test.each(['sourceId eq “2c91”', 'name eq ‘A’', 'name sw "A" and id eq „1“', 'name eq «A»'])(
	'%s has quotes that ISC does not know',
	(raw) => {
		expect(() => assertStraightQuotes('Filter', raw)).toThrow(
			/^'Filter' has the typographic quote/,
		);
		expect(() => buildFilters(undefined, { raw })).toThrow(
			/^'Filter Expression' has the typographic/,
		);
	},
);

test.each(['name eq "A “B” C"', 'name eq "O’Brien"', 'name eq "a \\" “b"', 'id pr', ''])(
	'%s is sent',
	(raw) => {
		expect(() => assertStraightQuotes('Filter', raw)).not.toThrow();
	},
);

test('quotes around a value of a row', () => {
	const offered = { fields: { name: { operators: ['eq'] } } };
	const rows = (value: string) => ({ rows: [{ field: 'name', operator: 'eq', value }] });
	for (const value of ['"A"', '“A”', ' „A“ ']) {
		expect(hasQuotes(value)).toBe(true);
		expect(() => buildFilters(offered, rows(value))).toThrow(/with quotes around it/);
	}
	expect(buildFilters(offered, rows('A "B"'))).toBe('name eq "A \\"B\\""');
	expect(hasQuotes('"')).toBe(false);
});
