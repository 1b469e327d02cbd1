import type { ParameterSpec } from '../../nodes/shared/catalogue/types.ts';
import type { Primitive } from '../../nodes/shared/parameters/valueSpec.ts';
import type { Entry, ParameterObject } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { getValueType, getConstraints, resolveSchema } from './schemas.mts';

const LOCATIONS = ['path', 'query', 'header'];
const TYPES = ['string', 'integer', 'number', 'boolean', 'dateTime', 'list'];
export const EXPERIMENTAL = 'X-SailPoint-Experimental';

/** Returns the parameters in the document, with resolved references. */
export const getParameters = ({ operation }: Entry, resolve: Resolve): ParameterObject[] =>
	(operation.parameters ?? []).map((parameter) => resolve<ParameterObject>(parameter));

export const getPlaceholders = (path: string) =>
	[...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);

function readParameter(parameter: ParameterObject, resolve: Resolve): ParameterSpec {
	const { name, in: location, required = false, schema, explode, style } = parameter;
	const fail = (what: string): never => {
		throw new Error(`parameter '${name}' ${what}`);
	};
	if (!LOCATIONS.includes(location)) fail(`has an unknown location '${location}'`);
	if (location === 'path' && !required) fail('is a path parameter, but not required');
	if (!schema) return fail('has no schema');
	if (style !== undefined && style !== (location === 'path' ? 'simple' : 'form')) {
		fail(`has an unknown style '${style}'`);
	}
	const view = resolveSchema(schema, resolve);
	const type = getValueType(view, resolve);
	if (!TYPES.includes(type)) fail(`has an unsupported type: ${type}`);
	const isCommaList = view.format === 'comma-separated' || (type === 'list' && explode === false);
	const { enum: values, min, max } = getConstraints(view, resolve);
	return {
		name,
		in: location as ParameterSpec['in'],
		type: isCommaList ? 'list' : (type as ParameterSpec['type']),
		required,
		enum: values,
		default: (view.default ?? undefined) as Primitive | undefined,
		min,
		max,
		csv: isCommaList || undefined,
	};
}

/** Orders parameters: path parameters first, in the order of the path. */
function orderParameters(path: string, parameters: ParameterSpec[]): ParameterSpec[] {
	const placeholders = getPlaceholders(path);
	const inPath = parameters.filter((parameter) => parameter.in === 'path');
	const names = inPath.map(({ name }) => name);
	if ([...names].sort().join() !== [...placeholders].sort().join()) {
		throw new Error(
			`placeholders [${placeholders.join(', ')}] and path parameters [${names.join(', ')}] differ`,
		);
	}
	return [
		...placeholders.map((name) => inPath.find((parameter) => parameter.name === name)!),
		...parameters.filter((parameter) => parameter.in === 'query'),
		...parameters.filter((parameter) => parameter.in === 'header'),
	];
}

/**
 * Reads the parameters of an operation.
 * @param reserved names of query parameters for pagination, filters, and sorters, which are read elsewhere
 * @throws if path and parameters differ, or a parameter isn't supported
 */
export function readParameters(
	{ path }: Entry,
	parameters: ParameterObject[],
	reserved: string[],
	resolve: Resolve,
): ParameterSpec[] {
	const names = parameters.map(({ name }) => name);
	const duplicate = names.find((name, index) => names.indexOf(name) !== index);
	if (duplicate) throw new Error(`parameter '${duplicate}' is duplicated`);
	return orderParameters(
		path,
		parameters
			.filter(
				({ name, in: location }) =>
					name !== EXPERIMENTAL && !(location === 'query' && reserved.includes(name)),
			)
			.map((parameter) => readParameter(parameter, resolve)),
	);
}
