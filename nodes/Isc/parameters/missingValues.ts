import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	isSelectorName,
	isDescriptiveName,
	isSelector,
} from '../../shared/catalogue/buildRequest/selectors';
import type { Operation } from '../../shared/catalogue/types';
import { maskExpressions } from '../../shared/parameters/maskExpressions';
import {
	isEmptyResult,
	isMissingValue,
	isMissingInText,
	findMissingExpression,
	type FindMissingValue as FindGapBy,
	type MissingValueContext,
	type MissingValueRules,
} from '../../shared/parameters/missingValues';
import {
	isUndefinedText,
	isEmptyValue,
	type ExpressionResult,
} from '../../shared/parameters/expressions';
import { evaluateJsonExpressions } from '../../shared/parameters/jsonTemplate';
import { iscOptionsProperty } from '../descriptions/options';
import { findEmptyInBody, findEmptyInQuery, hasEmptySelector } from './emptyValues';

/** What a search for gaps goes by. */
interface OperationLook extends MissingValueContext {
	operation: Operation | undefined;
}

type FindGap = FindGapBy<OperationLook>;

/** The values that expressions made in JSON, without texts of which a piece is missing. */
const madeIn = ({ raw, value }: ExpressionResult, { evaluate }: MissingValueContext) =>
	evaluateJsonExpressions(raw, value, (piece) => isEmptyResult(evaluate(piece)));

/** What isn't put together of pieces, or only describes. */
const whole: FindGap = ({ value }) => (isEmptyValue(value) ? '' : undefined);

/** The default of an option could reach further than what was meant, or be another thing. */
const inOptions: FindGap = ({ steps: [name], value }) => {
	const options = iscOptionsProperty.options as INodeProperties[];
	const label = options.find((one) => one.name === name)?.displayName ?? name;
	return isEmptyValue(value) ? label : undefined;
};

const inFilter: FindGap = (given, all, look) =>
	hasEmptySelector('filters', given.value) ? '' : findMissingExpression(given, all, look);

/** In a row, the name of what the row is for tells which one is meant. */
const inRow =
	(key: string): FindGap =>
	({ steps, ...given }, all, look) => {
		const [kind = '', index = '', place = ''] = steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isGap =
			isMissingValue({ steps, ...given }, look) || hasEmptySelector(String(row.name), given.value);
		if (!isGap) return undefined;
		const isValueless = place === 'value' && /^(pr|isnull)$/i.test(String(row.operator ?? ''));
		return isValueless ? undefined : String((place !== key && row[key]) || place);
	};

/** A part of a form may be a remark, put together of pieces of which some are missing. */
const inForm: FindGap = (given, all, look) => {
	const [kind = '', index = '', place] = given.steps;
	const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)];
	const isText = place === 'value' && isDescriptiveName(String(row?.name));
	return isText && !isEmptyValue(given.value) ? undefined : inRow('name')(given, all, look);
};

const inPath: FindGap = (given, all, look) => {
	const [path = '', query = ''] = String(given.value ?? '').split('?');
	const [typed = ''] = maskExpressions(given.raw).text.split('?');
	const isOpen = path.trim().endsWith('/') && !typed.trim().endsWith('/');
	return isOpen || findEmptyInQuery(Object.fromEntries(new URLSearchParams(query))) !== undefined
		? ''
		: findMissingExpression(given, all, look);
};

const inQueryJson: FindGap = (given, _all, look) =>
	isEmptyValue(given.value) ? '' : findEmptyInQuery(madeIn(given, look));

const inBody: FindGap = (given, _all, look) =>
	isEmptyValue(given.value) ? '' : findEmptyInBody(madeIn(given, look), look.operation);

const selects = (name: string, { operation }: OperationLook) =>
	operation ? isSelector(operation, name) : isSelectorName(name);

/** The fields of an operation: what only describes can be left out by empty text, as by an empty cell of a table. */
const inFields: FindGap = ({ steps: [, id = ''], ...given }, _all, look) => {
	const [place, ...rest] = id.split('.');
	const name = rest.join('.');
	const { value } = given;
	if (place !== 'body' || name === '') {
		const isGap = isMissingValue({ steps: [], ...given }, look) || hasEmptySelector(name, value);
		return isGap ? name || 'body' : undefined;
	}
	const isBlank = typeof value === 'string' && value !== '' && value.trim() === '';
	const isGap =
		isBlank ||
		isUndefinedText(value) ||
		findEmptyInBody({ [name]: value }, look.operation) !== undefined ||
		(selects(name, look) && isMissingInText({ steps: [], ...given }, look));
	return isGap ? name : undefined;
};

const inChange: FindGap = (given, _all, look) => {
	const [, index, place] = given.steps;
	const isGap =
		place === 'value'
			? findEmptyInBody({ value: given.value }, look.operation) !== undefined
			: isMissingValue(given, look) || String(given.value).trim().endsWith('/');
	return isGap ? `${place} of change ${Number(index) + 1}` : undefined;
};

/** What tells ISC which objects are meant and what is done to them, by the name of the parameter. */
export const REQUIRED_SELECTORS: MissingValueRules<OperationLook> = {
	combineFilters: { label: 'Combine Filters', find: whole },
	returnAll: { label: 'Return All', find: whole },
	limit: { label: 'Limit', find: whole },
	completion: { label: 'Completion', find: whole },
	simplify: { label: 'Simplify', find: whole },
	outputFields: { label: 'Fields', find: whole },
	options: { label: 'Options', find: inOptions },
	path: { label: 'Path', find: inPath },
	pathParameters: { label: 'Path Parameters', find: inRow('name') },
	query: { label: 'Query Parameters', find: inRow('name') },
	jsonQuery: { label: 'Query Parameters', find: inQueryJson },
	headers: { label: 'Headers', find: inRow('name') },
	body: { label: 'Body', find: inBody },
	jsonBody: { label: 'Body', find: inBody },
	formData: { label: 'Form Data', find: inForm },
	rawContentType: { label: 'Content Type', find: findMissingExpression },
	values: { label: 'Values', find: inFields },
	changes: { label: 'Changes', find: inChange },
	filterRows: { label: 'Filters', find: inRow('field') },
	filters: { label: 'Filter Expression', find: inFilter },
	sorterRows: { label: 'Sort By', find: inRow('field') },
	pathParameter1: { label: 'Path Parameter 1', find: findMissingExpression },
	pathParameter2: { label: 'Path Parameter 2', find: findMissingExpression },
	pathParameter3: { label: 'Path Parameter 3', find: findMissingExpression },
	jobType: { label: 'Kind of Job', find: findMissingExpression },
	jobId: { label: 'Job ID', find: findMissingExpression },
	invocation: { label: 'Invocation', find: findMissingExpression },
	invocationOutput: { label: 'Output', find: inBody },
	invocationError: { label: 'Error', find: whole },
};
