import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { callOperation } from '../../shared/editor/callOperation';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { getOperationById } from '../../shared/catalogue/operations';
import { isEmptyValue } from '../../shared/parameters/expressions';
import { pickSchema, type AttributeSchema, type AttributeSchemaSpec } from '../attributeSchemas';
import { getPathParameters } from '../selectedOperation';
import { fetchField, getPathValue } from './fieldOfObject';

/** A schema, or the reason why the editor can't show its attributes. */
export type FetchedSchema = { schema: AttributeSchema } | { problem: string };

/** The editor sends null, or a locator without a value, for an expression that it can't resolve yet. */
const isUnresolved = (parameter: unknown) => (getPlainValue(parameter) ?? null) === null;

/** Returns the value of a picker. A new node has a locator without n8n's mark. */
function getPlainValue(parameter: unknown): unknown {
	const value = getLocatorValue(parameter);
	return typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
}

/** Returns the parameter that decides which source is meant. */
const getSourceParameter = (context: ILoadOptionsFunctions, { source }: AttributeSchemaSpec) =>
	typeof source === 'string'
		? context.getCurrentNodeParameter(source)
		: Object.values(source.path).map((name) => getPathValue(context, name))[0];

async function fetchSchema(
	context: ILoadOptionsFunctions,
	spec: AttributeSchemaSpec,
): Promise<FetchedSchema> {
	const parameter = getSourceParameter(context, spec);
	if (isUnresolved(parameter)) {
		return { problem: 'The source comes from an expression that has no result yet.' };
	}
	const chosen = getPlainValue(parameter);
	if (isEmptyValue(chosen)) {
		return { problem: 'Choose the object above to get a field for each attribute of its source.' };
	}
	const source = typeof spec.source === 'string' ? chosen : await fetchField(context, spec.source);
	const list = getOperationById(spec.list)!;
	const [{ name } = { name: '' }] = getPathParameters(list);
	const { body } = await callOperation(context, list, { [name]: source });
	const schema = pickSchema(body, spec.schema);
	return schema
		? { schema }
		: { problem: `The source has no ${spec.schema} schema with attributes.` };
}

/**
 * Reads the schema of the selected source. n8n shows no errors of a field list, and an empty list would remove the
 * user's values, so a failed request is a result as well.
 */
export async function fetchAttributeSchema(
	context: ILoadOptionsFunctions,
	spec: AttributeSchemaSpec,
): Promise<FetchedSchema> {
	try {
		return await fetchSchema(context, spec);
	} catch (error) {
		const { message, description } = error as Error & { description?: string | null };
		const details = [message, description].filter(Boolean).join('. ');
		return { problem: `The ${spec.schema} schema can't be read: ${details}` };
	}
}
