import type {
	DisplayCondition,
	IDisplayOptions,
	INodeProperties,
	NodeParameterValue,
} from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { ACTION_RESOURCES } from '../actions';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { API_OPERATION, CUSTOM_REQUEST } from './resource';

type Show = NonNullable<IDisplayOptions['show']>;
type Test = (operation: Operation) => boolean;
const NOT_EVERYDAY = { resource: [...API_OPERATION.resource, ...CUSTOM_REQUEST.resource] };

export type PropertyWithoutDisplayOptions = Omit<INodeProperties, 'displayOptions'>;

/** A typed ID. It doesn't tell what the operation has, so that all is shown. */
const TYPED_OPERATION_ID: DisplayCondition[] = ['V1', 'V2'].map((version) => ({
	_cnd: { endsWith: version },
}));

/** A typed name with its method in lower case is as good as one from the list, which has it in upper case. */
const TYPED_METHOD: DisplayCondition[] = ['delete', 'get', 'patch', 'post', 'put'].map(
	(method) => ({ _cnd: { startsWith: `${method} ` } }),
);
/** Names that don't tell by themselves what the operation has. */
export const ENTERED_BY_ID: DisplayCondition[] = [...TYPED_OPERATION_ID, ...TYPED_METHOD];

/** Where a parameter is shown: for everyday operations and for those chosen from all, by turns. */
function placesOf(test: Test, more: Show, names?: Show[string]): IDisplayOptions[] {
	const ids = ACTION_RESOURCES.flatMap((resource) => resource.operations)
		.map(({ operation }) => operation)
		.filter(test)
		.map(({ id }) => id);
	const any = names ?? [...listOperations().filter(test).map(getOperationName), ...ENTERED_BY_ID];
	return [
		{ show: { operation: ids, ...more }, hide: NOT_EVERYDAY },
		{ show: { ...API_OPERATION, apiOperation: any as NodeParameterValue[], ...more } },
	];
}

/**
 * A parameter for those operations that pass the test.
 * @param names condition for the names of operations chosen from all, where the list of them would be long
 */
export const showForOperations = (
	test: Test,
	property: PropertyWithoutDisplayOptions,
	more: Show = {},
	names?: Show[string],
): INodeProperties[] =>
	placesOf(test, more, names).map((displayOptions) => ({ ...property, displayOptions }));

/** A parameter for all operations of the catalogue. */
export const showForAllOperations = (
	property: PropertyWithoutDisplayOptions,
	more: Show = {},
): INodeProperties => ({
	...property,
	displayOptions: {
		show: { ...more },
		hide: { resource: ['customRequest'] },
	},
});
