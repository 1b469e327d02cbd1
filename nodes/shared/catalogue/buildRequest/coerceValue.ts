import { ParameterError } from '../../parameters/parameterError';
import {
	toIsoDateTime,
	parseJsonArray,
	parseListParameter,
	parseBoolean,
	parseDecimal,
} from '../../parameters/parse';
import { assertNumberUnchanged, assertExactNumber } from '../../parameters/digits';
import { isJsonObject } from '../../parameters/json';
import type { BodyField } from '../types';
import type { Primitive } from '../../parameters/valueSpec';
import { removeCodeFence, tryParseJson } from '../../parameters/tryParse';

/** The constraints of one value: a parameter or a field of a body. */
export type ValueConstraints = Pick<BodyField, 'type' | 'items' | 'enum' | 'min' | 'max'>;

/** The documents can be wrong, so the hint names the way around them: a Custom Request isn't checked. */
const reject = (name: string, problem: string, hint: string): never => {
	throw new ParameterError(name, problem, `${hint} To send other values, use a Custom Request.`);
};

function coerceNumber(name: string, { type, min, max }: ValueConstraints, value: unknown): number {
	const read = parseDecimal(value);
	if (read === undefined) return reject(name, 'must be a number', 'Enter digits.');
	if (typeof value === 'number') assertExactNumber(name, value);
	if (typeof value === 'string') assertNumberUnchanged(name, value.trim());
	if (type === 'integer' && !Number.isInteger(read)) {
		reject(name, 'must be an integer', 'Enter a number without decimals.');
	}
	if (min !== undefined && read < min) {
		reject(name, `must be at least ${min}, but is ${read}`, `Enter ${min} or a larger number.`);
	}
	if (max !== undefined && read > max) {
		reject(name, `must be at most ${max}, but is ${read}`, `Enter ${max} or a smaller number.`);
	}
	return read;
}

function coerceText(name: string, value: unknown): string {
	if (typeof value === 'number') assertExactNumber(name, value);
	if (typeof value === 'string') return value;
	if (['number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	return (
		toIsoDateTime(value) ??
		reject(name, 'must be text, a number, or a boolean', 'Enter a single value.')
	);
}

/** Returns an object, parsed if it is JSON text from an editor field. */
function coerceObject(name: string, value: unknown): unknown {
	const read = typeof value === 'string' ? parseJsonObject(name, value) : value;
	return isJsonObject(read)
		? read
		: reject(name, 'must be a JSON object', 'Enter it as {"name": "value"}.');
}

function parseJsonObject(name: string, json: string): unknown {
	if (!removeCodeFence(json).trim().startsWith('{')) return undefined;
	const read = tryParseJson(json);
	if (read !== undefined) assertNumberUnchanged(name, json);
	return read;
}

function coerceList(name: string, constraints: ValueConstraints, value: unknown): unknown[] {
	const { items = 'any' } = constraints;
	const isOfObjects = items === 'object' || items === 'list';
	if (isOfObjects && typeof value === 'string' && !parseJsonArray(value)) {
		reject(name, 'must be a JSON array', 'Enter it as [{"name": "value"}].');
	}
	if (!Array.isArray(value) && typeof value === 'object') {
		reject(name, 'must be a list, but is an object', 'Put it in square brackets.');
	}
	if (typeof value === 'string' && parseJsonArray(value)) assertNumberUnchanged(name, value);
	return parseListParameter(name, value).map((one) =>
		one === null ? one : coerceValue(name, { ...constraints, type: items, items: undefined }, one),
	);
}

/** Returns the documented value if only the case differs. Others are sent unchanged: a tenant can have newer values. */
function matchEnum(values: Primitive[], value: unknown): unknown {
	if (values.includes(value as Primitive)) return value;
	const matches = values.filter((one) => String(one).toLowerCase() === String(value).toLowerCase());
	return matches.length === 1 ? matches[0] : value;
}

function coerceByType(name: string, constraints: ValueConstraints, value: unknown): unknown {
	switch (constraints.type) {
		case 'string':
			return coerceText(name, value);
		case 'integer':
		case 'number':
			return coerceNumber(name, constraints, value);
		case 'boolean':
			return parseBoolean(value) ?? reject(name, 'must be a boolean', 'Enter true or false.');
		case 'dateTime':
			return (
				toIsoDateTime(value) ??
				reject(
					name,
					'must be a date',
					'Enter a date such as 2030-01-31 or 2030-01-31T12:00:00Z. Without an offset, it is UTC.',
				)
			);
		case 'list':
			return coerceList(name, constraints, value);
		case 'object':
			return coerceObject(name, value);
		case 'file':
			return reject(name, 'must be a file', 'Use a binary field of the input item.');
		default:
			return typeof value === 'string'
				? (parseJsonObject(name, value) ?? parseJsonArray(value) ?? value)
				: value;
	}
}

/**
 * Converts a value to its type in the catalogue. Text becomes a number, boolean, list, or object if there is only one
 * way to parse it. Text formats aren't checked: ISC accepts IDs of its own form where the documents say `uuid`.
 * @param name of the parameter or field
 * @throws ParameterError naming the type or range that is required
 */
export function coerceValue(name: string, constraints: ValueConstraints, value: unknown): unknown {
	const read = coerceByType(name, constraints, value);
	const isPlain = typeof read !== 'object';
	return constraints.enum && isPlain ? matchEnum(constraints.enum, read) : read;
}
