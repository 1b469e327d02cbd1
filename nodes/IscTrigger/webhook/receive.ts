import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isObject } from '../../forms/object';
import { stateIn, type TriggerState } from '../subscription/state';
import { isWaitedFor, type AnswerMode } from '../subscription/wanted';
import { readDefaultAnswer } from './defaultAnswer';
import { guardAnswer, refusal, type Fallback } from './answerGuard';
import { invocationIdOf, isRepeated, withDeadline } from './invocation';
import { isFromIsc } from './isFromIsc';
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
	const state = stateIn(context.getWorkflowStaticData('node'));
	if (!isFromIsc(state, context.getRequestObject().headers.authorization)) {
		return refuse(context, 401, 'The Authorization header is not that of the subscription');
	}
	const event: unknown = context.getBodyData();
	if (!isObject(event)) return refuse(context, 400, 'An event is a JSON object');

	const answer = context.getNodeParameter('answer', 'none') as AnswerMode;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const mustAnswer = isWaitedFor(answer);
	const invocation = invocationIdOf(event);
	if (
		!mustAnswer &&
		options.dropRepeated !== false &&
		invocation !== undefined &&
		isRepeated(state.subscriptionId ?? '', invocation)
	) {
		return { webhookResponse: {} };
	}
	if (mustAnswer) guard(context, answer, state);
	const minutes = Number(options.responseDeadline ?? USUAL_DEADLINE_MINUTES);
	const json = answer === 'none' ? event : withDeadline(event, minutes);
	return { workflowData: [[{ json }]], webhookResponse: {} };
}

function guard(context: IWebhookFunctions, answer: AnswerMode, state: TriggerState): void {
	const name = context.getNode().name;
	const fallback = readFallback(context, state);
	const isDynamic = answer === 'dynamic';
	const answerNow = guardAnswer(context.getResponseObject(), {
		problemWith: (given) => answerProblem(given, state.outputSchema),
		instead: fallback,
		onProblem: (problem) =>
			context.logger.error(
				`'${name}' has no good answer for ISC: ${problem}${fallback ? '; the default answer was sent' : ''}`,
			),
	});
	// With the right to answer later, being late is no failure.
	const late: Fallback = isDynamic
		? { status: 202, body: {} }
		: (fallback ?? refusal('The workflow did not answer in time'));
	void sleep(LAST_MOMENT).then(() => answerNow(late));
}

/** One that cannot be used is no reason to lose the answer of the workflow. */
function readFallback(
	context: IWebhookFunctions,
	{ outputSchema }: TriggerState,
): Fallback | undefined {
	try {
		const body = readDefaultAnswer(context, outputSchema);
		return body && { status: 200, body };
	} catch (error) {
		const { message } = error as Error;
		context.logger.error(`'${context.getNode().name}' has no default answer: ${message}`);
		return undefined;
	}
}
