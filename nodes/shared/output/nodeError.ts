import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { ApiError, type ErrorReport } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { runsAsTool, type ToolContext } from './runsAsTool';

function detailsOf({ request, status, detailCode, trackingId }: ErrorReport): string {
	return [
		request && `Request: ${request}`,
		status && `status ${status}`,
		detailCode && `detail code ${detailCode}`,
		trackingId && `tracking ID ${trackingId}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** The error as n8n shows it: what happened, the way out, and what support will ask for. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ParameterError) {
		const { message, description } = error;
		return new NodeOperationError(node, message, { description, itemIndex, level: 'warning' });
	}
	if (error instanceof ApiError) {
		const { report: summary } = error;
		const details = detailsOf(summary);
		const nodeError = new NodeApiError(node, { ...summary } as JsonObject, {
			message: summary.message,
			description: details ? `${summary.hint} ${details}.` : summary.hint,
			httpCode: summary.status?.toString(),
			itemIndex,
		});
		// n8n swaps messages that contain certain words for stock text; ours say more.
		nodeError.message = summary.message;
		return nodeError;
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** The error for where n8n shows the message alone, as when a workflow is published: it holds the way out as well. */
export function toSingleMessageNodeError(
	node: INode,
	error: unknown,
	itemIndex = 0,
): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(node, error, itemIndex);
	const { message, description } = nodeError;
	if (description) nodeError.message = `${message.replace(/\.$/, '')}. ${description}`;
	return nodeError;
}

/** The error of an execution: an agent gets the message of its tool alone, so that holds the hint as well. */
export const toExecutionError = (
	context: ToolContext,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError =>
	(runsAsTool(context) ? toSingleMessageNodeError : toNodeError)(
		context.getNode(),
		error,
		itemIndex,
	);
