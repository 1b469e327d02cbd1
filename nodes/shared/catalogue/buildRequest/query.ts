import type { QueryValue } from '../../api/types';
import { ParameterError } from '../../parameters/parameterError';
import { toIsoDateTime } from '../../parameters/parse';
import { isUnset, assertRequired } from './required';
import type { Operation, ParameterSpec } from '../types';
import type { Primitive } from '../../parameters/valueSpec';
import { assertExactNumber } from '../../parameters/digits';
import { coerceValue } from './coerceValue';

/** Returns whether a value isn't sent: a query has no null. */
const isOmitted = (value: unknown) => isUnset(value) || value === null;

function toPrimitive(name: string, value: unknown): Primitive {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) {
		assertExactNumber(name, value);
		return value;
	}
	const dateTime = toIsoDateTime(value);
	if (dateTime !== undefined) return dateTime;
	throw new ParameterError(
		name,
		'must be text, a number, or a boolean',
		'Enter a single value or a list of single values.',
	);
}

function coerceValues(name: string, value: unknown, parameter?: ParameterSpec): Primitive[] {
	const isList = parameter?.type === 'list';
	const coerced = parameter
		? coerceValue(name, isList ? { ...parameter, items: 'string' } : parameter, value)
		: value;
	const primitives = (Array.isArray(coerced) ? (coerced as unknown[]) : [coerced])
		.filter((one) => !isOmitted(one))
		.map((one) => toPrimitive(name, one));
	return parameter?.csv && primitives.length > 0 ? [joinByComma(name, primitives)] : primitives;
}

/** @throws ParameterError if a value contains a comma, because ISC would treat it as several values */
function joinByComma(name: string, values: Primitive[]): string {
	const composed = values.find((value) => String(value).includes(','));
	if (composed === undefined) return values.join(',');
	throw new ParameterError(
		name,
		`contains a value with a comma: '${composed}'`,
		'Enter values without commas. ISC separates the values of this parameter by commas.',
	);
}

/** Parameters of lists that take one value. Of several, ISC would apply only one. */
const SINGLE_VALUES = ['filters', 'sorters', 'limit', 'offset', 'count'];

function assertSingleValues(values: ReadonlyMap<string, Primitive[]>): void {
	const repeated = SINGLE_VALUES.find((name) => (values.get(name)?.length ?? 0) > 1);
	if (repeated === undefined) return;
	throw new ParameterError(
		repeated,
		'is set more than once',
		"Keep one value, also in the query of a path. Combine filters in one text, for example with 'and'.",
	);
}

/**
 * Builds a query; a repeated name keeps all its values. Empty text and null mean "not set", as in the editor;
 * `false` and 0 are sent.
 * @param specs of the documented parameters; others are sent unchanged
 * @throws ParameterError naming the parameter that has a wrong value, or several where ISC takes one
 */
export function buildQuery(
	pairs: Iterable<readonly [name: string, value: unknown]>,
	specs: readonly ParameterSpec[] = [],
): Record<string, QueryValue> {
	const values = new Map<string, Primitive[]>();
	for (const [name, value] of pairs) {
		if (isOmitted(value)) continue;
		const parameter = specs.find((one) => one.name === name);
		const given = coerceValues(name, value, parameter);
		if (given.length > 0) values.set(name, [...(values.get(name) ?? []), ...given]);
	}
	assertSingleValues(values);
	return Object.fromEntries(
		[...values].map(([name, list]) => [name, list.length === 1 ? list[0]! : list]),
	);
}

/**
 * Builds the query of an operation, typed by the catalogue.
 * @throws ParameterError naming the parameter that is missing or has a wrong value
 */
export function buildOperationQuery(
	operation: Operation,
	values: Record<string, unknown>,
): Record<string, QueryValue> {
	const parameters = operation.parameters.filter((one) => one.in === 'query');
	const query = buildQuery(Object.entries(values), parameters);
	const required = parameters.filter((one) => one.required).map(({ name }) => name);
	assertRequired([...required, ...(operation.filters?.required ? ['filters'] : [])], query);
	return query;
}
