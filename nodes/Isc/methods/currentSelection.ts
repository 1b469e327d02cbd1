import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { pathParameterName } from '../descriptions/pathParameters';
import { findSelectedOperation, readSelection } from '../selectedOperation';

/** What is chosen in the editor at this moment. */
export const getCurrentSelection = (context: ILoadOptionsFunctions) =>
	readSelection((name) => context.getCurrentNodeParameter(name));

/** What is chosen for a placeholder of the path, counted from 0. */
export const getCurrentPathParameter = (context: ILoadOptionsFunctions, index: number) =>
	getLocatorValue(context.getCurrentNodeParameter(pathParameterName(index)));

export const getCurrentOperation = (context: ILoadOptionsFunctions) =>
	findSelectedOperation(getCurrentSelection(context));
