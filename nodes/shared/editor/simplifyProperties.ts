import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { hideInTools, showInTools } from './toolProperties';

/** Builds the property Simplify of a node that isn't used as a tool. */
export const buildSimplifyProperty = (
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties => ({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { show },
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/**
 * Builds the properties for how much of each record is returned. A tool has three choices, as n8n's rules for tools say.
 * @param show display options for the operations whose records can be simplified
 */
export const buildSimplifyProperties = (
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties[] => [
	hideInTools(buildSimplifyProperty(show)),
	showInTools({
		displayName: 'Output',
		name: 'outputMode',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
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
		displayOptions: { show: { ...show, outputMode: ['selectedFields'] } },
		placeholder: 'e.g. name, attributes.department',
		description: 'Comma-separated fields to return. Use dots for nested fields, also inside lists.',
	}),
];
