import type { INodeProperties } from 'n8n-workflow';

import { buildSimplifyProperties } from '../../shared/editor/simplifyProperties';

/** How much of each document is returned. Other operations return counts, groups, or values. */
export const documentSimplifyProperties: INodeProperties[] = buildSimplifyProperties({
	operation: ['search', 'getDocument'],
});
