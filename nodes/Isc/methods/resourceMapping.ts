import escape from 'lodash/escape';
import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { findAction } from '../actions';
import { getCurrentOperation, getCurrentSelection } from '../lookups/currentSelection';
import { toResourceMapperFields } from '../operationFields';
import { readFilterExpression } from '../parameters/readFilter';
import { getReferences } from '../references';

/** Returns the fields of the selected operation. */
export async function getOperationFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	if (!operation) return { fields: [] };
	const { resource } = getCurrentSelection(this);
	const references = getReferences(resource, operation);
	const { shownFields } = findAction(resource, operation.id) ?? {};
	return { fields: toResourceMapperFields(operation, references, shownFields) };
}

/** Returns the filter as a notice without fields: n8n has no other read-only text that can change. */
export async function getFilterPreview(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	const read = (name: string) => this.getCurrentNodeParameter(name);
	const { filterExpression } = (read('options') ?? {}) as IDataObject;
	if (!operation) return { fields: [] };
	try {
		const filter = readFilterExpression(
			operation,
			read('filterRows'),
			read('combineFilters'),
			filterExpression,
		);
		return { fields: [], emptyFieldsNotice: `Resulting filter: ${escape(filter) || 'none'}` };
	} catch (error) {
		return { fields: [], emptyFieldsNotice: escape((error as Error).message) };
	}
}
