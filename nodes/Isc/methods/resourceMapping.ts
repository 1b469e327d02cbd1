import type {
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { findAction } from '../actions';
import { findAttributeSchema, toAttributeFields } from '../attributeSchemas';
import { getCurrentOperation, getCurrentSelection } from '../lookups/currentSelection';
import { fetchAttributeSchema } from '../lookups/fetchAttributeSchema';
import { toResourceMapperFields } from '../operationFields';
import { FILTER_ROW_FIELDS, readFilterExpression } from '../parameters/readFilter';
import { getReferences, type Reference } from '../references';
import { buildPreviewNotice, listRowValues, toNotice } from '../../shared/editor/previewNotice';
import { isEmptyValue } from '../../shared/parameters/expressions';
import { getRows } from '../../shared/parameters/rows';
import type { Operation } from '../../shared/catalogue/types';

/** Returns the fields of the selected operation. */
export async function getOperationFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	if (!operation) return { fields: [] };
	const { resource } = getCurrentSelection(this);
	const references = getReferences(resource, operation);
	const { shownFields } = findAction(resource, operation.id) ?? {};
	const fields = toResourceMapperFields(operation, references, shownFields);
	return { fields: await replaceAttributes(this, resource, operation, references, fields) };
}

/** Adds a field for each attribute that the source defines. The JSON field stays for other attributes. */
async function replaceAttributes(
	context: ILoadOptionsFunctions,
	resource: string,
	operation: Operation,
	references: Reference[],
	fields: ResourceMapperField[],
): Promise<ResourceMapperField[]> {
	const spec = findAttributeSchema(resource, operation);
	const found = spec && (await fetchAttributeSchema(context, spec));
	if (!spec || !found || !('schema' in found)) return fields;
	const jsonId = `body.${spec.field}`;
	const start = `${spec.field}.`;
	const hidden = references.flatMap(({ field = '' }) =>
		field.startsWith(start) ? [field.slice(start.length)] : [],
	);
	const hasJson = hasStoredValue(context, jsonId);
	return [
		...toAttributeFields(found.schema, hidden),
		...fields.map((field) =>
			field.id === jsonId
				? {
						...field,
						displayName: `Other ${field.displayName} (JSON)`,
						required: false,
						removed: !hasJson,
						defaultValue: null,
					}
				: field,
		),
	];
}

/** Returns whether the user entered a value. An untouched JSON field has an empty object. */
function hasStoredValue(context: ILoadOptionsFunctions, id: string): boolean {
	const { value } = (context.getCurrentNodeParameter('values') ?? {}) as {
		value?: IDataObject | null;
	};
	const stored = value?.[id];
	const text = typeof stored === 'string' ? stored : JSON.stringify(stored ?? '');
	return !isEmptyValue(text) && text.replace(/\s/g, '') !== '{}';
}

/** Says where the fields of the attributes come from, or why there are none. */
export async function getAttributesNotice(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	const { resource } = getCurrentSelection(this);
	const spec = operation && findAttributeSchema(resource, operation);
	if (!spec) return { fields: [] };
	const found = await fetchAttributeSchema(this, spec);
	if ('problem' in found) {
		return toNotice(`${found.problem} You can also enter the attributes as JSON.`);
	}
	const { attributes, identityAttribute } = found.schema;
	// A list of fields is loaded again when an object is chosen from a list, but not when an ID is entered.
	const hint = found.isListed
		? ''
		: " If 'Values' doesn't list them, choose 'Refresh Value List' in its menu.";
	const count = `${attributes.length} ${attributes.length === 1 ? 'attribute' : 'attributes'}`;
	const identity =
		typeof identityAttribute === 'string' && identityAttribute !== ''
			? ` '${identityAttribute}' identifies the ${spec.schema}.`
			: '';
	return toNotice(`The ${spec.schema} schema of the source has ${count}.${identity}${hint}`);
}

/** Returns the filter that the rows result in, as a notice. */
export async function getFilterPreview(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	if (!operation) return { fields: [] };
	const read = (name: string) => this.getCurrentNodeParameter(name);
	const filterRows = read('filterRows');
	const combineFilters = read('combineFilters');
	const { filterExpression } = (read('options') ?? {}) as IDataObject;
	const values = [
		...listRowValues(getRows(filterRows, 'filter'), FILTER_ROW_FIELDS),
		combineFilters,
		filterExpression,
	];
	return buildPreviewNotice('Resulting filter', values, () =>
		readFilterExpression(operation, filterRows, combineFilters, filterExpression),
	);
}
