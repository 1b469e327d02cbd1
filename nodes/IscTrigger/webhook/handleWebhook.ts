import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isJsonObject } from '../../shared/parameters/json';
import { getNodeKey } from '../subscription/endpoint';
import { verifyAuthorization } from '../subscription/secret';
import { getTriggerState } from '../subscription/state';
import { isSynchronous, type ResponseMode } from '../subscription/desiredSubscription';
import { loadResponseSchema } from './loadResponseSchema';
import { interceptResponse, errorResponse, type FallbackResponse } from './interceptResponse';
import { readDefaultResponse } from './defaultResponse';
import { getInvocationId, isDuplicate, withResponseDeadline } from './invocation';
import { logRejection } from './rejectionLog';
import { findSchemaViolation } from './validateResponse';

/** Milliseconds. ISC waits for 10 seconds, including the network time. */
const LAST_MOMENT = 9_000;
const USUAL_DEADLINE_MINUTES = 60;

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** Handles a request to the trigger's URL. */
export async function handleWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrived = Date.now();
	const state = getTriggerState(context.getWorkflowStaticData('node'));
	const { authorization } = context.getRequestObject().headers;
	const reason = await verifyAuthorization(context, state, authorization).catch(
		(error: Error) => `the secret couldn't be checked (${error.message})`,
	);
	if (reason !== undefined) {
		logRejection(context.logger, getNodeKey(context), context.getNode().name, reason);
		return refuse(context, 401, "The Authorization header doesn't match the subscription");
	}
	const event: unknown = context.getBodyData();
	if (!isJsonObject(event)) {
		logRejection(
			context.logger,
			getNodeKey(context),
			context.getNode().name,
			"the body isn't a JSON object",
		);
		return refuse(context, 400, 'The body must be a JSON object');
	}

	const response = context.getNodeParameter('responseMode', 'none') as ResponseMode;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const mustAnswer = isSynchronous(response);
	const invocation = getInvocationId(event);
	if (
		!mustAnswer &&
		options.ignoreDuplicates !== false &&
		invocation !== undefined &&
		isDuplicate(getNodeKey(context), invocation, context.getResponseObject())
	) {
		return { webhookResponse: {} };
	}
	if (mustAnswer) guard(context, response, await loadResponseSchema(context, state), arrived);
	const minutes = Number(options.responseDeadline ?? USUAL_DEADLINE_MINUTES);
	const json = response === 'none' ? event : withResponseDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
}

/** @param arrived when the event was received, in epoch milliseconds */
function guard(
	context: IWebhookFunctions,
	response: ResponseMode,
	schema: string,
	arrived: number,
): void {
	const name = context.getNode().name;
	const fallback = readFallback(context, schema);
	// In this mode ISC accepts a later answer.
	const later = { status: 202, body: {} };
	const isDynamic = response === 'dynamic';
	const answerNow = interceptResponse(context.getResponseObject(), {
		problemWith: (given) => findSchemaViolation(given, schema),
		instead: fallback,
		ended: fallback ?? (isDynamic ? later : errorResponse('The workflow ended without an answer')),
		onProblem: (problem) =>
			context.logger.error(
				`'${name}' has no good answer for ISC: ${problem}${fallback ? '; the default answer was sent' : ''}`,
			),
	});
	const late = isDynamic
		? later
		: (fallback ?? errorResponse('The workflow did not answer in time'));
	const left = Math.max(0, arrived + LAST_MOMENT - Date.now());
	void sleep(left).then(() => answerNow(late));
}

/** An unusable default answer must not prevent the workflow's own answer. */
function readFallback(context: IWebhookFunctions, schema: string): FallbackResponse | undefined {
	try {
		const body = readDefaultResponse(context, schema);
		return body && { status: 200, body };
	} catch (error) {
		const { message } = error as Error;
		context.logger.error(`'${context.getNode().name}' has no default answer: ${message}`);
		return undefined;
	}
}
