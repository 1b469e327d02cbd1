import type { INodeProperties } from 'n8n-workflow';

import { limitProperty, returnAllProperty } from '../../editor/howMany';
import { CUSTOM_REQUEST } from './resource';

export const pagingProperties: INodeProperties[] = [
	{
		...returnAllProperty,
		displayOptions: { show: { ...CUSTOM_REQUEST, method: ['GET'] } },
	},
	{
		...limitProperty,
		displayOptions: { show: { ...CUSTOM_REQUEST, method: ['GET'], returnAll: [false] } },
	},
];
