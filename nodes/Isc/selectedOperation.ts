import { findOperation } from '../shared/catalogue/findOperation';
import type { Operation } from '../shared/catalogue/types';
import { getLocatorValue } from '../shared/editor/resourceLocator';
import type { GetParameter } from '../shared/runner/types';

/** What the node's parameters say about the operation. */
export interface OperationSelection {
	resource: string;
	/** ID of an everyday operation. */
	operation?: string;
	/** ID, or method and path, of one chosen from all. */
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

/** @returns undefined where none is chosen, or none is called so */
export function findSelectedOperation({ resource, operation, apiOperation }: OperationSelection) {
	const name = (resource === 'apiOperation' ? apiOperation : operation)?.trim() ?? '';
	return findOperation(name);
}

/** The placeholders of the path, in their order. */
export const getPathParameters = (operation: Operation) =>
	operation.parameters.filter((parameter) => parameter.in === 'path');
