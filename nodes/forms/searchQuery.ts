import isPlainObject from 'lodash/isPlainObject';

import { BadInput } from '../client/errors/failures';
import { readList } from './list';
import { textOf, textsIn } from './searchValues';

/** A condition as the editor gives it. */
export interface ConditionRow {
	/** Such as `attributes.department`; `@access.name` for a value of a nested list. */
	field?: unknown;
	operator?: string;
	value?: unknown;
}

export interface SearchQueryInput {
	rows: ConditionRow[];
	/** How conditions are joined with each other. */
	join: 'and' | 'or';
	/** A query of the user's own; it and the conditions must match together. */
	typed: string;
}

const CONDITIONS = 'Conditions';

/** What means something to the query language; quotes alone protect hyphens and spaces. */
const SPECIAL = /[+\-=&|><!(){}[\]^"~*?:\\/\s]/g;

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const escaped = (text: string) => text.replace(SPECIAL, '\\$&');

/** A bound of a range: plain where it can be, since quotes make no difference to a date or a number. */
const bound = (text: string) => (/^[\w.:+-]+$/.test(text) ? text : quoted(text));

type Build = (field: string, value: unknown) => string;

const range =
	(open: string, close: string, isLower: boolean): Build =>
	(field, value) => {
		const text = bound(textOf(value));
		return isLower
			? `${field}:${open}${text} TO *${close}`
			: `${field}:${open}* TO ${text}${close}`;
	};

const OPERATORS: Record<string, Build> = {
	equals: (field, value) => `${field}:${quoted(textOf(value))}`,
	notEquals: (field, value) => `NOT ${field}:${quoted(textOf(value))}`,
	in: (field, value) => `${field}:(${textsIn(value).map(quoted).join(' OR ')})`,
	startsWith: (field, value) => `${field}:${escaped(textOf(value))}*`,
	contains: (field, value) => `${field}:*${escaped(textOf(value))}*`,
	after: range('{', ']', true),
	from: range('[', ']', true),
	before: range('[', '}', false),
	to: range('[', ']', false),
	exists: (field) => `_exists_:${field}`,
	missing: (field) => `NOT _exists_:${field}`,
};

const isComposed = (value: unknown) => Array.isArray(value) || isPlainObject(value);

const WITHOUT_VALUE = new Set(['exists', 'missing']);

function condition({ field, operator = 'equals', value }: ConditionRow, index: number): string {
	const place = `in row ${index + 1}`;
	const name = String(field ?? '').trim();
	const [, nested, inner] = /^@([^.]+)\.(.+)$/.exec(name) ?? [];
	if (!/^[\w.@-]+$/.test(name) || (name.startsWith('@') && !nested)) {
		throw new BadInput(
			CONDITIONS,
			`${place} names the field '${name}', which is none`,
			"Enter a field such as attributes.department, or one of a nested list such as '@access.name'.",
		);
	}
	const build = OPERATORS[operator];
	if (!build) {
		throw new BadInput(
			CONDITIONS,
			`${place} has the operator '${operator}', which is none`,
			`Use one of: ${Object.keys(OPERATORS).join(', ')}.`,
		);
	}
	const values = operator === 'in' ? readList(value) : [value];
	if (values.some(isComposed) && !WITHOUT_VALUE.has(operator)) {
		throw new BadInput(
			CONDITIONS,
			`${place} have a list or an object as the value for '${name}'`,
			"Choose 'In' for several values; elsewhere, let the expression give one text, number or date.",
		);
	}
	const isEmpty = values.every((one) => textOf(one) === '');
	if (isEmpty && !WITHOUT_VALUE.has(operator)) {
		throw new BadInput(
			CONDITIONS,
			`${place} have no value for '${name}'`,
			"Enter one, remove the row, or choose 'Has No Value'.",
		);
	}
	if (!nested) return build(name, value);
	// What is not in a nested list is not so in any of its entries: the negation stands outside.
	const text = build(inner!, value);
	return text.startsWith('NOT ') ? `NOT @${nested}(${text.slice(4)})` : `@${nested}(${text})`;
}

/** To the query language, NOT beside OR excludes from the whole: it needs a place of its own. */
const alternative = (text: string) => (text.startsWith('NOT ') ? `(* AND ${text})` : text);

/**
 * Makes a query of conditions and of what was typed.
 * @returns text of the query language; `*`, which finds everything, where nothing is asked for
 * @throws BadInput naming the row that cannot be used
 */
export function buildSearchQuery({ rows, join, typed }: SearchQueryInput): string {
	const own = typed.trim();
	const isAny = join === 'or' && rows.length > 1;
	const made = rows
		.map(condition)
		.map((text) => (isAny ? alternative(text) : text))
		.join(isAny ? ' OR ' : ' AND ');
	if (own === '' || made === '') return own || made || '*';
	return `(${own}) AND (${made})`;
}
