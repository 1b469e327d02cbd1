import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { buildRequest } from '../../catalogue/call/buildCall';
import { describeUnknownValues } from '../../catalogue/call/unknownValues';
import { isPaged, getListPagination } from '../../catalogue/listFacts';
import type { Operation } from '../../catalogue/operation';
import { matchesOperationName, getOperationName } from '../../catalogue/operationText';
import { LEGACY_API_VERSIONS } from '../../catalogue/storedVersions';
import { ParameterError } from '../../client/errors/failures';
import { parseEnum } from '../../forms/choice';
import { assertStraightQuotes } from '../../forms/quotes';
import { describeReplacedList, type JsonPatchOperation } from '../../forms/patchRows';
import { pathParameterName } from '../description/pathValues';
import {
	findSelectedOperation,
	getPathParameters,
	readSelection,
	type OperationSelection,
} from '../operations/chosenOperation';
import { readStartedJobParams } from '../jobs/readJob';
import { readFilterExpression, readSorters } from './readFilter';
import { getPathParameterLabels, readPathParameters } from './readPathValues';
import { hasValue, readOperationFields, type FieldValues } from './readValues';
import type { RequestSpec } from './source';

const VERSIONS = ['current', ...LEGACY_API_VERSIONS] as const;

/** What is chosen for an item. */
export const readItemSelection = (context: IExecuteFunctions, index: number) =>
	readSelection((name) => context.getNodeParameter(name, index, ''));

/** @throws BadInput if there is no such operation */
function operationOf(chosen: OperationSelection): Operation {
	const operation = findSelectedOperation(chosen);
	const name = chosen.resource === 'apiOperation' ? chosen.apiOperation : chosen.operation;
	if (operation) {
		if (matchesOperationName(name ?? '', operation)) return operation;
		throw new ParameterError(
			'API Operation',
			`is '${name}', by which the editor does not know the fields of '${operation.title}'`,
			`Write it as ${getOperationName(operation)} or ${operation.id}. Values for the path have fields of their own; older versions are chosen under 'API Version'.`,
		);
	}
	throw new ParameterError(
		chosen.resource === 'apiOperation' ? 'API Operation' : 'Operation',
		name ? `is '${name}', which ISC does not have` : 'is empty',
		'Choose an operation from the list, or enter an ID such as disableAccountV1 or a method and path such as GET /accounts/v1.',
	);
}

/**
 * What rows make of a query parameter; none where they make nothing.
 * @throws BadInput if the user gave the parameter as well: one of the two would be lost
 */
function once(label: string, name: string, made: string, given: FieldValues): FieldValues {
	if (made === '') return {};
	if (!hasValue(given[name])) return { [name]: made };
	throw new ParameterError(
		label,
		`is set, and so is '${name}' among the query parameters`,
		'Keep one of them.',
	);
}

const noticeOfChanges = ({ body }: Operation, changes: unknown) =>
	body?.kind === 'jsonPatch' && Array.isArray(changes)
		? describeReplacedList(changes as JsonPatchOperation[])
		: undefined;

/**
 * Reads a request of an operation of the catalogue.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readOperationRequest(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<RequestSpec> {
	const chosen = readItemSelection(context, index);
	const operation = operationOf(chosen);
	const pathLabels = getPathParameterLabels(chosen, operation);
	const given = await readOperationFields(context, index, operation);
	const read = (name: string) => context.getNodeParameter(name, index, null);
	const filters = operation.filters
		? readFilterExpression(operation, read('filterRows'), read('combineFilters'), read('filters'))
		: '';
	const sorters = operation.sorters ? readSorters(operation, read('sorterRows')) : '';
	const version = parseEnum('API Version', options.apiVersion, VERSIONS, 'current');
	const path = readPathParameters(context, index, operation, pathLabels);
	const query = {
		...given.query,
		...once('Filters', 'filters', filters, given.query),
		...once('Sort By', 'sorters', sorters, given.query),
	};
	assertStraightQuotes('Filters', query.filters);
	const input = { ...given, query, path, pathLabels };
	const request = buildRequest(operation, version, input);
	const { response } = operation;
	return {
		request,
		operation,
		labels: Object.fromEntries(
			getPathParameters(operation).map(({ name }, place) => [pathParameterName(place), pathLabels[name]!]),
		),
		listPagination: getListPagination(operation, version),
		// A list that comes as a whole has no limit to give, nor where an older version gives it in pages.
		isList: isPaged(operation, version),
		isWhole: !isPaged(operation),
		defaultFormat: response.kind === 'file' ? 'file' : 'items',
		warning: describeUnknownValues(operation, input) ?? noticeOfChanges(operation, given.body),
		job: readStartedJobParams(context, index, operation, path, options),
	};
}
