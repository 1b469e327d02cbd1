import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import { readJson } from '../../forms/json';
import { isObject } from '../../forms/object';
import { stateIn, type TriggerState } from '../subscription/state';
import type { AnswerMode } from '../subscription/wanted';
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
	const isWaitedFor = answer === 'sync' || answer === 'dynamic';
	const invocation = invocationIdOf(event);
	if (
		!isWaitedFor &&
		options.dropRepeated !== false &&
		invocation !== undefined &&
		isRepeated(state.subscriptionId ?? '', invocation)
	) {
		return { webhookResponse: {} };
	}
	if (isWaitedFor) guard(context, answer, state);
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

function readFallback(context: IWebhookFunctions, state: TriggerState): Fallback | undefined {
	if (context.getNodeParameter('fallback', 'fail') !== 'answer') return undefined;
	try {
		const body = readJson(context.getNodeParameter('fallbackAnswer', '{}'), 'Default Answer');
		const problem = answerProblem(body, state.outputSchema);
		if (problem)
			throw new BadInput('Default Answer', `is of the wrong form: ${problem}`, 'Correct it.');
		return { status: 200, body: body as object };
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error);
	}
}
