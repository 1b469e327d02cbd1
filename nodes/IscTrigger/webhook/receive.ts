import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isObject } from '../../forms/object';
import { keyOf } from '../subscription/place';
import { whyRefused } from '../subscription/secret';
import { stateIn } from '../subscription/state';
import { isWaitedFor, type AnswerMode } from '../subscription/wanted';
import { answerForm } from './answerForm';
import { guardAnswer, refusal, type Fallback } from './answerGuard';
import { readDefaultAnswer } from './defaultAnswer';
import { invocationIdOf, isRepeated, withDeadline } from './invocation';
import { logRefusal } from './refusalLog';
import { answerProblem } from './shape';

/** ISC waits for 10 seconds, the way there and back included. */
const LAST_MOMENT = 9_000;
const USUAL_DEADLINE_MINUTES = 60;

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** Takes in what came to the URL of the trigger. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrived = Date.now();
	const state = stateIn(context.getWorkflowStaticData('node'));
	const { authorization } = context.getRequestObject().headers;
	const reason = await whyRefused(context, state, authorization).catch(
		(error: Error) => `its secret could not be checked (${error.message})`,
	);
	if (reason !== undefined) {
		logRefusal(context.logger, keyOf(context), context.getNode().name, reason);
		return refuse(context, 401, 'The Authorization header is not that of the subscription');
	}
	const event: unknown = context.getBodyData();
	if (!isObject(event)) {
		logRefusal(context.logger, keyOf(context), context.getNode().name, 'its body is no object');
		return refuse(context, 400, 'An event is a JSON object');
	}

	const answer = context.getNodeParameter('answer', 'none') as AnswerMode;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const mustAnswer = isWaitedFor(answer);
	const invocation = invocationIdOf(event);
	if (
		!mustAnswer &&
		options.dropRepeated !== false &&
		invocation !== undefined &&
		isRepeated(keyOf(context), invocation, context.getResponseObject())
	) {
		return { webhookResponse: {} };
	}
	if (mustAnswer) guard(context, answer, await answerForm(context, state), arrived);
	const minutes = Number(options.responseDeadline ?? USUAL_DEADLINE_MINUTES);
	const json = answer === 'none' ? event : withDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
}

/** @param arrived when the event came, in milliseconds */
function guard(
	context: IWebhookFunctions,
	answer: AnswerMode,
	schema: string,
	arrived: number,
): void {
	const name = context.getNode().name;
	const fallback = readFallback(context, schema);
	// With the right to answer later, being late is no failure.
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

/** One that cannot be used is no reason to lose the answer of the workflow. */
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
