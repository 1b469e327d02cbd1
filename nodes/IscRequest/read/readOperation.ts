import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { buildCall, type CallInput } from '../../catalogue/call/buildCall';
import { listFactsOf } from '../../catalogue/listFacts';
import type { Body, Operation } from '../../catalogue/operation';
import type { ApiVersion } from '../../catalogue/storedVersions';
import { BadInput } from '../../client/errors/failures';
import { readJson } from '../../forms/json';
import { buildPatchRows, type PatchRow } from '../../forms/patchRows';
import { chosenOperation, placeholdersOf, type Choice } from '../operations/chosenOperation';
import { pathValueName } from '../description/pathValues';
import { readInputFile } from './inputFile';
import { locatorValue } from '../operations/locator';
import { readFilterExpression, readSorters } from './readFilter';
import type { Source } from './readRequest';

export function choiceOf(context: IExecuteFunctions, index: number): Choice {
	const read = (name: string) =>
		String(locatorValue(context.getNodeParameter(name, index, '')) ?? '');
	return {
		resource: read('resource'),
		operation: read('operation'),
		apiOperation: read('apiOperation'),
	};
}

/** @throws BadInput if there is no such operation */
export function operationOf(context: IExecuteFunctions, index: number): Operation {
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

/** Values by the ID of their field, such as `query.limit`; what was left empty is not there. */
type Values = Record<string, unknown>;

const isThere = (value: unknown) => value !== undefined && value !== null && value !== '';

function readValues(context: IExecuteFunctions, index: number): Values {
	const values = context.getNodeParameter('values.value', index, {}) as Values | null;
	return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => isThere(value)));
}

/** The values of one place by their own names. */
const valuesAt = (values: Values, place: string): Values =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([id]) => id.startsWith(`${place}.`))
			.map(([id, value]) => [id.slice(place.length + 1), value]),
	);

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

const withPath = (row: PatchRow): PatchRow => ({
	...row,
	path: String(locatorValue(row.path) ?? ''),
});

async function readFields(
	context: IExecuteFunctions,
	index: number,
	{ body }: Operation,
	values: Values,
): Promise<Omit<CallInput, 'path'>> {
	const given = { query: valuesAt(values, 'query'), headers: valuesAt(values, 'header') };
	if (!body) return given;
	if (body.kind === 'jsonPatch') {
		const { change = [] } = context.getNodeParameter(
			'changes',
			index,
			{},
			{
				extractValue: true,
			},
		) as { change?: PatchRow[] };
		return { ...given, body: buildPatchRows(change.map(withPath)) };
	}
	if ('body' in values) return { ...given, body: values.body };
	const fields = valuesAt(values, 'body');
	if (body.kind === 'form') return { ...given, ...(await readForm(context, index, body, fields)) };
	return Object.keys(fields).length > 0 ? { ...given, body: fields } : given;
}

/** In a form, a file is named by the binary field of the item that holds it. */
async function readForm(
	context: IExecuteFunctions,
	index: number,
	{ fields }: Body,
	values: Values,
): Promise<Pick<CallInput, 'body' | 'files'>> {
	const named = fields.filter(({ name, type }) => type === 'file' && isThere(values[name]));
	const files: Record<string, File> = {};
	for (const { name } of named) {
		files[name] = await readInputFile(context, index, String(values[name]));
	}
	return { body: omit(values, Object.keys(files)), files };
}

async function readJsonValues(
	context: IExecuteFunctions,
	index: number,
	{ body }: Operation,
): Promise<Omit<CallInput, 'path'>> {
	const query = readJson(context.getNodeParameter('queryJson', index, '{}'), 'Query Parameters');
	const value = body && readJson(context.getNodeParameter('bodyJson', index, ''), 'Body');
	const given = { query: (query ?? {}) as Values, headers: {} };
	if (value === undefined) return given;
	return body?.kind === 'form'
		? { ...given, ...(await readForm(context, index, body, value as Values)) }
		: { ...given, body: value };
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
	const usesFields = context.getNodeParameter('specifyValues', index, 'fields') === 'fields';
	const values = usesFields ? readValues(context, index) : {};
	const given = usesFields
		? await readFields(context, index, operation, values)
		: await readJsonValues(context, index, operation);
	const read = (name: string) => context.getNodeParameter(name, index, undefined);
	const filters = operation.filters
		? readFilterExpression(operation, read('filterRows'), read('combineFilters'), read('filters'))
		: '';
	const sorters = operation.sorters ? readSorters(operation, read('sorterRows')) : '';
	const version = (options.apiVersion ?? 'current') as ApiVersion | 'current';
	const call = buildCall(operation, version, {
		...given,
		query: { ...given.query, ...(filters && { filters }), ...(sorters && { sorters }) },
		path: readPathValues(context, index, operation, values),
	});
	const { paging, response, method } = operation;
	return {
		call,
		facts: listFactsOf(operation),
		// A list that comes as a whole has no limit to give.
		isList: method === 'GET' && paging !== undefined && paging.style !== 'none',
		usualFormat: response.kind === 'file' ? 'file' : 'items',
		isMultiStatus: response.multiStatus,
	};
}
