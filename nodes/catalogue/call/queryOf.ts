import type { QueryValue } from '../../client/call';
import { BadInput } from '../../client/errors/failures';
import { isoMoment } from '../../forms/dates';
import { isUnset, requireAll } from './missing';
import type { Operation, Parameter, Plain } from '../operation';
import { typed } from './typed';

/** Null is no value in a query. */
const isLeftOut = (value: unknown) => isUnset(value) || value === null;

function plain(name: string, value: unknown): Plain {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	const moment = isoMoment(value);
	if (moment !== undefined) return moment;
	throw new BadInput(
		name,
		'is neither text, number nor boolean',
		'Give a single value, or a list of single values.',
	);
}

/** What the documents do not know goes out as it is: they may be incomplete. */
function unknownValue(name: string, value: unknown): QueryValue {
	if (!Array.isArray(value)) return plain(name, value);
	return value.filter((one) => !isLeftOut(one)).map((one) => plain(name, one));
}

function knownValue(parameter: Parameter, value: unknown): QueryValue {
	const { name, type, csv } = parameter;
	if (type !== 'list') return plain(name, typed(name, parameter, value));
	const values = typed(name, { ...parameter, items: 'string' }, value) as unknown[];
	const kept = values.filter((one) => !isLeftOut(one)).map((one) => plain(name, one));
	return csv ? kept.join(',') : kept;
}

/**
 * Types the query by the catalogue. What is not set is left out; `false` and 0 are sent.
 * @throws BadInput naming the parameter that is missing or takes other values
 */
export function queryOf(
	operation: Operation,
	values: Record<string, unknown>,
): Record<string, QueryValue> {
	const parameters = operation.parameters.filter((one) => one.in === 'query');
	const query = Object.fromEntries(
		Object.entries(values)
			.filter(([, value]) => !isLeftOut(value))
			.map(([name, value]) => {
				const parameter = parameters.find((one) => one.name === name);
				return [
					name,
					parameter ? knownValue(parameter, value) : unknownValue(name, value),
				] as const;
			})
			.filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
	);
	const required = parameters.filter((one) => one.required).map(({ name }) => name);
	requireAll([...required, ...(operation.filters?.required ? ['filters'] : [])], query);
	return query;
}
