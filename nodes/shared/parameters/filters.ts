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

const LIST_OPERATORS = new Set(['in', 'ca']);

/** An expression may give nothing, or what is no text. */
const toTrimmedText = (value: unknown) => String(value ?? '').trim();

const isEmptyRow = ({ field, value }: FilterRow) =>
	!toTrimmedText(field) && (value === undefined || value === null || value === '');

function getFilterField(spec: FilterSpec, name: string): FilterField {
	const field = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
	if (field) return field;
	const names = Object.keys(spec.fields).join(', ');
	throw new ParameterError(
		FILTERS_LABEL,
		name
			? `has the field '${name}', which this operation does not offer`
			: 'has a row without field',
		`It offers ${names}. What is not listed can be tried under 'Filter Expression'.`,
	);
}

function buildCondition(spec: FilterSpec, row: FilterRow): string {
	const name = toTrimmedText(row.field);
	const field = getFilterField(spec, name);
	const operator = toTrimmedText(row.operator).toLowerCase();
	if (!field.operators.includes(operator)) {
		throw new ParameterError(
			FILTERS_LABEL,
			`has the operator '${operator}', which this operation does not offer for '${name}'`,
			`It offers ${field.operators.join(', ')}. What is not listed can be tried under 'Filter Expression'.`,
		);
	}
	if (operator === 'pr') return `pr ${name}`;
	if (operator === 'isnull') return `${name} isnull`;
	const format = (value: unknown) => formatFilterValue(name, field, operator, value);
	if (!LIST_OPERATORS.has(operator)) return `${name} ${operator} ${format(row.value)}`;
	const values = parseList(row.value);
	return `${name} ${operator} (${values.length > 0 ? values.map(format).join(',') : format('')})`;
}

/** Where the document names one of the two only, the other is not taken. */
function assertJoinSupported({ composite = [] }: FilterSpec, join: 'and' | 'or'): void {
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
 * @param spec what the operation can filter by; undefined where the documents name nothing
 * @returns such as `name sw "A" and created gt 2030-01-31T00:00:00.000Z`; empty where there is no condition.
 * With both, `(text) and rows`
 * @throws BadInput for a row that the operation does not offer, or whose value does not fit the field
 */
export function buildFilters(
	spec: FilterSpec | undefined,
	{ rows = [], join = 'and', raw = '' }: FilterInput,
): string {
	assertStraightQuotes('Filter Expression', raw);
	const filledRows = rows.filter((row) => !isEmptyRow(row));
	if (filledRows.length === 0) return raw.trim() === '' ? '' : raw;
	if (!spec) {
		throw new ParameterError(
			FILTERS_LABEL,
			'has conditions, but this operation is not documented to filter',
			"Remove them; a filter can be tried under 'Filter Expression'.",
		);
	}
	if (filledRows.length > 1) assertJoinSupported(spec, join);
	const conditions = filledRows.map((row) => buildCondition(spec, row)).join(` ${join} `);
	if (raw.trim() === '') return conditions;
	return `(${raw}) and ${filledRows.length > 1 && join === 'or' ? `(${conditions})` : conditions}`;
}
