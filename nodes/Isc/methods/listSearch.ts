import { toLabel } from '../../shared/editor/labels';
import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { findOperationByRequest } from '../../shared/catalogue/findOperation';
import { searchCatalogue } from '../../shared/catalogue/searchOperations';
import { callOperation } from '../../shared/editor/callOperation';
import { toOperationSearchResult } from '../../shared/editor/operationSearchResult';
import { toJsonPointer } from '../../shared/parameters/jsonPointer';
import {
	getCurrentOperation,
	getCurrentPathParameter,
	getCurrentSelection,
} from '../lookups/currentSelection';
import { searchLookup, type ListSearch } from '../lookups/searchLookup';
import { getReferences, getSearchMethod, REFERENCE_LISTS, toReferenceLookup } from '../references';
import { getPathParameters } from '../selectedOperation';

/** Finds operations by words, the best match first. */
export async function searchOperations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const service = String(this.getCurrentNodeParameter('service') ?? '') || undefined;
	return toOperationSearchResult(searchCatalogue(filter, { service }), paginationToken);
}

/** @param index position of the path parameter, from 0 */
export const searchPathParameter = (index: number): ListSearch =>
	async function (filter, paginationToken) {
		const operation = getCurrentOperation(this);
		const { lookup, name = '' } = (operation && getPathParameters(operation)[index]) ?? {};
		return await searchLookup(this, name, lookup, filter, paginationToken);
	};

/** One search method for each list that references are chosen from, by its name. */
export const referenceSearches: Record<string, ListSearch> = Object.fromEntries(
	REFERENCE_LISTS.map((list) => [
		getSearchMethod(list),
		async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
			const { resource } = getCurrentSelection(this);
			const operation = getCurrentOperation(this);
			const references = operation ? getReferences(resource, operation) : [];
			// The pickers of query parameters take IDs.
			const reference = references.find((one) => one.list === list) ?? { list, label: list };
			const lookup = toReferenceLookup(reference);
			return await searchLookup(this, reference.label, lookup, filter, paginationToken);
		},
	]),
);

/** Suggests the fields that the selected object has now. */
export async function searchPatchFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const operation = getCurrentOperation(this);
	const getOperation = operation && findOperationByRequest('GET', operation.path)?.operation;
	if (!operation || !getOperation) {
		throw new NodeOperationError(this.getNode(), "Fields can't be listed for this operation", {
			description: "Choose 'By Path' and enter the path of the field, such as /description.",
		});
	}
	const path = Object.fromEntries(
		getPathParameters(getOperation).map(({ name }, index) => [
			name,
			getCurrentPathParameter(this, index),
		]),
	);
	return {
		results: Object.entries(getBodyObject(await callOperation(this, getOperation, path)))
			.filter(([key]) => key.toLowerCase().includes(filter.toLowerCase()))
			.flatMap(([key, value]) => [
				{ name: toLabel(key), value: toJsonPointer(key) },
				...(Array.isArray(value)
					? [{ name: `${toLabel(key)}: Add to the End`, value: `${toJsonPointer(key)}/-` }]
					: []),
			]),
	};
}
