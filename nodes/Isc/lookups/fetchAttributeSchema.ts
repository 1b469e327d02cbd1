import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { callOperation } from '../../shared/editor/callOperation';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { getOperationById } from '../../shared/catalogue/operations';
import { isEmptyValue } from '../../shared/parameters/expressions';
import {
	getSourcePicker,
	pickSchema,
	type AttributeSchema,
	type AttributeSchemaSpec,
} from '../attributeSchemas';
import { getPathParameters } from '../selectedOperation';
import { fetchField } from './fieldOfObject';

/** A schema, or the reason why the editor can't show its attributes. */
export type FetchedSchema =
	| {
			schema: AttributeSchema;
			/** Whether the user chose the object from a list. */
			isListed: boolean;
	  }
	| { problem: string };

/** Returns the value of a picker. A new node has a locator without n8n's mark. */
function getPlainValue(parameter: unknown): unknown {
	const value = getLocatorValue(parameter);
	return typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
}

const endSentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);

async function fetchSchema(
	context: ILoadOptionsFunctions,
	spec: AttributeSchemaSpec,
): Promise<FetchedSchema> {
	const picker = getSourcePicker(spec);
	const parameter = context.getCurrentNodeParameter(picker.name);
	const chosen = getPlainValue(parameter);
	// The editor sends no value for an expression that it can't resolve yet.
	if (chosen === null || chosen === undefined) {
		return { problem: `The expression of '${picker.label}' has no result yet.` };
	}
	if (isEmptyValue(chosen)) {
		const { label } = picker;
		return {
			problem: `Set '${label}' to get a field for each attribute of the ${spec.schema} schema.`,
		};
	}
	const source = typeof spec.source === 'string' ? chosen : await fetchField(context, spec.source);
	const list = getOperationById(spec.list)!;
	const [{ name } = { name: '' }] = getPathParameters(list);
	const { body } = await callOperation(context, list, { [name]: source });
	const schema = pickSchema(body, spec.schema);
	if (!schema) return { problem: `The source has no ${spec.schema} schema with attributes.` };
	return { schema, isListed: (parameter as { mode?: unknown }).mode === 'list' };
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
		const sentences = [message, description].flatMap((text) => (text ? [endSentence(text)] : []));
		return { problem: `The ${spec.schema} schema can't be read: ${sentences.join(' ')}` };
	}
}
