import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { toResourceMapperFields } from '../../nodes/Isc/operationFields.ts';

/** Values of an operation as the editor stores them: with the schema by which n8n converts them. */
export const buildOperationFields = (operation: Operation, value: object): IDataObject =>
	({
		mappingMode: 'defineBelow',
		value,
		schema: toResourceMapperFields(operation).map((field) => ({
			...field,
			removed: !(field.id in value),
		})),
		matchingColumns: [],
	}) as unknown as IDataObject;
