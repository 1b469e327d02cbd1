import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RATE_LIMIT } from '../client/send';
import { itemsOf } from '../execution/items';
import type { Use, Wish } from '../execution/work';
import { readOutput } from './read/readInvocation';
import { refuseMissing } from './read/refuseMissing';

/** An answer to the event that started this execution, while ISC waits for it. */
export interface RespondWish extends Wish {
	respond: IDataObject;
}

export const isRespond = (wish: object): wish is RespondWish => 'respond' in wish;

/** Whether this item answers at once; n8n's own node for that knows n8n's own triggers only. */
export const wantsToRespond = (context: IExecuteFunctions, index: number): boolean =>
	context.getNodeParameter('resource', index, '') === 'triggerInvocation' &&
	context.getNodeParameter('operation', index, '') === 'respondInvocation';

/** @throws BadInput if the answer isn't an object, or an expression in it gives nothing */
export function readRespond(context: IExecuteFunctions, index: number): RespondWish {
	refuseMissing(context, index);
	return { respond: readOutput(context, index).output, rateLimit: RATE_LIMIT };
}

/** Hands the answer to n8n, which sends it; the workflow goes on. @yields the answer */
export async function* respond(
	{ context }: Use,
	{ respond: body }: RespondWish,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	context.sendResponse({
		body,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		statusCode: 200,
	});
	yield itemsOf([body], index);
}
