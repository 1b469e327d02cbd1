import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { getPathParameterName } from '../descriptions/pathParameters';
import { findSelectedOperation, readSelection } from '../selectedOperation';

/** Returns the selection in the editor, before the node runs. */
export const getCurrentSelection = (context: ILoadOptionsFunctions) =>
	readSelection((name) => context.getCurrentNodeParameter(name));

/** @param index position in the path, from 0 */
export const getCurrentPathParameter = (context: ILoadOptionsFunctions, index: number) =>
	getLocatorValue(context.getCurrentNodeParameter(getPathParameterName(index)));

export const getCurrentOperation = (context: ILoadOptionsFunctions) =>
	findSelectedOperation(getCurrentSelection(context));
