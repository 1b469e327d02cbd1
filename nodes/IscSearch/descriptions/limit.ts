import type { INodeProperties } from 'n8n-workflow';

import { limitProperty, returnAllProperty } from '../../shared/editor/limit';

const SEARCH = { operation: ['search'] };

/** Number of documents. */
export const documentLimitProperties: INodeProperties[] = [
	{
		...returnAllProperty,
		displayOptions: { show: SEARCH },
	},
	{
		...limitProperty,
		displayOptions: { show: { ...SEARCH, returnAll: [false] } },
	},
];
