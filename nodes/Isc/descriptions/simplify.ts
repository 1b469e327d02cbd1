import type { INodeProperties } from 'n8n-workflow';

import { buildSimplifyProperties } from '../../shared/editor/simplifyProperties';
import { ACTION_RESOURCES } from '../actions';
import { SIMPLIFIED_OPERATIONS } from '../../shared/output/simplifyOperations';

const isSimplified = (id: string) => SIMPLIFIED_OPERATIONS.includes(id);

/** How much of each record is returned, for the actions whose records can be simplified. */
export const simplifyProperties: INodeProperties[] = buildSimplifyProperties({
	resource: ACTION_RESOURCES.filter(({ operations }) =>
		operations.some(({ operation }) => isSimplified(operation.id)),
	).map(({ value }) => value),
	operation: [...SIMPLIFIED_OPERATIONS],
});
