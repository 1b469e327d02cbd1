import type { FilterField, FilterSpec } from './valueSpec';
import { ParameterError } from './parameterError';
import { assertStraightQuotes } from './quotes';
import { FILTERS_LABEL, formatFilterValue } from './filterValue';
import { parseList } from './parse';

/** One condition, as a row of the editor gives it. */
export interface FilterRow {
	/** As the operation offers it, such as `source.id`. */
	field: string;
	operator: string;
	/** Not used by `pr` and `isnull`; for `in` and `ca` a list, or text with commas between. */
	value?: unknown;
}

export interface FilterInput {
	rows?: readonly FilterRow[];
	/** How the rows belong together; `and` where nothing is said. */
	join?: 'and' | 'or';
	/** A filter as the user wrote it. */
	raw?: string;
}

const LISTS = new Set(['in', 'ca']);

/** An expression may give nothing, or what is no text. */
const textOf = (part: unknown) => String(part ?? '').trim();

const isEmpty = ({ field, value }: FilterRow) =>
	!textOf(field) && (value === undefined || value === null || value === '');

function fieldOf(offered: FilterSpec, name: string): FilterField {
	const field = Object.hasOwn(offered.fields, name) ? offered.fields[name] : undefined;
	if (field) return field;
	const names = Object.keys(offered.fields).join(', ');
	throw new ParameterError(
		FILTERS_LABEL,
		name
			? `has the field '${name}', which this operation does not offer`
			: 'has a row without field',
		`It offers ${names}. What is not listed can be tried under 'Filter Expression'.`,
	);
}

function condition(offered: FilterSpec, row: FilterRow): string {
	const name = textOf(row.field);
	const field = fieldOf(offered, name);
	const operator = textOf(row.operator).toLowerCase();
	if (!field.operators.includes(operator)) {
		throw new ParameterError(
			FILTERS_LABEL,
			`has the operator '${operator}', which this operation does not offer for '${name}'`,
			`It offers ${field.operators.join(', ')}. What is not listed can be tried under 'Filter Expression'.`,
		);
	}
	if (operator === 'pr') return `pr ${name}`;
	if (operator === 'isnull') return `${name} isnull`;
	const write = (value: unknown) => formatFilterValue(name, field, operator, value);
	if (!LISTS.has(operator)) return `${name} ${operator} ${write(row.value)}`;
	const values = parseList(row.value);
	return `${name} ${operator} (${values.length > 0 ? values.map(write).join(',') : write('')})`;
}

/** Where the document names one of the two only, the other is not taken. */
function checkJoin({ composite = [] }: FilterSpec, join: 'and' | 'or'): void {
	const other = join === 'and' ? 'or' : 'and';
	if (composite.includes(join) || !composite.includes(other)) return;
	throw new ParameterError(
		FILTERS_LABEL,
		`joins conditions by '${join}', which this operation does not offer`,
		`Use '${other}'.`,
	);
}

/**
 * Writes the `filters` parameter of a list. What the user wrote as text is never judged or altered: the
 * documents leave out fields that work. Values of an enum are not checked, for the same reason.
 * @param offered what the operation can filter by; undefined where the documents name nothing
 * @returns such as `name sw "A" and created gt 2030-01-31T00:00:00.000Z`; empty where there is no condition.
 * With both, `(text) and rows`
 * @throws BadInput for a row that the operation does not offer, or whose value does not fit the field
 */
export function buildFilters(
	offered: FilterSpec | undefined,
	{ rows = [], join = 'and', raw = '' }: FilterInput,
): string {
	assertStraightQuotes('Filter Expression', raw);
	const filled = rows.filter((row) => !isEmpty(row));
	if (filled.length === 0) return raw.trim() === '' ? '' : raw;
	if (!offered) {
		throw new ParameterError(
			FILTERS_LABEL,
			'has conditions, but this operation is not documented to filter',
			"Remove them; a filter can be tried under 'Filter Expression'.",
		);
	}
	if (filled.length > 1) checkJoin(offered, join);
	const own = filled.map((row) => condition(offered, row)).join(` ${join} `);
	if (raw.trim() === '') return own;
	return `(${raw}) and ${filled.length > 1 && join === 'or' ? `(${own})` : own}`;
}
