import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../catalogue/operation';
import { hidePieces } from '../../catalogue/pieces';
import {
	isMissing,
	refuseMissingIn,
	single,
	type FindGap as FindGapBy,
	type Look,
	type Places,
} from '../../execution/missing';
import { isLost, isNothing } from '../../forms/expressions';
import { gapInBody, gapInQuery, isGapIn } from './gaps';
import { madeByExpressions } from '../../forms/jsonTemplate';

/** What a search for gaps goes by. */
interface OperationLook extends Look {
	operation: Operation | undefined;
}

type FindGap = FindGapBy<OperationLook>;

const inFilter: FindGap = (given, all, look) =>
	isGapIn('filters', given.value) ? '' : single(given, all, look);

/** In a row, the name of what the row is for tells which one is meant. */
const inRow =
	(key: string, ...free: string[]): FindGap =>
	({ steps, ...given }, all, look) => {
		const [kind = '', index = '', place = ''] = steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isGap = isMissing({ steps, ...given }, look) || isGapIn(String(row.name), given.value);
		if (free.includes(place) || !isGap) return undefined;
		const isValueless = place === 'value' && /^(pr|isnull)$/i.test(String(row.operator ?? ''));
		return isValueless ? undefined : String((place !== key && row[key]) || place);
	};

const inPath: FindGap = (given, all, look) => {
	const [path = '', query = ''] = String(given.value ?? '').split('?');
	const [typed = ''] = hidePieces(given.raw).text.split('?');
	const isOpen = path.trim().endsWith('/') && !typed.trim().endsWith('/');
	return isOpen || gapInQuery(Object.fromEntries(new URLSearchParams(query))) !== undefined
		? ''
		: single(given, all, look);
};

const inQueryJson: FindGap = ({ raw, value }) =>
	isNothing(value) ? '' : gapInQuery(madeByExpressions(raw, value));

const inBody: FindGap = ({ raw, value }, _all, { operation }) =>
	isNothing(value) ? '' : gapInBody(madeByExpressions(raw, value), operation);

/** The fields of an operation: what only describes can be left out by empty text, as by an empty cell of a table. */
const inFields: FindGap = ({ steps: [, id = ''], ...given }, _all, look) => {
	const [place, ...rest] = id.split('.');
	const name = rest.join('.');
	const { value } = given;
	if (place !== 'body' || name === '') {
		const isGap = isMissing({ steps: [], ...given }, look) || isGapIn(name, value);
		return isGap ? name || 'body' : undefined;
	}
	const isBlank = typeof value === 'string' && value !== '' && value.trim() === '';
	const isGap =
		isBlank || isLost(value) || gapInBody({ [name]: value }, look.operation) !== undefined;
	return isGap ? name : undefined;
};

const inChange: FindGap = (given, _all, look) => {
	const [, index, place] = given.steps;
	const isGap =
		place === 'value'
			? gapInBody({ value: given.value }, look.operation) !== undefined
			: place !== 'valueType' &&
				(isMissing(given, look) || String(given.value).trim().endsWith('/'));
	return isGap ? `${place} of change ${Number(index) + 1}` : undefined;
};

/** What tells ISC which objects are meant, by the name of the parameter. */
const PLACES: Places<OperationLook> = {
	path: { label: 'Path', find: inPath },
	pathParameters: { label: 'Path Parameters', find: inRow('name') },
	query: { label: 'Query Parameters', find: inRow('name') },
	queryJson: { label: 'Query Parameters', find: inQueryJson },
	headers: { label: 'Headers', find: inRow('name') },
	body: { label: 'Body', find: inBody },
	bodyJson: { label: 'Body', find: inBody },
	formData: { label: 'Form Data', find: inRow('name') },
	rawContentType: { label: 'Content Type', find: single },
	values: { label: 'Values', find: inFields },
	changes: { label: 'Changes', find: inChange },
	filterRows: { label: 'Filters', find: inRow('field') },
	filters: { label: 'Filter Expression', find: inFilter },
	sorterRows: { label: 'Sort By', find: inRow('field', 'descending') },
	pathValue1: { label: 'First Value in Path', find: single },
	pathValue2: { label: 'Second Value in Path', find: single },
	pathValue3: { label: 'Third Value in Path', find: single },
	jobKind: { label: 'Kind of Job', find: single },
	jobId: { label: 'Job ID', find: single },
	invocation: { label: 'Invocation', find: single },
	invocationOutput: { label: 'Output', find: inBody },
	invocationError: { label: 'Error', find: single },
};

/**
 * Refuses an item whose expressions give nothing where they say which objects are meant.
 * @param labels of parameters that the editor calls otherwise here
 * @throws BadInput naming the parameter
 */
export const refuseMissing = (
	context: IExecuteFunctions,
	index: number,
	operation?: Operation,
	labels: Record<string, string> = {},
): void => refuseMissingIn(context, index, PLACES, { operation }, labels);
