import groupBy from 'lodash/groupBy';
import type { INodeProperties } from 'n8n-workflow';

import type { PropertyWithoutDisplayOptions } from './showForOperations';

/** A field of an action. */
interface OperationProperty {
	/** ID of the operation. */
	operation: string;
	property: PropertyWithoutDisplayOptions;
}

/** Groups equal fields of several operations, so that the description has each only once. */
export const groupByProperty = (fields: OperationProperty[]) =>
	Object.values(groupBy(fields, ({ property }) => JSON.stringify(property))).map((same) => ({
		property: same[0]!.property,
		operations: same.map(({ operation }) => operation),
	}));

/** Builds the options of a collection that several operations share. Each operation shows only its own. */
export const buildSharedOptions = (fields: OperationProperty[]): INodeProperties[] =>
	groupByProperty(fields)
		.map(({ property, operations }) => ({
			...property,
			displayOptions: { show: { '/operation': operations } },
		}))
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
