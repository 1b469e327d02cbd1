import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { buildRequest } from '../../shared/catalogue/buildRequest/buildRequest';
import { describeUnknownValues } from '../../shared/catalogue/buildRequest/unknownValues';
import { isPaged, getListPagination } from '../../shared/catalogue/listPagination';
import type { Operation } from '../../shared/catalogue/types';
import { matchesOperationName, getOperationName } from '../../shared/catalogue/describeOperation';
import { LEGACY_API_VERSIONS } from '../../shared/catalogue/legacyVersions';
import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum } from '../../shared/parameters/parse';
import { assertStraightQuotes } from '../../shared/parameters/quotes';
import {
	describeMovedEntry,
	describeReplacedList,
	type JsonPatchOperation,
} from '../../shared/parameters/jsonPatchRows';
import { getPathParameterName } from '../descriptions/pathParameters';
import {
	findSelectedOperation,
	getPathParameters,
	readSelection,
	type OperationSelection,
} from '../selectedOperation';
import { readStartedJobParams } from '../jobs/readJobParams';
import { readFilterExpression, readSorters } from './readFilter';
import { getPathParameterLabels, readPathParameters } from './readPathParameters';
import { hasValue, readOperationFields, type FieldValues } from './readOperationFields';
import { assertFilterable } from './unusedValues';
import type { RequestSpec } from './types';

const VERSIONS = ['current', ...LEGACY_API_VERSIONS] as const;

/** Reads the selected operation of an item. */
export const readItemSelection = (context: IExecuteFunctions, index: number) =>
	readSelection((name) => context.getNodeParameter(name, index, ''));

/** @throws ParameterError if the operation doesn't exist */
function getSelectedOperation(chosen: OperationSelection): Operation {
	const operation = findSelectedOperation(chosen);
	const name = chosen.resource === 'apiOperation' ? chosen.apiOperation : chosen.operation;
	if (operation) {
		if (matchesOperationName(name ?? '', operation)) return operation;
		throw new ParameterError(
			'API Operation',
			`is '${name}', which doesn't match the form of '${operation.title}' in the list`,
			`Enter ${getOperationName(operation)} or ${operation.id}. Enter path parameters in their own fields, and choose legacy versions under 'API Version'.`,
		);
	}
	throw new ParameterError(
		chosen.resource === 'apiOperation' ? 'API Operation' : 'Operation',
		name ? `doesn't match any ISC operation: '${name}'` : 'is required',
		'Choose an operation from the list, or enter an ID such as disableAccountV1 or a method and path such as GET /accounts/v1.',
	);
}

/**
 * Returns a query parameter that is built from rows.
 * @throws ParameterError if the user also entered the parameter itself, because one of the two would be lost
 */
function toQueryParameter(
	label: string,
	name: string,
	value: string,
	given: FieldValues,
): FieldValues {
	if (value === '') return {};
	if (!hasValue(given[name])) return { [name]: value };
	throw new ParameterError(
		label,
		`is set, and so is '${name}' among the query parameters`,
		'Keep one of them.',
	);
}

function describeChanges({ body }: Operation, changes: unknown): string | undefined {
	if (body?.kind !== 'jsonPatch' || !Array.isArray(changes)) return undefined;
	const list = changes as JsonPatchOperation[];
	return describeReplacedList(list) ?? describeMovedEntry(list);
}

/**
 * Reads the request of an operation from the catalogue.
 * @throws ParameterError if a parameter is invalid
 */
export async function readOperationRequest(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<RequestSpec> {
	const chosen = readItemSelection(context, index);
	const operation = getSelectedOperation(chosen);
	const pathLabels = getPathParameterLabels(chosen, operation);
	const given = await readOperationFields(context, index, chosen.resource, operation);
	const read = (name: string) => context.getNodeParameter(name, index, null);
	assertFilterable(operation, options.filterExpression);
	const filters = readFilterExpression(
		operation,
		read('filterRows'),
		read('combineFilters'),
		options.filterExpression,
	);
	const sorters = readSorters(operation, read('sorterRows'));
	const version = parseEnum('API Version', options.apiVersion, VERSIONS, 'current');
	const path = readPathParameters(context, index, operation, pathLabels);
	const query = {
		...given.query,
		...toQueryParameter('Filters', 'filters', filters, given.query),
		...toQueryParameter('Sort By', 'sorters', sorters, given.query),
	};
	assertStraightQuotes('Filters', query.filters);
	const input = { ...given, query, path, pathLabels };
	const request = buildRequest(operation, version, input);
	const { response } = operation;
	return {
		request,
		operation,
		labels: Object.fromEntries(
			getPathParameters(operation).map(({ name }, place) => [
				getPathParameterName(place),
				pathLabels[name]!,
			]),
		),
		listPagination: getListPagination(operation, version),
		// A list without pages has no 'Limit', also if a legacy version returns it in pages.
		isList: isPaged(operation, version),
		isWhole: !isPaged(operation),
		defaultFormat: response.kind === 'file' ? 'file' : 'items',
		warning: describeUnknownValues(operation, input) ?? describeChanges(operation, given.body),
		job: readStartedJobParams(context, index, operation, path, options),
	};
}
