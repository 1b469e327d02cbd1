import type { ILoadOptionsFunctions } from 'n8n-workflow';
import get from 'lodash/get';

import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { getOperationById } from '../../shared/catalogue/operations';
import { callOperation } from '../../shared/editor/callOperation';
import type { FieldOfObject } from '../references';
import { getPathParameters } from '../selectedOperation';
import { getCurrentOperation, getCurrentPathParameter } from './currentSelection';

/** Returns a path parameter of the selected operation. */
export function getPathValue(context: ILoadOptionsFunctions, name: string): unknown {
	const operation = getCurrentOperation(context);
	const names = operation ? getPathParameters(operation).map((parameter) => parameter.name) : [];
	return getCurrentPathParameter(context, names.indexOf(name));
}

/** Reads a value from another object, such as the identity profile of the selected identity. */
export async function fetchField(
	context: ILoadOptionsFunctions,
	{ operation, path, constants, field }: FieldOfObject,
): Promise<unknown> {
	const own = Object.entries(path).map(([theirs, ours]) => [theirs, getPathValue(context, ours)]);
	const parameters = { ...constants, ...(Object.fromEntries(own) as Record<string, unknown>) };
	const response = await callOperation(context, getOperationById(operation)!, parameters);
	return get(getBodyObject(response), field) as unknown;
}
