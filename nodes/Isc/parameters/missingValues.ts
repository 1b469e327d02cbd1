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
	type FindMissingValue,
	type MissingValueContext,
	type MissingValueRules,
} from '../../shared/parameters/missingValues';
import {
	hasEmptyValue,
	isUndefinedText,
	isEmptyValue,
	type ExpressionResult,
} from '../../shared/parameters/expressions';
import { evaluateJsonExpressions } from '../../shared/parameters/jsonTemplate';
import { ACTION_RESOURCES } from '../actions';
import { ATTRIBUTE, getAttributeName } from '../attributeSchemas';
import { iscOptionsProperty } from '../descriptions/options';
import {
	ADDITIONAL_PARAMETERS,
	getQueryParameterLabel,
	getQueryParameterName,
	getQueryParameters,
	hasQueryOnly,
} from '../queryParameters';
import { OPERATION_REFERENCES, REFERENCES, type Reference } from '../references';
import { findEmptyInBody, findEmptyInQuery, hasEmptySelector } from './emptyValues';

interface OperationContext extends MissingValueContext {
	operation: Operation | undefined;
}

type FindMissing = FindMissingValue<OperationContext>;

/** Returns the values of the expressions in JSON. Texts that lack a part are left out. */
const evaluateJson = ({ raw, value }: ExpressionResult, { evaluate }: MissingValueContext) =>
	evaluateJsonExpressions(raw, value, (expression) => isEmptyResult(evaluate(expression)));

/** Finds an empty parameter, unless its text has several parts. */
const findEmptyParameter: FindMissing = ({ value }) => (isEmptyValue(value) ? '' : undefined);

/** Finds an empty filter, or one that compares with an empty value. */
const findInFilter: FindMissing = (given, all, context) =>
	hasEmptySelector('filters', given.value) ? '' : findMissingExpression(given, all, context);

/** Finds an empty option: its default could match more records, or have another meaning. */
const findInOptions: FindMissing = (given, all, context) => {
	const [name] = given.steps;
	const options = iscOptionsProperty.options as INodeProperties[];
	const label = options.find((one) => one.name === name)?.displayName ?? name;
	const isMissing =
		name === 'filterExpression'
			? findInFilter(given, all, context) !== undefined
			: isEmptyValue(given.value);
	return isMissing ? label : undefined;
};

/** @param key of the row that names the value, such as the name of a query parameter */
const findInRows =
	(key: string): FindMissing =>
	({ steps, ...given }, all, context) => {
		const [kind = '', index = '', column = ''] = steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isMissing =
			isMissingValue({ steps, ...given }, context) ||
			hasEmptySelector(String(row.name), given.value);
		if (!isMissing) return undefined;
		const needsNoValue = column === 'value' && /^(pr|isnull)$/i.test(String(row.operator ?? ''));
		return needsNoValue ? undefined : String((column !== key && row[key]) || column);
	};

/** Finds empty form fields. A field that only describes can have parts that are missing. */
const findInForm: FindMissing = (given, all, context) => {
	const [kind = '', index = '', column] = given.steps;
	const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)];
	const isDescription = column === 'value' && isDescriptiveName(String(row?.name));
	return isDescription && !isEmptyValue(given.value)
		? undefined
		: findInRows('name')(given, all, context);
};

const findInPath: FindMissing = (given, all, context) => {
	const [path = '', query = ''] = String(given.value ?? '').split('?');
	const [typed = ''] = maskExpressions(given.raw).text.split('?');
	const lacksEnd = path.trim().endsWith('/') && !typed.trim().endsWith('/');
	return lacksEnd || findEmptyInQuery(Object.fromEntries(new URLSearchParams(query))) !== undefined
		? ''
		: findMissingExpression(given, all, context);
};

const findInJsonQuery: FindMissing = (given, _all, context) =>
	isEmptyValue(given.value) ? '' : findEmptyInQuery(evaluateJson(given, context));

const findInBody: FindMissing = (given, _all, context) =>
	isEmptyValue(given.value) ? '' : findEmptyInBody(evaluateJson(given, context), context.operation);

const isSelectorField = (name: string, { operation }: OperationContext) =>
	operation ? isSelector(operation, name) : isSelectorName(name);

/** Finds empty fields of an operation. Empty text leaves out a field that only describes, as an empty table cell does. */
const findInFields: FindMissing = ({ steps: [, id = ''], ...given }, _all, context) => {
	const [location, ...rest] = id.split('.');
	const encoded = rest.join('.');
	const name = location === ATTRIBUTE ? getAttributeName(encoded) : encoded;
	const { value } = given;
	if (location !== 'body' || name === '') {
		const isMissing =
			isMissingValue({ steps: [], ...given }, context) || hasEmptySelector(name, value);
		return isMissing ? name || 'body' : undefined;
	}
	const isBlank = typeof value === 'string' && value !== '' && value.trim() === '';
	const isMissing =
		isBlank ||
		isUndefinedText(value) ||
		findEmptyInBody({ [name]: value }, context.operation) !== undefined ||
		(isSelectorField(name, context) && isMissingInText({ steps: [], ...given }, context));
	return isMissing ? name : undefined;
};

const findInChanges: FindMissing = (given, _all, context) => {
	const [, index, column] = given.steps;
	const isMissing =
		column === 'value'
			? findEmptyInBody({ value: given.value }, context.operation) !== undefined
			: isMissingValue(given, context) || String(given.value).trim().endsWith('/');
	return isMissing ? `${column} of change ${Number(index) + 1}` : undefined;
};

/** Finds a reference without an ID, also within a list of IDs. */
const findInReference: FindMissing = (given, _all, context) =>
	isMissingValue(given, context) || hasEmptyValue(given.value) ? '' : undefined;

const allReferences = [...OPERATION_REFERENCES.values()].flat();

const findInReferences: FindMissing = (given, all, context) => {
	const [name] = given.steps;
	const label = allReferences.find(({ parameter }) => parameter === name)?.label;
	return findInReference(given, all, context) === undefined ? undefined : (label ?? name);
};

const buildReferenceRule = ({ parameter, label }: Reference) => [
	parameter,
	{ label, find: findInReference },
];

const QUERY_PARAMETERS = ACTION_RESOURCES.flatMap(({ operations }) => operations)
	.map(({ operation }) => operation)
	.filter(hasQueryOnly)
	.flatMap(getQueryParameters);

const findInAdditionalParameters: FindMissing = (given, all, context) => {
	const [name = ''] = given.steps;
	const parameter = QUERY_PARAMETERS.find((one) => getQueryParameterName(one) === name);
	const isMissing = findInReference(given, all, context) !== undefined;
	return isMissing ? (parameter ? getQueryParameterLabel(parameter) : name) : undefined;
};

const REQUIRED_QUERY_PARAMETERS = QUERY_PARAMETERS.filter(({ required }) => required).map(
	(parameter) => [
		getQueryParameterName(parameter),
		{ label: getQueryParameterLabel(parameter), find: findInReference },
	],
);

/** Parameters that tell ISC which objects are meant and what to do with them, by name. */
export const REQUIRED_SELECTORS: MissingValueRules<OperationContext> = {
	combineFilters: { label: 'Combine Filters', find: findEmptyParameter },
	returnAll: { label: 'Return All', find: findEmptyParameter },
	limit: { label: 'Limit', find: findEmptyParameter },
	completion: { label: 'Completion', find: findEmptyParameter },
	simplify: { label: 'Simplify', find: findEmptyParameter },
	outputFields: { label: 'Fields', find: findEmptyParameter },
	options: { label: 'Options', find: findInOptions },
	path: { label: 'Path', find: findInPath },
	pathParameters: { label: 'Path Parameters', find: findInRows('name') },
	query: { label: 'Query Parameters', find: findInRows('name') },
	jsonQuery: { label: 'Query Parameters', find: findInJsonQuery },
	headers: { label: 'Headers', find: findInRows('name') },
	body: { label: 'Body', find: findInBody },
	jsonBody: { label: 'Body', find: findInBody },
	formData: { label: 'Form Data', find: findInForm },
	rawContentType: { label: 'Content Type', find: findMissingExpression },
	values: { label: 'Values', find: findInFields },
	changes: { label: 'Changes', find: findInChanges },
	filterRows: { label: 'Filters', find: findInRows('field') },
	sorterRows: { label: 'Sort By', find: findInRows('field') },
	pathParameter1: { label: 'Path Parameter 1', find: findMissingExpression },
	pathParameter2: { label: 'Path Parameter 2', find: findMissingExpression },
	pathParameter3: { label: 'Path Parameter 3', find: findMissingExpression },
	[ADDITIONAL_PARAMETERS]: { label: 'Additional Parameters', find: findInAdditionalParameters },
	[REFERENCES]: { label: 'References', find: findInReferences },
	...(Object.fromEntries([
		...allReferences.filter(({ isOpen }) => isOpen).map(buildReferenceRule),
		...REQUIRED_QUERY_PARAMETERS,
	]) as MissingValueRules<OperationContext>),
	jobType: { label: 'Job Type', find: findMissingExpression },
	jobId: { label: 'Job ID', find: findMissingExpression },
	invocation: { label: 'Invocation', find: findMissingExpression },
	invocationOutput: { label: 'Output', find: findInBody },
	invocationError: { label: 'Error', find: findEmptyParameter },
};
