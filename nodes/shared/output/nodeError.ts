import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { ApiError, type ErrorReport } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { runsAsTool, type ToolContext } from './runsAsTool';

function formatDetails({ request, status, detailCode, trackingId }: ErrorReport): string {
	return [
		request && `Request: ${request}`,
		status && `status ${status}`,
		detailCode && `detail code ${detailCode}`,
		trackingId && `tracking ID ${trackingId}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** Converts an error into a node error: what happened, how to fix it, and the details that support needs. */
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
		const { report } = error;
		const details = formatDetails(report);
		const nodeError = new NodeApiError(node, { ...report } as JsonObject, {
			message: report.message,
			description: details ? `${report.hint} ${details}.` : report.hint,
			httpCode: report.status?.toString(),
			itemIndex,
		});
		// n8n replaces messages that contain certain words with less specific text.
		nodeError.message = report.message;
		return nodeError;
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** Converts an error into one whose message includes the hint, for places where n8n shows only the message. */
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
