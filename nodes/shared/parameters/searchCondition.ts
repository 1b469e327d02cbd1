import isPlainObject from 'lodash/isPlainObject';

import { ParameterError } from './parameterError';
import { parseList } from './parse';
import {
	escapeTerm,
	buildWordsTerm,
	buildRangeTerm,
	buildOneOfTerm,
	buildPatternTerm,
} from './searchTerms';
import { toSearchText, toSearchTexts } from './searchValues';

/** A condition as the editor gives it. */
export interface ConditionRow {
	/** Such as `attributes.department`; `@access.name` for a value of a nested list. */
	field?: unknown;
	operator?: string;
	value?: unknown;
}

/** A condition in the query language. */
export interface SearchCondition {
	/** Without the negation. */
	text: string;
	isNegated: boolean;
	/** Name of the nested list whose entries it is about. */
	list?: string;
}

export const CONDITIONS_LABEL = 'Conditions';

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

/** Names in any script; tenants name their attributes, also with spaces. */
const FIELD = /^(?:attributes\.[\p{L}\p{M}\p{N}_.@ -]+|[\p{L}\p{M}\p{N}_.@-]+)$/u;

/**
 * @param index of the row, from 0
 * @throws BadInput naming the row that cannot be used
 */
export function parseCondition(
	{ field, operator = 'equals', value }: ConditionRow,
	index: number,
): SearchCondition {
	const row = `in row ${index + 1}`;
	const name = String(field ?? '').trim();
	const [, list, inner] = /^@([^.]+)\.(.+)$/.exec(name) ?? [];
	if (!FIELD.test(name) || (name.startsWith('@') && !list)) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row} names the field '${name}', which isn't a field`,
			"Enter a field such as attributes.department, or a field of a nested list such as '@access.name'.",
		);
	}
	const build = OPERATORS[operator];
	if (!build) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row} has the operator '${operator}', which doesn't exist`,
			`Use one of: ${Object.keys(OPERATORS).join(', ')}.`,
		);
	}
	if (!OPERATORS_WITHOUT_VALUE.has(operator)) assertValue(operator, value, `${row}`, name);
	return {
		// A space would end the name.
		text: build((inner ?? name).replace(/ /g, '\\ '), value),
		isNegated: NEGATED_OPERATORS.has(operator),
		...(list && { list }),
	};
}

function assertValue(operator: string, value: unknown, row: string, name: string): void {
	const values = operator === 'in' ? parseList(value) : [value];
	if (values.some(isComposed)) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row} have a list or an object as the value for '${name}'`,
			"Choose 'In' for several values. For other operators, the value must be one text, number or date.",
		);
	}
	if (values.every((one) => toSearchText(one) === '')) {
		throw new ParameterError(
			CONDITIONS_LABEL,
			`${row} have no value for '${name}'`,
			"Enter a value, remove the row, or choose 'Has No Value'.",
		);
	}
}
