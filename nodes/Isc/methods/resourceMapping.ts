import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { toResourceMapperFields } from '../operationFields';
import { getCurrentOperation } from './currentSelection';

/** The fields for the values of the chosen operation. */
export async function getOperationFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	return { fields: operation ? toResourceMapperFields(operation) : [] };
}
