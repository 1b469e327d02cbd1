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
/** Values of a field, the only other bold text at the start of a line. */
const ASIDE = /^\*\*Possible Values:\*\*/;
const SORT_FIELDS = /Sorting is supported for the following fields:\s*\*\*([^*]+)\*\*/;

const splitList = (text: string) => text.split(',').map((part) => part.trim());

function assertKnown(words: string[], all: readonly string[], noun: string): string[] {
	const unknown = words.find((word) => !all.includes(word));
	if (unknown !== undefined) throw new Error(`unknown ${noun} '${unknown}'`);
	return words;
}

/** Returns the schema at a dotted path; lists on the path are replaced by their items. */
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

/** Returns type and enum of a filter field, if the records of the response have it. */
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
 * Reads filter fields from the description of the `filters` parameter, the only place where the documents have them.
 * @param item schema of a record in the response, for the types; undefined if unknown
 * @throws if the text contains no field, or a line that looks like a field but can't be parsed
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
			throw new Error(`filters: '${line}' can't be parsed`);
		}
	}
	if (Object.keys(fields).length === 0) throw new Error('filters: the text contains no field');
	for (const [name, operators] of Object.entries(parameter['x-also-filterable'] ?? {})) {
		addField(name, operators);
	}
	return {
		required: parameter.required || undefined,
		composite,
		fields,
	};
}

/** Reads the sort fields. @throws if the description of the `sorters` parameter contains no field */
export function readSorters({ description = '' }: ParameterObject): string[] {
	const fields = SORT_FIELDS.exec(description)?.[1];
	if (!fields) throw new Error('sorters: the text contains no field');
	return [...new Set(splitList(fields))];
}
