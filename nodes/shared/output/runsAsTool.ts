import type { INode } from 'n8n-workflow';

/** The part of n8n's execution context that tells a tool from a node of a workflow. */
export interface ToolContext {
	getNode(): INode;
	/** Missing in older n8n versions. */
	isToolExecution?(): boolean;
}

/**
 * Returns whether an AI agent runs the node as its tool. Newer agents run their tools as nodes of the workflow: then only
 * the type of the node, which ends in "Tool", tells so.
 */
export const runsAsTool = (context: ToolContext): boolean =>
	context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
