import type {
	DisplayCondition,
	IDisplayOptions,
	INodeProperties,
	NodeParameterValue,
} from 'n8n-workflow';

import { operations } from '../../catalogue/catalogue';
import type { Operation } from '../../catalogue/operation';
import { EVERYDAY } from '../operations/everyday';
import { nameOfOperation } from '../../catalogue/operationText';
import { API_OPERATION, CUSTOM_REQUEST } from './resource';

type Show = NonNullable<IDisplayOptions['show']>;
type Test = (operation: Operation) => boolean;
const NOT_EVERYDAY = { resource: [...API_OPERATION.resource, ...CUSTOM_REQUEST.resource] };

export type Unplaced = Omit<INodeProperties, 'displayOptions'>;

/** A typed ID. It doesn't tell what the operation has, so that all is shown. */
const TYPED_ID: DisplayCondition[] = ['V1', 'V2'].map((version) => ({
	_cnd: { endsWith: version },
}));

/** A typed name with its method in lower case is as good as one from the list, which has it in upper case. */
const TYPED_METHOD: DisplayCondition[] = ['delete', 'get', 'patch', 'post', 'put'].map(
	(method) => ({ _cnd: { startsWith: `${method} ` } }),
);
/** Names that don't tell by themselves what the operation has. */
export const TYPED: DisplayCondition[] = [...TYPED_ID, ...TYPED_METHOD];

/** Where a parameter is shown: for everyday operations and for those chosen from all, by turns. */
function placesOf(test: Test, more: Show, names?: Show[string]): IDisplayOptions[] {
	const ids = EVERYDAY.flatMap((resource) => resource.operations)
		.map(({ operation }) => operation)
		.filter(test)
		.map(({ id }) => id);
	const any = names ?? [...operations().filter(test).map(nameOfOperation), ...TYPED];
	return [
		{ show: { operation: ids, ...more }, hide: NOT_EVERYDAY },
		{ show: { ...API_OPERATION, apiOperation: any as NodeParameterValue[], ...more } },
	];
}

/**
 * A parameter for those operations that pass the test.
 * @param names condition for the names of operations chosen from all, where the list of them would be long
 */
export const forOperations = (
	test: Test,
	property: Unplaced,
	more: Show = {},
	names?: Show[string],
): INodeProperties[] =>
	placesOf(test, more, names).map((displayOptions) => ({ ...property, displayOptions }));

/** A parameter for all operations of the catalogue. */
export const forAllOperations = (property: Unplaced, more: Show = {}): INodeProperties => ({
	...property,
	displayOptions: {
		show: { ...more },
		hide: { resource: ['customRequest'] },
	},
});
