import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isObject } from '../../forms/object';
import { getNodeKey } from '../subscription/endpoint';
import { findRefusal } from '../subscription/secret';
import { stateIn } from '../subscription/state';
import { isWaitedFor, type AnswerMode } from '../subscription/wanted';
import { loadAnswerSchema } from './loadAnswerSchema';
import { guardAnswer, refusal, type Fallback } from './answerGuard';
import { readDefaultAnswer } from './defaultAnswer';
import { invocationIdOf, isRepeated, withDeadline } from './invocation';
import { logRefusal } from './refusalLog';
import { answerProblem } from './shape';

/** Milliseconds. ISC waits for 10 seconds, including the network time. */
const LAST_MOMENT = 9_000;
const USUAL_DEADLINE_MINUTES = 60;

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** Handles a request to the trigger's URL. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrived = Date.now();
	const state = stateIn(context.getWorkflowStaticData('node'));
	const { authorization } = context.getRequestObject().headers;
	const reason = await findRefusal(context, state, authorization).catch(
		(error: Error) => `the secret couldn't be checked (${error.message})`,
	);
	if (reason !== undefined) {
		logRefusal(context.logger, getNodeKey(context), context.getNode().name, reason);
		return refuse(context, 401, "The Authorization header doesn't match the subscription");
	}
	const event: unknown = context.getBodyData();
	if (!isObject(event)) {
		logRefusal(
			context.logger,
			getNodeKey(context),
			context.getNode().name,
			"the body isn't a JSON object",
		);
		return refuse(context, 400, 'The body must be a JSON object');
	}

	const answer = context.getNodeParameter('answer', 'none') as AnswerMode;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const mustAnswer = isWaitedFor(answer);
	const invocation = invocationIdOf(event);
	if (
		!mustAnswer &&
		options.dropRepeated !== false &&
		invocation !== undefined &&
		isRepeated(getNodeKey(context), invocation, context.getResponseObject())
	) {
		return { webhookResponse: {} };
	}
	if (mustAnswer) guard(context, answer, await loadAnswerSchema(context, state), arrived);
	const minutes = Number(options.responseDeadline ?? USUAL_DEADLINE_MINUTES);
	const json = answer === 'none' ? event : withDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
}

/** @param arrived when the event was received, in epoch milliseconds */
function guard(
	context: IWebhookFunctions,
	answer: AnswerMode,
	schema: string,
	arrived: number,
): void {
	const name = context.getNode().name;
	const fallback = readFallback(context, schema);
	// In this mode ISC accepts a later answer.
	const later = { status: 202, body: {} };
	const isDynamic = answer === 'dynamic';
	const answerNow = guardAnswer(context.getResponseObject(), {
		problemWith: (given) => answerProblem(given, schema),
		instead: fallback,
		ended: fallback ?? (isDynamic ? later : refusal('The workflow ended without an answer')),
		onProblem: (problem) =>
			context.logger.error(
				`'${name}' has no good answer for ISC: ${problem}${fallback ? '; the default answer was sent' : ''}`,
			),
	});
	const late = isDynamic ? later : (fallback ?? refusal('The workflow did not answer in time'));
	const left = Math.max(0, arrived + LAST_MOMENT - Date.now());
	void sleep(left).then(() => answerNow(late));
}

/** An unusable default answer must not prevent the workflow's own answer. */
function readFallback(context: IWebhookFunctions, schema: string): Fallback | undefined {
	try {
		const body = readDefaultAnswer(context, schema);
		return body && { status: 200, body };
	} catch (error) {
		const { message } = error as Error;
		context.logger.error(`'${context.getNode().name}' has no default answer: ${message}`);
		return undefined;
	}
}
