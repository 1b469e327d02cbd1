import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { buildCall } from '../../catalogue/call/buildCall';
import { listFactsOf } from '../../catalogue/listFacts';
import type { Operation } from '../../catalogue/operation';
import type { ApiVersion } from '../../catalogue/storedVersions';
import { BadInput } from '../../client/errors/failures';
import { chosenOperation, placeholdersOf, readChoice } from '../operations/chosenOperation';
import { pathValueName } from '../description/pathValues';
import { locatorValue } from '../../editor/locator';
import { readStartedJob } from '../jobs/readJob';
import { readFilterExpression, readSorters } from './readFilter';
import { isThere, readValues, valuesAt, type Values } from './readValues';
import type { Source } from './source';

/** What is chosen for an item. */
export const choiceOf = (context: IExecuteFunctions, index: number) =>
	readChoice((name) => context.getNodeParameter(name, index, ''));

/** @throws BadInput if there is no such operation */
function operationOf(context: IExecuteFunctions, index: number): Operation {
	const choice = choiceOf(context, index);
	const operation = chosenOperation(choice);
	if (operation) return operation;
	const name = choice.apiOperation || choice.operation;
	throw new BadInput(
		choice.resource === 'apiOperation' ? 'API Operation' : 'Operation',
		name ? `is '${name}', which ISC does not have` : 'is empty',
		'Choose an operation from the list, or enter an ID such as disableAccountV1 or a method and path such as GET /accounts/v1.',
	);
}

function readPathValues(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	values: Values,
): Values {
	const typed = valuesAt(values, 'path');
	return Object.fromEntries(
		placeholdersOf(operation).map(({ name }, place) => {
			const chosen = locatorValue(context.getNodeParameter(pathValueName(place), index, ''));
			return [name, isThere(chosen) ? chosen : typed[name]];
		}),
	);
}

/**
 * Reads a request of an operation of the catalogue.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readOperation(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<Source> {
	const operation = operationOf(context, index);
	const { fields, ...given } = await readValues(context, index, operation);
	const read = (name: string) => context.getNodeParameter(name, index, null);
	const filters = operation.filters
		? readFilterExpression(operation, read('filterRows'), read('combineFilters'), read('filters'))
		: '';
	const sorters = operation.sorters ? readSorters(operation, read('sorterRows')) : '';
	const version = (options.apiVersion ?? 'current') as ApiVersion | 'current';
	const path = readPathValues(context, index, operation, fields);
	const call = buildCall(operation, version, {
		...given,
		query: { ...given.query, ...(filters && { filters }), ...(sorters && { sorters }) },
		path,
	});
	const { paging, response, method } = operation;
	return {
		call,
		facts: listFactsOf(operation),
		// A list that comes as a whole has no limit to give.
		isList: method === 'GET' && paging !== undefined && paging.style !== 'none',
		usualFormat: response.kind === 'file' ? 'file' : 'items',
		isMultiStatus: response.multiStatus,
		job: readStartedJob(context, index, operation, path, options),
	};
}
