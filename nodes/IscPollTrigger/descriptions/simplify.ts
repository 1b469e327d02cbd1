import type { INodeProperties } from 'n8n-workflow';

import { buildSimplifyProperty } from '../../shared/editor/simplifyProperties';

/** First version of the node with Simplify. Workflows with an older version keep their output. */
export const WITH_SIMPLIFY = 1.1;

/** How much of each record is returned. */
export const pollSimplifyProperty: INodeProperties = buildSimplifyProperty({
	'@version': [{ _cnd: { gte: WITH_SIMPLIFY } }],
});
