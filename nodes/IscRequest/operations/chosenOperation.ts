import { operationCalled } from '../../catalogue/byPath';
import type { Operation } from '../../catalogue/operation';
import { locatorValue } from '../../editor/locator';
import type { Read } from '../../execution/read';

/** What the node's parameters say about the operation. */
export interface Choice {
	resource: string;
	/** ID of an everyday operation. */
	operation?: string;
	/** ID, or method and path, of one chosen from all. */
	apiOperation?: string;
}

export function readChoice(read: Read): Choice {
	const text = (name: string) => String(locatorValue(read(name)) ?? '');
	return {
		resource: text('resource'),
		operation: text('operation'),
		apiOperation: text('apiOperation'),
	};
}

/** @returns undefined where none is chosen, or none is called so */
export function chosenOperation({ resource, operation, apiOperation }: Choice) {
	const name = (resource === 'apiOperation' ? apiOperation : operation)?.trim() ?? '';
	return operationCalled(name);
}

/** The placeholders of the path, in their order. */
export const placeholdersOf = (operation: Operation) =>
	operation.parameters.filter((parameter) => parameter.in === 'path');
