import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { valueFieldsOf } from '../operations/valueFields';
import { operationIn } from './choiceIn';

/** The fields for the values of the chosen operation. */
export async function getValueFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const operation = operationIn(this);
	return { fields: operation ? valueFieldsOf(operation) : [] };
}
