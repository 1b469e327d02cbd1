import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { operations } from '../../catalogue/catalogue';
import type { Operation } from '../../catalogue/operation';
import { EVERYDAY } from '../everyday';
import { nameOfOperation } from '../operationText';
import { API_OPERATION } from './resource';

type Show = NonNullable<IDisplayOptions['show']>;
type Test = (operation: Operation) => boolean;
export type Unplaced = Omit<INodeProperties, 'displayOptions'>;

/** Where a parameter is shown: for everyday operations and for those chosen from all, by turns. */
function placesOf(test: Test, names?: Show[string]): Show[] {
	const everyday = EVERYDAY.map(({ value, operations: own }) => ({
		value,
		ids: own.filter(({ operation }) => test(operation)).map(({ operation }) => operation.id),
	})).filter(({ ids }) => ids.length > 0);
	const places: Show[] = [];
	if (everyday.length > 0) {
		places.push({
			resource: everyday.map(({ value }) => value),
			operation: everyday.flatMap(({ ids }) => ids),
		});
	}
	places.push({
		...API_OPERATION,
		apiOperation: names ?? (operations().filter(test).map(nameOfOperation) as NodeParameterValue[]),
	});
	return places;
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
	placesOf(test, names).map((show) => ({
		...property,
		displayOptions: { show: { ...show, ...more } },
	}));

/** A parameter for all operations of the catalogue. */
export const forAllOperations = (property: Unplaced, more: Show = {}): INodeProperties => ({
	...property,
	displayOptions: {
		show: { ...more },
		hide: { resource: ['customRequest'] },
	},
});
