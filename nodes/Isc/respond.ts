import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DEFAULT_RATE_LIMIT } from '../shared/api/sendRequest';
import { toItems } from '../shared/output/items';
import type { ItemContext, ItemParams } from '../shared/runner/types';
import { readOutput } from './parameters/readInvocation';
import { assertNoMissingValues } from './parameters/assertNoMissingValues';

/** An answer to the event that started this execution, while ISC waits for it. */
export interface RespondParams extends ItemParams {
	respond: IDataObject;
}

export const isRespondParams = (params: object): params is RespondParams => 'respond' in params;

/** Whether this item answers at once; n8n's own node for that knows n8n's own triggers only. */
export const isRespondOperation = (context: IExecuteFunctions, index: number): boolean =>
	context.getNodeParameter('resource', index, '') === 'triggerInvocation' &&
	context.getNodeParameter('operation', index, '') === 'respondInvocation';

/** @throws BadInput if the answer isn't an object, or an expression in it gives nothing */
export function readRespondParams(context: IExecuteFunctions, index: number): RespondParams {
	assertNoMissingValues(context, index);
	return { respond: readOutput(context, index).output, rateLimit: DEFAULT_RATE_LIMIT };
}

/** Hands the answer to n8n, which sends it; the workflow goes on. @yields the answer */
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
