import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { findAction } from '../actions';
import { getCurrentOperation, getCurrentSelection } from '../lookups/currentSelection';
import { toResourceMapperFields } from '../operationFields';
import { FILTER_ROW_FIELDS, readFilterExpression } from '../parameters/readFilter';
import { getReferences } from '../references';
import { buildPreviewNotice, listRowValues } from '../../shared/editor/previewNotice';
import { getRows } from '../../shared/parameters/rows';

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
