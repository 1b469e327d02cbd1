import type { Operation, ValueLookup } from '../../nodes/shared/catalogue/types.ts';
import type { ParameterObject } from './openApi.mts';
import { getPlaceholders } from './parameters.mts';
import type { Resolve } from './resolveRefs.mts';
import { getProperties, type ResolvedSchema } from './schemas.mts';

/** An operation, and the schema of a record if it returns a list. */
export interface ReadOperation {
	operation: Operation;
	item?: ResolvedSchema;
}

/** Lookup in the document or a correction: a list, and the facts that the names don't show. */
type LookupHint = Pick<ValueLookup, 'list'> & Partial<ValueLookup>;

const LABELS = ['name', 'displayName', 'label'];
const EXTENSION = 'x-sailpoint-resource-operation-id';

function readHint(parameter: ParameterObject): LookupHint | undefined {
	const hint = parameter[EXTENSION];
	if (hint === undefined) return undefined;
	if (typeof hint === 'string') return { list: hint };
	if (typeof hint === 'object' && hint !== null && 'list' in hint) return hint as LookupHint;
	throw new Error(`lookup of '${parameter.name}': several lists, or none`);
}

/** Finds the field of a record that contains the value of a parameter. */
function findValueKey(name: string, keys: string[]): string {
	const isId = /id$/i.test(name);
	if (isId && name !== 'id' && keys.includes(name) && keys.includes('id')) {
		throw new Error(`records have both 'id' and '${name}'`);
	}
	if (keys.includes(name)) return name;
	if (isId && keys.includes('id')) return 'id';
	throw new Error(`records have no field for it, only ${keys.join(', ') || 'unknown ones'}`);
}

/** Maps the path parameters of the list operation to parameters of this operation, usually of the same name. */
function mapParentParameters(
	target: Operation,
	parameterNames: string[],
	hints: ValueLookup['with'] = {},
) {
	const parentParameters = getPlaceholders(target.path).map(
		(name) => [name, hints[name] ?? name] as const,
	);
	const missing = parentParameters.find(([, ownName]) => !parameterNames.includes(ownName));
	if (missing) throw new Error(`its list needs '${missing[0]}'`);
	return Object.fromEntries(parentParameters);
}

function assertListable(target: Operation): void {
	if (target.method !== 'GET' || target.response.kind !== 'list') {
		throw new Error(`${target.id} is not a list`);
	}
	const required = target.parameters.find(
		(parameter) => parameter.in === 'query' && parameter.required,
	);
	if (required) throw new Error(`its list needs '${required.name}'`);
	if (target.filters?.required) throw new Error('its list needs a filter');
}

function createLookup(
	{ list, value, label, with: hints }: LookupHint,
	name: string,
	otherNames: string[],
	operations: Map<string, ReadOperation>,
	resolve: Resolve,
): ValueLookup {
	const target = operations.get(list) ?? operations.get(`${list}V1`);
	if (!target) throw new Error(`${list} doesn't exist`);
	assertListable(target.operation);
	const parentParameters = mapParentParameters(target.operation, otherNames, hints);
	const keys = target.item ? Object.keys(getProperties(target.item, resolve)) : [];
	const valueField = value ?? findValueKey(name, keys);
	const labelField = label ?? LABELS.find((key) => keys.includes(key)) ?? valueField;
	const missingKey = [valueField, labelField].find((key) => !keys.includes(key.split('.')[0]!));
	if (missingKey) throw new Error(`records have no '${missingKey}'`);
	return {
		list: target.operation.id,
		value: valueField,
		label: labelField,
		...(Object.keys(parentParameters).length > 0 && { with: parentParameters }),
	};
}

/**
 * Adds lookups to the path parameters for which the document has a list.
 * @param parameters of the operation in the document
 * @throws if the operation isn't a list, requires unknown parameters, or has no clear field for the value
 */
export function addLookups(
	{ operation: facts }: ReadOperation,
	parameters: ParameterObject[],
	operations: Map<string, ReadOperation>,
	resolve: Resolve,
): void {
	const names = getPlaceholders(facts.path);
	for (const parameter of parameters) {
		const hint = readHint(parameter);
		const hints = facts.parameters.find(({ name }) => name === parameter.name);
		if (!hint || !hints) continue;
		const others = names.filter((name) => name !== parameter.name);
		try {
			hints.lookup = createLookup(hint, parameter.name, others, operations, resolve);
		} catch (error) {
			throw new Error(
				`lookup of '${parameter.name}' from ${hint.list}: ${(error as Error).message}`,
			);
		}
	}
}
