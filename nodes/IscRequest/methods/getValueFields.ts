import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { toResourceMapperFields } from '../operations/valueFields';
import { getCurrentOperation } from './choiceIn';

/** The fields for the values of the chosen operation. */
export async function getOperationFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const operation = getCurrentOperation(this);
	return { fields: operation ? toResourceMapperFields(operation) : [] };
}
