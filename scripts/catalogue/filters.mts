import type { FilterField, FilterSpec } from '../../nodes/shared/parameters/valueSpec.ts';
import type { ParameterObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { getEnum, getItems, getProperties, getValueType, type ResolvedSchema } from './schemas.mts';

const OPERATORS = [
	...['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'in', 'ca', 'pr', 'isnull'],
] as const;
const JOINS = ['and', 'or', 'not'];

const FIELD = /^\*\*([\w.]+)\*\*:?\s*\*([^*]+)\*$/;
const COMPOSITE = /^\**Supported composite operators\**(?::| are)\s*\*([^*]+)\*$/;
/** Bold text at the start of a line that is neither: values of a field. */
const ASIDE = /^\*\*Possible Values:\*\*/;
const SORT_FIELDS = /Sorting is supported for the following fields:\s*\*\*([^*]+)\*\*/;

const splitList = (text: string) => text.split(',').map((part) => part.trim());

function assertKnown(words: string[], all: readonly string[], noun: string): string[] {
	const unknown = words.find((word) => !all.includes(word));
	if (unknown !== undefined) throw new Error(`unknown ${noun} '${unknown}'`);
	return words;
}

/** Follows a dotted path into the record; a list on the way stands for its items. */
function getSchemaAt(
	schema: ResolvedSchema | undefined,
	path: string[],
	resolve: Resolve,
): ResolvedSchema | undefined {
	if (!schema) return undefined;
	if (getValueType(schema, resolve) === 'list')
		return getSchemaAt(getItems(schema, resolve), path, resolve);
	const [step, ...rest] = path;
	if (step === undefined) return schema;
	return getSchemaAt(getProperties(schema, resolve)[step], rest, resolve);
}

/** What a field is compared with, where the records of the answer have it. */
function readConstraints(
	field: string,
	item: ResolvedSchema | undefined,
	resolve: Resolve,
): Pick<FilterField, 'type' | 'enum'> {
	const schema = getSchemaAt(item, field.split('.'), resolve);
	if (!schema) return {};
	const type = getValueType(schema, resolve);
	return { type: type === 'any' || type === 'object' ? undefined : type, enum: getEnum(schema) };
}

/**
 * Reads what a list can be filtered by from the text of its `filters` parameter: the documents have it nowhere else.
 * @param item a record of the answer, which tells the types; undefined where it is unknown
 * @throws where the text names no field, or has a line that looks like one and is not understood
 */
export function readFilters(
	parameter: ParameterObject,
	item: ResolvedSchema | undefined,
	resolve: Resolve,
): FilterSpec {
	const fields: Record<string, FilterField> = {};
	let composite: string[] | undefined;
	const addField = (name: string, operators: string) => {
		const words = assertKnown(splitList(operators), OPERATORS, 'filter operator');
		fields[name] = { operators: words, ...readConstraints(name, item, resolve) };
	};
	for (const line of (parameter.description ?? '').split('\n').map((text) => text.trim())) {
		const [, name, operators] = FIELD.exec(line) ?? [];
		const joins = COMPOSITE.exec(line)?.[1];
		if (joins) composite = assertKnown(splitList(joins), JOINS, 'composite operator');
		else if (name && operators) addField(name, operators);
		else if (line.startsWith('**') && !ASIDE.test(line)) {
			throw new Error(`filters: '${line}' is not understood`);
		}
	}
	if (Object.keys(fields).length === 0) throw new Error('filters: the text names no field');
	for (const [name, operators] of Object.entries(parameter['x-also-filterable'] ?? {})) {
		addField(name, operators);
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
	return [...new Set(splitList(fields))];
}
