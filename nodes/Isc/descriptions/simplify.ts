import type { INodeProperties } from 'n8n-workflow';

import { hideInTools, showInTools } from '../../shared/editor/toolProperties';
import { ACTION_RESOURCES } from '../actions';
import { SIMPLIFIED_OPERATIONS } from '../simplify';

const isSimplified = (id: string) => SIMPLIFIED_OPERATIONS.includes(id);

/** Display options for the actions whose records can be simplified. */
const SIMPLIFIABLE = {
	resource: ACTION_RESOURCES.filter(({ operations }) =>
		operations.some(({ operation }) => isSimplified(operation.id)),
	).map(({ value }) => value),
	operation: [...SIMPLIFIED_OPERATIONS],
};

/** How much of each record is returned. A tool has three choices, as n8n's rules for tools say. */
export const simplifyProperties: INodeProperties[] = [
	hideInTools({
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { show: SIMPLIFIABLE },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	}),
	showInTools({
		displayName: 'Output',
		name: 'outputMode',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: SIMPLIFIABLE },
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields of each record' },
			{
				name: 'Selected Fields',
				value: 'selectedFields',
				description: 'The fields that you name',
			},
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The fields that most workflows need, up to 10',
			},
		],
		default: 'simplified',
		description: 'Fields of each record to return to the AI model',
	}),
	showInTools({
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		displayOptions: { show: { ...SIMPLIFIABLE, outputMode: ['selectedFields'] } },
		placeholder: 'e.g. name, attributes.department',
		description: 'Comma-separated fields to return. Use dots for nested fields, also inside lists.',
	}),
];
