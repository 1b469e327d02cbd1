import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { locatorValue } from '../../editor/locator';
import { pathValueName } from '../description/pathValues';
import { chosenOperation, readChoice } from '../operations/chosenOperation';

/** What is chosen in the editor at this moment. */
export const choiceIn = (context: ILoadOptionsFunctions) =>
	readChoice((name) => context.getCurrentNodeParameter(name));

/** What is chosen for a placeholder of the path, counted from 0. */
export const pathValueIn = (context: ILoadOptionsFunctions, index: number) =>
	locatorValue(context.getCurrentNodeParameter(pathValueName(index)));

export const operationIn = (context: ILoadOptionsFunctions) => chosenOperation(choiceIn(context));
