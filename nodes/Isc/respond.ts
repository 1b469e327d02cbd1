import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DEFAULT_RATE_LIMIT } from '../shared/api/sendRequest';
import { toItems } from '../shared/output/items';
import type { ItemContext, ItemParams } from '../shared/runner/types';
import { readOutput } from './parameters/readInvocation';
import { assertNoMissingValues } from './parameters/assertNoMissingValues';

/** Response to the event that started this execution, while ISC is waiting. */
export interface RespondParams extends ItemParams {
	respond: IDataObject;
}

export const isRespondParams = (params: object): params is RespondParams => 'respond' in params;

/** Returns whether an item responds to the trigger. n8n's own response node supports only n8n's own triggers. */
export const isRespondOperation = (context: IExecuteFunctions, index: number): boolean =>
	context.getNodeParameter('resource', index, '') === 'triggerInvocation' &&
	context.getNodeParameter('operation', index, '') === 'respondInvocation';

/** @throws {ParameterError} if the output isn't an object, or an expression in it returns nothing */
export function readRespondParams(context: IExecuteFunctions, index: number): RespondParams {
	assertNoMissingValues(context, index);
	return { respond: readOutput(context, index).output, rateLimit: DEFAULT_RATE_LIMIT };
}

/** Sends the response through n8n and lets the workflow continue. @yields the response */
export async function* respond(
	{ context }: ItemContext,
	{ respond: body }: RespondParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	context.sendResponse({
		body,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		statusCode: 200,
	});
	yield toItems([body], index);
}
