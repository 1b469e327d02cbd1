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
const NOT_AN_ACTION = { resource: [...API_OPERATION.resource, ...CUSTOM_REQUEST.resource] };

export type PropertyWithoutDisplayOptions = Omit<INodeProperties, 'displayOptions'>;

/** IDs of operations. They don't tell which fields the operation has, so all fields are shown. */
const TYPED_OPERATION_ID: DisplayCondition[] = ['V1', 'V2'].map((version) => ({
	_cnd: { endsWith: version },
}));

/** Names with the method in lower case. The list has it in upper case, and both are accepted. */
const TYPED_METHOD: DisplayCondition[] = ['delete', 'get', 'patch', 'post', 'put'].map(
	(method) => ({ _cnd: { startsWith: `${method} ` } }),
);
/** Entries that aren't compared with the list of operations. */
export const ENTERED_BY_ID: DisplayCondition[] = [...TYPED_OPERATION_ID, ...TYPED_METHOD];

/** Builds the display options for actions and for operations chosen from the whole API. */
function buildDisplayOptions(test: Test, more: Show, names?: Show[string]): IDisplayOptions[] {
	const ids = ACTION_RESOURCES.flatMap((resource) => resource.operations)
		.map(({ operation }) => operation)
		.filter(test)
		.map(({ id }) => id);
	const any = names ?? [...listOperations().filter(test).map(getOperationName), ...ENTERED_BY_ID];
	return [
		{ show: { operation: ids, ...more }, hide: NOT_AN_ACTION },
		{ show: { ...API_OPERATION, apiOperation: any as NodeParameterValue[], ...more } },
	];
}

/**
 * Shows a parameter for the operations that pass the test.
 * @param names conditions that replace the list of names, if that list would be long
 */
export const showForOperations = (
	test: Test,
	property: PropertyWithoutDisplayOptions,
	more: Show = {},
	names?: Show[string],
): INodeProperties[] =>
	buildDisplayOptions(test, more, names).map((displayOptions) => ({ ...property, displayOptions }));
