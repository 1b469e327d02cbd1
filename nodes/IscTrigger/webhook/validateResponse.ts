import get from 'lodash/get';
import isEqual from 'lodash/isEqual';

import { isJsonObject } from '../../shared/parameters/json';
import { tryParseJson } from '../../shared/parameters/tryParse';

/** The part of JSON Schema that ISC's event triggers use. */
interface Schema {
	$ref?: string;
	type?: string | string[];
	/** OpenAPI: null is valid as well. */
	nullable?: boolean;
	enum?: unknown[];
	const?: unknown;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema | Schema[];
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
}

/** Types of JSON Schema. Others, such as Avro's, aren't checked. */
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
/** Limit for schemas that refer to themselves. */
const MAX_DEPTH = 30;

const getTypeName = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isOfType = (value: unknown, type: string): boolean =>
	type === 'integer' ? Number.isInteger(value) : getTypeName(value) === type;

/** Returns the schema for a local reference, such as `#/definitions/record:Output`. */
function resolveReference(root: Schema, reference: string): Schema | undefined {
	if (!reference.startsWith('#')) return undefined;
	const steps = reference
		.slice(1)
		.split('/')
		.slice(1)
		.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
	return (steps.length === 0 ? root : get(root, steps)) as Schema | undefined;
}

/** Checks values against one schema, and follows its local references. */
class Checker {
	private readonly root: Schema;

	constructor(root: Schema) {
		this.root = root;
	}

	/** Describes the problem of a value; undefined for a valid one. */
	findProblem(value: unknown, schema: Schema, name: string, depth = 0): string | undefined {
		if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return undefined;
		const check = (other: Schema) => this.findProblem(value, other, name, depth + 1);
		if (typeof schema.$ref === 'string') {
			const target = resolveReference(this.root, schema.$ref);
			if (target) return check(target);
			// A complete schema nested in another one refers to its own definitions.
			const own = schema === this.root ? undefined : resolveReference(schema, schema.$ref);
			return own && new Checker(schema).findProblem(value, own, name, depth + 1);
		}
		if (value === null && schema.nullable === true) return undefined;
		return (
			this.checkValue(value, schema, name) ??
			findFirst(schema.allOf ?? [], check) ??
			this.checkAlternatives(schema.anyOf, check, name) ??
			this.checkAlternatives(schema.oneOf, check, name) ??
			this.checkContents(value, schema, name, depth + 1)
		);
	}

	private checkValue(value: unknown, schema: Schema, name: string): string | undefined {
		const types = schema.type === undefined ? [] : [schema.type].flat();
		const areKnown = types.length > 0 && types.every((type) => TYPES.includes(type));
		if (areKnown && !types.some((type) => isOfType(value, type))) {
			return `${name} must be ${types.join(' or ')}, and is ${getTypeName(value)}`;
		}
		// ISC documents an empty string as "no approver".
		const choices = 'const' in schema ? [schema.const] : schema.enum;
		if (choices && value !== '' && !choices.some((choice) => isEqual(choice, value))) {
			return `${name} must be one of ${choices.map(String).join(', ')}`;
		}
		return undefined;
	}

	/** Requires one of several schemas to match. */
	private checkAlternatives(
		schemas: Schema[] | undefined,
		check: (schema: Schema) => string | undefined,
		name: string,
	): string | undefined {
		if (!schemas?.length) return undefined;
		const problems = schemas.map(check);
		if (problems.some((problem) => problem === undefined)) return undefined;
		const details = [...new Set(problems)].join('; ');
		return problems.length === 1
			? details
			: `${name} doesn't match any schema of the event (${details})`;
	}

	private checkContents(
		value: unknown,
		schema: Schema,
		name: string,
		depth: number,
	): string | undefined {
		if (Array.isArray(value)) {
			const { items } = schema;
			return findFirst(value, (entry, index) => {
				const itemSchema = Array.isArray(items) ? items[index] : items;
				return (
					itemSchema && this.findProblem(entry, itemSchema, `entry ${index + 1} of ${name}`, depth)
				);
			});
		}
		if (!isJsonObject(value)) return undefined;
		const { required = [], properties = {}, additionalProperties } = schema;
		const missing = required.find((field) => value[field] === undefined);
		if (missing !== undefined) return `'${missing}' is missing`;
		return findFirst(Object.entries(value), ([field, entry]) => {
			if (entry === undefined) return undefined;
			const known = Object.hasOwn(properties, field) ? properties[field] : undefined;
			if (known) return this.findProblem(entry, known, `'${field}'`, depth);
			if (additionalProperties === false) return `'${field}' isn't a field of the response`;
			return isJsonObject(additionalProperties)
				? this.findProblem(entry, additionalProperties as Schema, `'${field}'`, depth)
				: undefined;
		});
	}
}

/** Returns the first problem of a list of values. */
function findFirst<T>(
	values: T[],
	findProblem: (value: T, index: number) => string | undefined,
): string | undefined {
	for (const [index, value] of values.entries()) {
		const problem = findProblem(value, index);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/**
 * Checks a response against the output schema of the event.
 * @param text JSON Schema as ISC returns it; without one, every object is valid
 * @returns a description of the problem; undefined for a valid response
 */
export function findSchemaViolation(
	response: unknown,
	text: string | undefined,
): string | undefined {
	if (!isJsonObject(response)) return 'the response must be an object';
	const schema = parseSchema(text);
	return schema ? new Checker(schema).findProblem(response, schema, 'the response') : undefined;
}

const parseSchema = (text = ''): Schema | undefined => tryParseJson(text) as Schema | undefined;
