import isPlainObject from 'lodash/isPlainObject';

import { ParameterError } from './parameterError';
import { parseListParameter } from './parse';
import {
	escapeTerm,
	buildWordsTerm,
	buildRangeTerm,
	buildOneOfTerm,
	buildPatternTerm,
	toSearchText,
	toSearchTexts,
} from './searchTerms';

/** One condition, as a row in the editor. */
export interface ConditionRow {
	/** Field such as `attributes.department`, or `@access.name` for a field of a nested list. */
	field?: unknown;
	operator?: string;
	value?: unknown;
}

/** A condition in the query language of ISC search. */
export interface SearchCondition {
	/** Query text without the negation. */
	text: string;
	isNegated: boolean;
	/** Name of the nested list that the condition applies to. */
	list?: string;
}

const CONDITIONS_LABEL = 'Conditions';

type BuildTerm = (field: string, value: unknown) => string;

const createRangeBuilder =
	(isLower: boolean, inclusive: boolean): BuildTerm =>
	(field, value) =>
		buildRangeTerm(field, toSearchText(value), { isLower, inclusive });

const buildEquals: BuildTerm = (field, value) => buildOneOfTerm(field, [toSearchText(value)]);
const buildExists: BuildTerm = (field) => `_exists_:${field}`;

const OPERATORS: Record<string, BuildTerm> = {
	equals: buildEquals,
	notEquals: buildEquals,
	in: (field, value) => buildOneOfTerm(field, toSearchTexts(value)),
	startsWith: (field, value) => buildPatternTerm(field, `${escapeTerm(toSearchText(value))}*`),
	contains: (field, value) => buildPatternTerm(field, `*${escapeTerm(toSearchText(value))}*`),
	hasWords: (field, value) => buildWordsTerm(field, toSearchText(value)),
	after: createRangeBuilder(true, false),
	from: createRangeBuilder(true, true),
	before: createRangeBuilder(false, false),
	to: createRangeBuilder(false, true),
	exists: buildExists,
	missing: buildExists,
};

const NEGATED_OPERATORS = new Set(['notEquals', 'missing']);
const OPERATORS_WITHOUT_VALUE = new Set(['exists', 'missing']);

const isComposed = (value: unknown) => Array.isArray(value) || isPlainObject(value);

/** Field names in any script. Names of identity attributes can contain spaces. */
const FIELD = /^(?:attributes\.[\p{L}\p{M}\p{N}_.@ -]+|[\p{L}\p{M}\p{N}_.@-]+)$/u;

/**
 * Parses a row of the editor.
 * @param index index of the row, starting at 0
 * @throws {ParameterError} if the row is invalid; the message names it
 */
export function parseCondition(
	{ field, operator = 'equals', value }: ConditionRow,
	index: number,
): SearchCondition {
	const row = `in row ${index + 1}`;
	const name = String(field ?? '').trim();
	const [, list, inner] = /^@([^.]+)\.(.+)$/.exec(name) ?? [];
	if (name === '') {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`have no field ${row}`,
			'Enter a field such as attributes.department, or remove the row.',
		);
	}
	if (!FIELD.test(name) || (name.startsWith('@') && !list)) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row}: '${name}' isn't a valid field`,
			'Enter a field such as attributes.department, or @access.name for a field of a nested list.',
		);
	}
	const build = OPERATORS[operator];
	if (!build) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row}: unsupported operator '${operator}'`,
			`Use one of: ${Object.keys(OPERATORS).join(', ')}.`,
		);
	}
	if (!OPERATORS_WITHOUT_VALUE.has(operator)) assertValue(operator, value, row, name);
	return {
		// An unescaped space would end the field name.
		text: build((inner ?? name).replace(/ /g, '\\ '), value),
		isNegated: NEGATED_OPERATORS.has(operator),
		...(list && { list }),
	};
}

function assertValue(operator: string, value: unknown, row: string, name: string): void {
	const values = operator === 'in' ? parseListParameter(CONDITIONS_LABEL, value) : [value];
	if (values.some(isComposed)) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row}: the value for '${name}' is a list or an object`,
			"Use the operator 'In' for several values. For other operators, enter one text, number, or date.",
		);
	}
	if (values.every((item) => toSearchText(item) === '')) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row}: no value for '${name}'`,
			"Enter a value, remove the row, or use the operator 'Has No Value'.",
		);
	}
}
