import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { getOperationName } from '../../shared/catalogue/describeOperation';
import { getOperationById, listOperations } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { ACTION_RESOURCES } from '../actions';
import { ATTRIBUTE_SCHEMAS, findAttributeSchema, getSourcePicker } from '../attributeSchemas';
import { toResourceMapperFields } from '../operationFields';
import { hasQueryOnly } from '../queryParameters';
import { getReferences } from '../references';
import { API_OPERATION } from './resource';
import { ENTERED_BY_ID, type PropertyWithoutDisplayOptions } from './showForOperations';

type Show = NonNullable<IDisplayOptions['show']>;

const hasBody = ({ body }: Operation) => body !== undefined;

/** Actions with a body, and of these the ones that have fields beside their references. */
const actions = ACTION_RESOURCES.flatMap(({ value, operations }) =>
	operations.map(({ operation }) => ({ resource: value, operation })),
).filter(({ operation }) => hasBody(operation));
const actionsWithFields = actions.filter(
	({ resource, operation }) =>
		toResourceMapperFields(operation, getReferences(resource, operation)).length > 0,
);

const showForActions = (chosen: typeof actions, more: Show = {}): IDisplayOptions => ({
	show: {
		resource: [...new Set(chosen.map(({ resource }) => resource))],
		operation: chosen.map(({ operation }) => operation.id),
		...more,
	},
});

const isUsual = ({ method }: Operation) => ['POST', 'PUT', 'PATCH'].includes(method);

/** Shows a parameter for operations with a body. Most POST, PUT, and PATCH have one, so only exceptions are named. */
const showForBodies = (): IDisplayOptions => ({
	show: {
		...API_OPERATION,
		apiOperation: [
			...['POST ', 'PUT ', 'PATCH '].map((startsWith) => ({ _cnd: { startsWith } })),
			...getNames((operation) => hasBody(operation) && !isUsual(operation)),
			...ENTERED_BY_ID,
		] as NodeParameterValue[],
	},
	hide: { apiOperation: getNames((operation) => !hasBody(operation) && isUsual(operation)) },
});

const getNames = (test: (operation: Operation) => boolean) =>
	listOperations().filter(test).map(getOperationName);

const specifyValues: PropertyWithoutDisplayOptions = {
	displayName: 'Specify Values',
	name: 'specifyValues',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
};

/** @param dependsOn parameters that decide which fields there are, besides the operation */
const buildMapper = (
	label: string,
	word: string,
	dependsOn: string[] = [],
): PropertyWithoutDisplayOptions => ({
	displayName: label,
	name: 'values',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['resource', 'operation', 'apiOperation.value', ...dependsOn],
		resourceMapper: {
			resourceMapperMethod: 'getOperationFields',
			mode: 'map',
			supportAutoMap: false,
			fieldWords: { singular: word, plural: `${word}s` },
			valuesLabel: label,
		},
	},
});

/** Operations with fields for the attributes of a source, each with the picker that decides which source is meant. */
const attributeOperations = [...ATTRIBUTE_SCHEMAS].map(([id, spec]) => ({
	operation: getOperationById(id)!,
	picker: getSourcePicker(spec).name,
}));
const attributeActions = attributeOperations.flatMap(({ operation: { id }, picker }) =>
	actionsWithFields
		.filter(
			({ resource, operation }) => operation.id === id && findAttributeSchema(resource, operation),
		)
		.map((action) => ({ action, picker })),
);
const otherActions = actionsWithFields.filter(
	(one) => !attributeActions.some(({ action }) => action === one),
);
/** Operations of the whole API whose source depends on a path parameter. */
const attributeApiOperations = attributeOperations.filter(({ operation }) =>
	findAttributeSchema(API_OPERATION.resource[0]!, operation),
);

const attributesNotice: PropertyWithoutDisplayOptions = {
	displayName: 'Attributes',
	name: 'attributesNotice',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
};

/**
 * Builds the fields and the notice above them. The editor clears the fields if a parameter changes that they depend on,
 * also if the result of an expression changes. So they depend on the name of the chosen object, which expressions don't
 * have. The notice has no values to lose.
 */
const buildAttributeProperties = (picker: string, displayOptions: IDisplayOptions) => [
	{
		...attributesNotice,
		displayOptions,
		typeOptions: {
			loadOptionsDependsOn: [`${picker}.value`],
			resourceMapper: {
				resourceMapperMethod: 'getAttributesNotice',
				mode: 'map' as const,
				supportAutoMap: false,
			},
		},
	},
	{ ...buildMapper('Values', 'value', [`${picker}.cachedResultName`]), displayOptions },
];

const FIELDS: Show = { specifyValues: ['fields'] };
const JSON_VALUES: Show = { specifyValues: ['json'] };
const hasFields = (operation: Operation) => toResourceMapperFields(operation).length > 0;

/** Lets the user choose between fields and JSON, for operations with a body. */
export const specifyValuesProperties: INodeProperties[] = [
	{ ...specifyValues, displayOptions: showForActions(actions) },
	{ ...specifyValues, displayOptions: showForBodies() },
];

const jsonBody: PropertyWithoutDisplayOptions = {
	displayName: 'Body',
	name: 'jsonBody',
	type: 'json',
	default: '',
	description: "The whole body, as shown in the operation's documentation",
};

/** The values of an operation: fields that are loaded for it, or JSON. */
export const operationFieldProperties: INodeProperties[] = [
	{ ...buildMapper('Values', 'value'), displayOptions: showForActions(otherActions, FIELDS) },
	...attributeActions.flatMap(({ action, picker }) =>
		buildAttributeProperties(picker, showForActions([action], FIELDS)),
	),
	...attributeApiOperations.flatMap(({ operation, picker }) =>
		buildAttributeProperties(picker, {
			show: { ...API_OPERATION, ...FIELDS, apiOperation: [getOperationName(operation)] },
		}),
	),
	{
		...buildMapper('Values', 'value'),
		// 'Specify Values' is shown only for operations with a body.
		displayOptions: {
			show: { ...API_OPERATION, ...FIELDS },
			hide: {
				apiOperation: getNames(
					(operation) =>
						attributeApiOperations.some((one) => one.operation === operation) ||
						(hasBody(operation) && !hasFields(operation)),
				),
			},
		},
	},
	{
		...buildMapper('Additional Parameters', 'parameter'),
		displayOptions: {
			show: {
				...API_OPERATION,
				apiOperation: getNames(hasQueryOnly),
			},
		},
	},
	{
		displayName: 'Query Parameters',
		name: 'jsonQuery',
		type: 'json',
		default: '{}',
		displayOptions: { show: JSON_VALUES, hide: { resource: ['customRequest'] } },
		description: 'JSON object with one value, or a list of values, for each query parameter',
	},
	{
		...jsonBody,
		displayOptions: { show: JSON_VALUES, hide: { resource: ['customRequest'] } },
	},
];
