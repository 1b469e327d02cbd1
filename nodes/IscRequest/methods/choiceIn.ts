import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { chosenOperation, type Choice } from '../operations/chosenOperation';
import { locatorValue } from '../operations/locator';

/** What is chosen in the editor at this moment. */
export function choiceIn(context: ILoadOptionsFunctions): Choice {
	const read = (name: string) => String(locatorValue(context.getCurrentNodeParameter(name)) ?? '');
	return {
		resource: read('resource'),
		operation: read('operation'),
		apiOperation: read('apiOperation'),
	};
}

export const operationIn = (context: ILoadOptionsFunctions) => chosenOperation(choiceIn(context));
