import type { INodeProperties } from 'n8n-workflow';

/**
 * Display condition for a node that an AI agent uses as a tool. Older n8n doesn't know the condition, so it's never
 * met there: a parameter that is shown by it stays hidden, and a parameter that is hidden by it stays visible.
 */
const AS_TOOL = { '@tool': [true] };

/** Returns the parameter, hidden if the node is used as a tool. */
export const hideInTools = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		hide: { ...property.displayOptions?.hide, ...AS_TOOL },
	},
});

/** Returns the parameter, shown only if the node is used as a tool. */
export const showInTools = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { ...property.displayOptions?.show, ...AS_TOOL },
	},
});

/**
 * Returns a parameter that takes expressions in workflows, but only a fixed value in tools. n8n offers to let the model
 * fill every parameter that takes expressions, with one click.
 */
export const restrictForTools = (property: INodeProperties): INodeProperties[] => [
	hideInTools(property),
	showInTools({ ...property, noDataExpression: true }),
];
