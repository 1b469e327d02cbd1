import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { getNodeKey } from '../subscription/endpoint';
import { verifyAuthorization } from '../subscription/secret';
import { getTriggerState } from '../subscription/state';
import { isSynchronous, type ResponseMode } from '../subscription/desiredSubscription';
import { loadResponseSchema } from './loadResponseSchema';
import { interceptResponse, buildErrorResponse, type FallbackResponse } from './interceptResponse';
import { readDefaultResponse } from './defaultResponse';
import { registerDelivery, type DeliveryStatus } from './deliveries';
import { getInvocationId, withResponseDeadline } from './invocation';
import { readEvent } from './readEvent';
import { logRejection } from './rejectionLog';
import { findSchemaViolation } from './validateResponse';

/** Time after which the node responds itself, in ms. ISC waits for 10 seconds, including the network time. */
const RESPONSE_TIMEOUT_MS = 9_000;
const DEFAULT_DEADLINE_MINUTES = 60;

function reject(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** Handles a request to the trigger's URL. */
export async function handleWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = Date.now();
	const state = getTriggerState(context.getWorkflowStaticData('node'));
	const { authorization } = context.getRequestObject().headers;
	const reason = await verifyAuthorization(context, state, authorization).catch(
		(error: Error) => `the secret couldn't be checked (${error.message})`,
	);
	if (reason !== undefined) {
		logRejection(context.logger, getNodeKey(context), context.getNode().name, reason);
		return reject(context, 401, "The Authorization header doesn't match the subscription");
	}
	const event = readEvent(context.getRequestObject());
	if (!event) {
		logRejection(
			context.logger,
			getNodeKey(context),
			context.getNode().name,
			"the body isn't a JSON object",
		);
		return reject(context, 400, 'The body must be a JSON object');
	}

	const mode = context.getNodeParameter('responseMode', 'none') as ResponseMode;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const mustRespond = isSynchronous(mode);
	if (!mustRespond && options.ignoreDuplicates !== false) {
		const status = await checkDuplicate(context, event, receivedAt);
		if (status === 'duplicate') return { webhookResponse: {} };
		if (status === 'pending') {
			context.logger.warn(
				`'${context.getNode().name}' rejected an event because an earlier delivery of it is still being processed`,
			);
			return reject(context, 503, 'An earlier delivery of this event is still being processed');
		}
	}
	if (mustRespond)
		superviseResponse(context, mode, await loadResponseSchema(context, state), receivedAt);
	const minutes = Number(options.responseDeadline ?? DEFAULT_DEADLINE_MINUTES);
	const json = mode === 'none' ? event : withResponseDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
}

/** Returns whether the event was delivered before. An event without an invocation ID counts as new. */
async function checkDuplicate(
	context: IWebhookFunctions,
	event: IDataObject,
	receivedAt: number,
): Promise<DeliveryStatus> {
	const invocation = getInvocationId(event);
	if (invocation === undefined) return 'new';
	const timeLeft = receivedAt + RESPONSE_TIMEOUT_MS - Date.now();
	return await registerDelivery(
		getNodeKey(context),
		invocation,
		context.getResponseObject(),
		timeLeft,
	);
}

/**
 * Validates the workflow's response, and responds itself when the workflow takes too long.
 * @param receivedAt when the event was received, in epoch milliseconds
 */
function superviseResponse(
	context: IWebhookFunctions,
	mode: ResponseMode,
	schema: string,
	receivedAt: number,
): void {
	const name = context.getNode().name;
	const fallback = readFallback(context, schema);
	// With this status, ISC accepts a later response.
	const accepted = { status: 202, body: {} };
	const isDynamic = mode === 'dynamic';
	const respondNow = interceptResponse(context.getResponseObject(), {
		findProblem: (body) => findSchemaViolation(body, schema),
		fallback,
		...(isDynamic && { accepted }),
		onEmpty:
			fallback ??
			(isDynamic ? accepted : buildErrorResponse('The workflow ended without a response')),
		onProblem: (problem) =>
			context.logger.error(
				`'${name}' couldn't return a valid response to ISC: ${problem}${fallback ? '. The default response was sent.' : ''}`,
			),
	});
	const onTimeout = isDynamic
		? accepted
		: (fallback ?? buildErrorResponse("The workflow didn't respond in time"));
	const timeLeft = Math.max(0, receivedAt + RESPONSE_TIMEOUT_MS - Date.now());
	void sleep(timeLeft).then(() => respondNow(onTimeout));
}

/** Reads the default response. An invalid one must not block the workflow's own response. */
function readFallback(context: IWebhookFunctions, schema: string): FallbackResponse | undefined {
	try {
		const body = readDefaultResponse(context, schema);
		return body && { status: 200, body };
	} catch (error) {
		const { message } = error as Error;
		context.logger.error(`'${context.getNode().name}' has no valid default response: ${message}`);
		return undefined;
	}
}
