import type { INodeProperties } from 'n8n-workflow';

import { CUSTOM_REQUEST } from './resource';

export const pagingProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: { show: { ...CUSTOM_REQUEST, method: ['GET'] } },
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { ...CUSTOM_REQUEST, method: ['GET'], returnAll: [false] } },
		description: 'Max number of results to return',
	},
];
