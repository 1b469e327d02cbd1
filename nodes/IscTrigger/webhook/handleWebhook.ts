import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isJsonObject } from '../../shared/parameters/json';
import { getNodeKey } from '../subscription/endpoint';
import { verifyAuthorization } from '../subscription/secret';
import { getTriggerState } from '../subscription/state';
import { isSynchronous, type ResponseMode } from '../subscription/desiredSubscription';
import { loadResponseSchema } from './loadResponseSchema';
import { interceptResponse, buildErrorResponse, type FallbackResponse } from './interceptResponse';
import { readDefaultResponse } from './defaultResponse';
import { getInvocationId, isDuplicate, withResponseDeadline } from './invocation';
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
	const event: unknown = context.getBodyData();
	if (!isJsonObject(event)) {
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
	const invocation = getInvocationId(event);
	if (
		!mustRespond &&
		options.ignoreDuplicates !== false &&
		invocation !== undefined &&
		isDuplicate(getNodeKey(context), invocation, context.getResponseObject())
	) {
		return { webhookResponse: {} };
	}
	if (mustRespond)
		superviseResponse(context, mode, await loadResponseSchema(context, state), receivedAt);
	const minutes = Number(options.responseDeadline ?? DEFAULT_DEADLINE_MINUTES);
	const json = mode === 'none' ? event : withResponseDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
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
