import { findOperation } from '../shared/catalogue/findOperation';
import type { Operation } from '../shared/catalogue/types';
import { getLocatorValue } from '../shared/editor/resourceLocator';
import type { GetParameter } from '../shared/runner/types';

/** Operation as selected in the node's parameters. */
export interface OperationSelection {
	resource: string;
	/** Operation ID of an action. */
	operation?: string;
	/** ID, or method and path, of an operation chosen from the whole API. */
	apiOperation?: string;
}

export function readSelection(read: GetParameter): OperationSelection {
	const text = (name: string) => String(getLocatorValue(read(name)) ?? '');
	return {
		resource: text('resource'),
		operation: text('operation'),
		apiOperation: text('apiOperation'),
	};
}

/** @returns undefined if none is selected, or it doesn't exist */
export function findSelectedOperation({ resource, operation, apiOperation }: OperationSelection) {
	const name = (resource === 'apiOperation' ? apiOperation : operation)?.trim() ?? '';
	return findOperation(name);
}

/** Returns the path parameters, in the order of the path. */
export const getPathParameters = (operation: Operation) =>
	operation.parameters.filter((parameter) => parameter.in === 'path');
