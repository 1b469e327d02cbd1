import type { FilterField, FilterSpec } from '../../nodes/shared/parameters/valueSpec.ts';
import type { ParameterObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { enumOf, itemsOf, propertiesOf, typeOf, type View } from './schemas.mts';

const OPERATORS = [
	...['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'in', 'ca', 'pr', 'isnull'],
] as const;
const JOINS = ['and', 'or', 'not'];

const FIELD = /^\*\*([\w.]+)\*\*:?\s*\*([^*]+)\*$/;
const COMPOSITE = /^\**Supported composite operators\**(?::| are)\s*\*([^*]+)\*$/;
/** Bold text at the start of a line that is neither: values of a field. */
const ASIDE = /^\*\*Possible Values:\*\*/;
const SORT_FIELDS = /Sorting is supported for the following fields:\s*\*\*([^*]+)\*\*/;

const listIn = (text: string) => text.split(',').map((part) => part.trim());

function known(words: string[], all: readonly string[], what: string): string[] {
	const unknown = words.find((word) => !all.includes(word));
	if (unknown !== undefined) throw new Error(`unknown ${what} '${unknown}'`);
	return words;
}

/** Follows a dotted path into the record; a list on the way stands for its items. */
function viewAt(view: View | undefined, path: string[], resolve: Resolve): View | undefined {
	if (!view) return undefined;
	if (typeOf(view, resolve) === 'list') return viewAt(itemsOf(view, resolve), path, resolve);
	const [step, ...rest] = path;
	if (step === undefined) return view;
	return viewAt(propertiesOf(view, resolve)[step], rest, resolve);
}

/** What a field is compared with, where the records of the answer have it. */
function valueFacts(
	field: string,
	item: View | undefined,
	resolve: Resolve,
): Pick<FilterField, 'type' | 'enum'> {
	const view = viewAt(item, field.split('.'), resolve);
	if (!view) return {};
	const type = typeOf(view, resolve);
	return { type: type === 'any' || type === 'object' ? undefined : type, enum: enumOf(view) };
}

/**
 * Reads what a list can be filtered by from the text of its `filters` parameter: the documents have it nowhere else.
 * @param item a record of the answer, which tells the types; undefined where it is unknown
 * @throws where the text names no field, or has a line that looks like one and is not understood
 */
export function readFilters(
	parameter: ParameterObject,
	item: View | undefined,
	resolve: Resolve,
): FilterSpec {
	const fields: Record<string, FilterField> = {};
	let composite: string[] | undefined;
	const add = (name: string, operators: string) => {
		const words = known(listIn(operators), OPERATORS, 'filter operator');
		fields[name] = { operators: words, ...valueFacts(name, item, resolve) };
	};
	for (const line of (parameter.description ?? '').split('\n').map((text) => text.trim())) {
		const [, name, operators] = FIELD.exec(line) ?? [];
		const joins = COMPOSITE.exec(line)?.[1];
		if (joins) composite = known(listIn(joins), JOINS, 'composite operator');
		else if (name && operators) add(name, operators);
		else if (line.startsWith('**') && !ASIDE.test(line)) {
			throw new Error(`filters: '${line}' is not understood`);
		}
	}
	if (Object.keys(fields).length === 0) throw new Error('filters: the text names no field');
	for (const [name, operators] of Object.entries(parameter['x-also-filterable'] ?? {})) {
		add(name, operators);
	}
	return {
		required: parameter.required || undefined,
		composite,
		fields,
	};
}

/** @throws where the text of the `sorters` parameter names no field */
export function readSorters({ description = '' }: ParameterObject): string[] {
	const fields = SORT_FIELDS.exec(description)?.[1];
	if (!fields) throw new Error('sorters: the text names no field');
	return [...new Set(listIn(fields))];
}
