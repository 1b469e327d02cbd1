import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { buildCall } from '../../catalogue/call/buildCall';
import { noticeOfUnknownValues } from '../../catalogue/call/unknownValues';
import { isPaged, listFactsOf } from '../../catalogue/listFacts';
import type { Operation } from '../../catalogue/operation';
import { isItsName, nameOfOperation } from '../../catalogue/operationText';
import { API_VERSIONS } from '../../catalogue/storedVersions';
import { BadInput } from '../../client/errors/failures';
import { choice } from '../../forms/choice';
import { checkQuotes } from '../../forms/quotes';
import { noticeOfReplacedList, type PatchChange } from '../../forms/patchRows';
import { pathValueName } from '../description/pathValues';
import {
	chosenOperation,
	placeholdersOf,
	readChoice,
	type Choice,
} from '../operations/chosenOperation';
import { readStartedJob } from '../jobs/readJob';
import { readFilterExpression, readSorters } from './readFilter';
import { pathLabelsOf, readPathValues } from './readPathValues';
import { isThere, readValues, type Values } from './readValues';
import type { Source } from './source';

const VERSIONS = ['current', ...API_VERSIONS] as const;

/** What is chosen for an item. */
export const choiceOf = (context: IExecuteFunctions, index: number) =>
	readChoice((name) => context.getNodeParameter(name, index, ''));

/** @throws BadInput if there is no such operation */
function operationOf(chosen: Choice): Operation {
	const operation = chosenOperation(chosen);
	const name = chosen.resource === 'apiOperation' ? chosen.apiOperation : chosen.operation;
	if (operation) {
		if (isItsName(name ?? '', operation)) return operation;
		throw new BadInput(
			'API Operation',
			`is '${name}', by which the editor does not know the fields of '${operation.title}'`,
			`Write it as ${nameOfOperation(operation)} or ${operation.id}. Values for the path have fields of their own; older versions are chosen under 'API Version'.`,
		);
	}
	throw new BadInput(
		chosen.resource === 'apiOperation' ? 'API Operation' : 'Operation',
		name ? `is '${name}', which ISC does not have` : 'is empty',
		'Choose an operation from the list, or enter an ID such as disableAccountV1 or a method and path such as GET /accounts/v1.',
	);
}

/**
 * What rows make of a query parameter; none where they make nothing.
 * @throws BadInput if the user gave the parameter as well: one of the two would be lost
 */
function once(label: string, name: string, made: string, given: Values): Values {
	if (made === '') return {};
	if (!isThere(given[name])) return { [name]: made };
	throw new BadInput(
		label,
		`is set, and so is '${name}' among the query parameters`,
		'Keep one of them.',
	);
}

const noticeOfChanges = ({ body }: Operation, changes: unknown) =>
	body?.kind === 'jsonPatch' && Array.isArray(changes)
		? noticeOfReplacedList(changes as PatchChange[])
		: undefined;

/**
 * Reads a request of an operation of the catalogue.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readOperation(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<Source> {
	const chosen = choiceOf(context, index);
	const operation = operationOf(chosen);
	const pathLabels = pathLabelsOf(chosen, operation);
	const given = await readValues(context, index, operation);
	const read = (name: string) => context.getNodeParameter(name, index, null);
	const filters = operation.filters
		? readFilterExpression(operation, read('filterRows'), read('combineFilters'), read('filters'))
		: '';
	const sorters = operation.sorters ? readSorters(operation, read('sorterRows')) : '';
	const version = choice('API Version', options.apiVersion, VERSIONS, 'current');
	const path = readPathValues(context, index, operation, pathLabels);
	const query = {
		...given.query,
		...once('Filters', 'filters', filters, given.query),
		...once('Sort By', 'sorters', sorters, given.query),
	};
	checkQuotes('Filters', query.filters);
	const input = { ...given, query, path, pathLabels };
	const call = buildCall(operation, version, input);
	const { response } = operation;
	return {
		call,
		operation,
		labels: Object.fromEntries(
			placeholdersOf(operation).map(({ name }, place) => [pathValueName(place), pathLabels[name]!]),
		),
		facts: listFactsOf(operation, version),
		// A list that comes as a whole has no limit to give, nor where an older version gives it in pages.
		isList: isPaged(operation, version),
		isWhole: !isPaged(operation),
		usualFormat: response.kind === 'file' ? 'file' : 'items',
		notice: noticeOfUnknownValues(operation, input) ?? noticeOfChanges(operation, given.body),
		job: readStartedJob(context, index, operation, path, options),
	};
}
