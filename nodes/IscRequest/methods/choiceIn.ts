import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { chosenOperation, readChoice } from '../operations/chosenOperation';

/** What is chosen in the editor at this moment. */
export const choiceIn = (context: ILoadOptionsFunctions) =>
	readChoice((name) => context.getCurrentNodeParameter(name));

export const operationIn = (context: ILoadOptionsFunctions) => chosenOperation(choiceIn(context));
