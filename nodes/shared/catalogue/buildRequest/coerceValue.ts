import { ParameterError } from '../../parameters/parameterError';
import {
	toIsoDateTime,
	parseJsonArray,
	parseList,
	parseBoolean,
	parseDecimal,
} from '../../parameters/parse';
import { assertNumberUnchanged, assertNoLostDigits } from '../../parameters/digits';
import { isJsonObject } from '../../parameters/json';
import type { BodyField } from '../types';
import type { Primitive } from '../../parameters/valueSpec';

/** What the catalogue says of one value, whether a parameter or a field of a body. */
export type ValueConstraints = Pick<BodyField, 'type' | 'items' | 'enum' | 'min' | 'max'>;

/** The documents can be wrong: a custom request goes by none. */
const reject = (name: string, problem: string, hint: string): never => {
	throw new ParameterError(name, problem, `${hint} A Custom Request can send other values.`);
};

function coerceNumber(name: string, { type, min, max }: ValueConstraints, value: unknown): number {
	const read = parseDecimal(value);
	if (read === undefined) return reject(name, 'is no number', 'Enter it in digits.');
	if (typeof value === 'number') assertNoLostDigits(name, value);
	if (typeof value === 'string') assertNumberUnchanged(name, value.trim());
	if (type === 'integer' && !Number.isInteger(read)) {
		reject(name, 'is no whole number', 'Enter it without decimals.');
	}
	if (min !== undefined && read < min) {
		reject(name, `is less than ${min}`, `Enter ${min} or a larger number.`);
	}
	if (max !== undefined && read > max) {
		reject(name, `is more than ${max}`, `Enter ${max} or a smaller number.`);
	}
	return read;
}

function coerceText(name: string, value: unknown): string {
	if (typeof value === 'number') assertNoLostDigits(name, value);
	if (typeof value === 'string') return value;
	if (['number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	return (
		toIsoDateTime(value) ??
		reject(name, 'is neither text, number nor boolean', 'Give a single value.')
	);
}

/** An object; or JSON of one, as an editor field gives it. */
function coerceObject(name: string, value: unknown): unknown {
	const read = typeof value === 'string' ? parseJsonObject(name, value) : value;
	return isJsonObject(read)
		? read
		: reject(name, 'is no JSON object', 'Write it as {"name": "value"}.');
}

function parseJsonObject(name: string, json: string): unknown {
	if (!json.trim().startsWith('{')) return undefined;
	let read: unknown;
	try {
		read = JSON.parse(json);
	} catch {
		return undefined;
	}
	assertNumberUnchanged(name, json);
	return read;
}

function coerceList(name: string, constraints: ValueConstraints, value: unknown): unknown[] {
	const { items = 'any' } = constraints;
	const isOfObjects = items === 'object' || items === 'list';
	if (isOfObjects && typeof value === 'string' && !parseJsonArray(value)) {
		reject(name, 'is no JSON list', 'Write it as [{"name": "value"}].');
	}
	if (!Array.isArray(value) && typeof value === 'object') {
		reject(name, 'is an object, and a list is needed', 'Put it in square brackets.');
	}
	if (typeof value === 'string' && parseJsonArray(value)) assertNumberUnchanged(name, value);
	return parseList(value).map((one) =>
		one === null ? one : coerceValue(name, { ...constraints, type: items, items: undefined }, one),
	);
}

/** The listed value where only upper and lower case differ. Others go out as they are: tenants know new ones first. */
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
			return parseBoolean(value) ?? reject(name, 'is no boolean', 'Use true or false.');
		case 'dateTime':
			return (
				toIsoDateTime(value) ??
				reject(
					name,
					'is no date',
					'Enter a date such as 2030-01-31 or 2030-01-31T12:00:00Z; without an offset it is UTC.',
				)
			);
		case 'list':
			return coerceList(name, constraints, value);
		case 'object':
			return coerceObject(name, value);
		case 'file':
			return reject(name, 'is a file', 'Take it from the binary data of an item.');
		default:
			return typeof value === 'string'
				? (parseJsonObject(name, value) ?? parseJsonArray(value) ?? value)
				: value;
	}
}

/**
 * Makes a value what the catalogue says it is: text from the editor becomes a number, boolean, list or object
 * where it can be read in one way only. Formats of text are not checked: ISC takes IDs of its own form where
 * the documents say `uuid`.
 * @param name of the parameter or field
 * @throws BadInput naming what it takes
 */
export function coerceValue(name: string, constraints: ValueConstraints, value: unknown): unknown {
	const read = coerceByType(name, constraints, value);
	const isPlain = typeof read !== 'object';
	return constraints.enum && isPlain ? matchEnum(constraints.enum, read) : read;
}
