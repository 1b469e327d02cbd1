import type { FilterField, FilterSpec } from './valueSpec';
import { ParameterError } from './parameterError';
import { assertStraightQuotes } from './quotes';
import { FILTERS_LABEL, formatFilterValue } from './filterValue';
import { parseListParameter } from './parse';

/** One condition, as a row in the editor. */
export interface FilterRow {
	/** Field of the operation, such as `source.id`. */
	field: string;
	operator: string;
	/** Not used by `pr` and `isnull`. For `in` and `ca`, a list or comma-separated text. */
	value?: unknown;
}

export interface FilterInput {
	rows?: readonly FilterRow[];
	/** How the rows are combined; `and` by default. */
	join?: 'and' | 'or';
	/** Filter expression that the user entered. */
	raw?: string;
}

const LIST_OPERATORS = new Set(['in', 'ca']);

/** Converts a value to text. An expression can return nothing, or a value that isn't text. */
const toTrimmedText = (value: unknown) => String(value ?? '').trim();

const isEmptyRow = ({ field, value }: FilterRow) =>
	!toTrimmedText(field) && (value === undefined || value === null || value === '');

function getFilterField(spec: FilterSpec, name: string): FilterField {
	const field = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
	if (field) return field;
	const supportedFields = Object.keys(spec.fields).join(', ');
	throw new ParameterError(
		FILTERS_LABEL,
		name
			? `contains a field that this operation can't filter by: '${name}'`
			: 'contains a row without a field',
		`Use one of: ${supportedFields}. To try another field, use 'Filter Expression'.`,
	);
}

function buildCondition(spec: FilterSpec, row: FilterRow): string {
	const name = toTrimmedText(row.field);
	const field = getFilterField(spec, name);
	const operator = toTrimmedText(row.operator).toLowerCase();
	if (!field.operators.includes(operator)) {
		throw new ParameterError(
			FILTERS_LABEL,
			`contains an operator that isn't supported for '${name}': '${operator}'`,
			`Use one of: ${field.operators.join(', ')}. To try another operator, use 'Filter Expression'.`,
		);
	}
	if (operator === 'pr') return `pr ${name}`;
	if (operator === 'isnull') return `${name} isnull`;
	const format = (value: unknown) => formatFilterValue(name, field, operator, value);
	if (!LIST_OPERATORS.has(operator)) return `${name} ${operator} ${format(row.value)}`;
	const values = parseListParameter(FILTERS_LABEL, row.value);
	return `${name} ${operator} (${values.length > 0 ? values.map(format).join(',') : format('')})`;
}

/** Checks that conditions can be joined this way. If only the other way is documented, ISC rejects this one. */
function assertJoinSupported({ composite = [] }: FilterSpec, join: 'and' | 'or'): void {
	const other = join === 'and' ? 'or' : 'and';
	if (composite.includes(join) || !composite.includes(other)) return;
	throw new ParameterError(
		FILTERS_LABEL,
		`can't be combined with '${join}' in this operation`,
		`Combine the conditions with '${other}'.`,
	);
}

/**
 * Builds the `filters` query parameter of a list. A filter expression is sent unchanged and unchecked, since fields
 * that work can be undocumented. Enum values aren't checked for the same reason.
 * @param spec fields and operators of the operation; undefined if none are documented
 * @returns filter such as `name sw "A" and created gt 2030-01-31T00:00:00.000Z`; empty without conditions. Rows and a
 * filter expression are combined as `(expression) and rows`.
 * @throws {ParameterError} if the operation doesn't support a row, or its value doesn't fit the field
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
			"aren't supported: no filters are documented for this operation",
			"Remove the conditions. To try a filter anyway, use 'Filter Expression'.",
		);
	}
	if (filledRows.length > 1) assertJoinSupported(spec, join);
	const conditions = filledRows.map((row) => buildCondition(spec, row)).join(` ${join} `);
	if (raw.trim() === '') return conditions;
	return `(${raw}) and ${filledRows.length > 1 && join === 'or' ? `(${conditions})` : conditions}`;
}
