import get from 'lodash/get';
import isEqual from 'lodash/isEqual';

import { isObject } from '../../forms/object';

/** As much of JSON Schema as ISC's event triggers use. */
interface Schema {
	$ref?: string;
	type?: string | string[];
	/** Of OpenAPI: null will do as well. */
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

/** Types that are known; others, as those of Avro, say nothing that could be checked. */
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
/** A schema may lead back to itself. */
const MAX_DEPTH = 30;

const typeOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isOfType = (value: unknown, type: string): boolean =>
	type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

/** What a reference within the schema leads to, such as `#/definitions/record:Output`. */
function resolved(root: Schema, reference: string): Schema | undefined {
	if (!reference.startsWith('#')) return undefined;
	const steps = reference
		.slice(1)
		.split('/')
		.slice(1)
		.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
	return (steps.length === 0 ? root : get(root, steps)) as Schema | undefined;
}

/** Looks at values with one schema; what refers to other places of it is followed. */
class Checker {
	private readonly root: Schema;

	constructor(root: Schema) {
		this.root = root;
	}

	/** What is wrong with a value; undefined where nothing is. */
	problemWith(value: unknown, schema: Schema, name: string, depth = 0): string | undefined {
		if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return undefined;
		const inner = (other: Schema) => this.problemWith(value, other, name, depth + 1);
		if (typeof schema.$ref === 'string') {
			const target = resolved(this.root, schema.$ref);
			if (target) return inner(target);
			// One that was put into another as it was refers to what is within itself.
			const own = schema === this.root ? undefined : resolved(schema, schema.$ref);
			return own && new Checker(schema).problemWith(value, own, name, depth + 1);
		}
		if (value === null && schema.nullable === true) return undefined;
		return (
			this.own(value, schema, name) ??
			firstOf(schema.allOf ?? [], inner) ??
			this.none(schema.anyOf, inner, name) ??
			this.none(schema.oneOf, inner, name) ??
			this.within(value, schema, name, depth + 1)
		);
	}

	private own(value: unknown, schema: Schema, name: string): string | undefined {
		const types = schema.type === undefined ? [] : [schema.type].flat();
		const areKnown = types.length > 0 && types.every((type) => TYPES.includes(type));
		if (areKnown && !types.some((type) => isOfType(value, type))) {
			return `${name} must be ${types.join(' or ')}, and is ${typeOf(value)}`;
		}
		// An empty text stands for no choice: ISC documents it so for approvers.
		const choices = 'const' in schema ? [schema.const] : schema.enum;
		if (choices && value !== '' && !choices.some((choice) => isEqual(choice, value))) {
			return `${name} must be one of ${choices.map(String).join(', ')}`;
		}
		return undefined;
	}

	/** One of several schemas has to fit; the problem of a single one is told as its own. */
	private none(
		schemas: Schema[] | undefined,
		inner: (schema: Schema) => string | undefined,
		name: string,
	): string | undefined {
		if (!schemas?.length) return undefined;
		const problems = schemas.map(inner);
		if (problems.some((problem) => problem === undefined)) return undefined;
		const told = [...new Set(problems)].join('; ');
		return problems.length === 1
			? told
			: `${name} has none of the forms that the event takes (${told})`;
	}

	private within(value: unknown, schema: Schema, name: string, depth: number): string | undefined {
		if (Array.isArray(value)) {
			const { items } = schema;
			return firstOf(value, (entry, at) => {
				const one = Array.isArray(items) ? items[at] : items;
				return one && this.problemWith(entry, one, `entry ${at + 1} of ${name}`, depth);
			});
		}
		if (!isObject(value)) return undefined;
		const { required = [], properties = {}, additionalProperties } = schema;
		const missing = required.find((field) => value[field] === undefined);
		if (missing !== undefined) return `'${missing}' is missing`;
		return firstOf(Object.entries(value), ([field, entry]) => {
			if (entry === undefined) return undefined;
			const known = Object.hasOwn(properties, field) ? properties[field] : undefined;
			if (known) return this.problemWith(entry, known, `'${field}'`, depth);
			if (additionalProperties === false) return `'${field}' is not a field of the answer`;
			return isObject(additionalProperties)
				? this.problemWith(entry, additionalProperties as Schema, `'${field}'`, depth)
				: undefined;
		});
	}
}

/** The first problem that something has. */
function firstOf<T>(
	things: T[],
	problemOf: (thing: T, at: number) => string | undefined,
): string | undefined {
	for (const [at, thing] of things.entries()) {
		const problem = problemOf(thing, at);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/**
 * What is wrong with an answer, by the form that the event wants.
 * @param text JSON Schema as ISC gives it; anything will do where it gives none
 * @returns undefined where nothing is
 */
export function answerProblem(answer: unknown, text: string | undefined): string | undefined {
	if (!isObject(answer)) return 'the answer must be an object';
	const schema = schemaIn(text);
	return schema ? new Checker(schema).problemWith(answer, schema, 'the answer') : undefined;
}

function schemaIn(text: string | undefined): Schema | undefined {
	if (!text) return undefined;
	try {
		return JSON.parse(text) as Schema | undefined;
	} catch {
		return undefined;
	}
}
