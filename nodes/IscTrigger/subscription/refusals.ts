import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import { readDefaultAnswer } from '../webhook/defaultAnswer';
import { checkFilter } from './service';
import { isWaitedFor, readAnswerMode } from './wanted';

/** Whether an answer is wanted is for the event to say, not for the workflow. */
export function refuseWrongAnswer(
	context: IHookFunctions,
	id: string,
	event: IDataObject | undefined,
): asserts event is IDataObject {
	if (!event) {
		throw new BadInput(
			'Event',
			`is '${id}', which this tenant does not have`,
			'Choose one from the list: it shows what the tenant has.',
		);
	}
	const answers = readAnswerMode(context) !== 'none';
	const asks = event.type === 'REQUEST_RESPONSE';
	if (asks && !answers) {
		throw new BadInput(
			'Answer',
			`is 'None', but ${String(event.name)} asks for one`,
			'Choose how the workflow answers: without an answer, what ISC asks about fails.',
		);
	}
	if (!asks && answers) {
		throw new BadInput(
			'Answer',
			`is set, but ${String(event.name)} only informs`,
			"Choose 'None'.",
		);
	}
}

/** @throws BadInput for a filter that ISC does not understand, or that could never let an event through */
export async function refuseBadFilter(context: IHookFunctions, input: unknown): Promise<void> {
	const filter = String(context.getNodeParameter('filter', '') ?? '').trim();
	if (filter === '') return;
	const { isValidJSONPath, isPathExist } = await checkFilter(context, input, filter);
	if (isValidJSONPath === false) {
		throw new BadInput(
			'Filter',
			'is no JSONPath that ISC understands',
			'Write it as in $.changes[?(@.attribute == "department")], with text in double quotes.',
		);
	}
	if (isPathExist === false) {
		throw new BadInput(
			'Filter',
			'asks for fields that this event does not have: it would never start the workflow',
			"Look at an example of the event: empty the filter, and click 'Execute Step'.",
		);
	}
}

/**
 * A default answer is looked at before it is needed. One that is an expression may need the event for that.
 * @throws BadInput for one that the event does not take
 */
export function refuseBadDefault(
	context: IHookFunctions,
	schema: string | undefined,
	example: unknown,
): void {
	const { fallback, fallbackAnswer } = context.getNode().parameters;
	const isExpression = [fallback, fallbackAnswer].some((value) => String(value).startsWith('='));
	if (isExpression || !isWaitedFor(readAnswerMode(context))) return;
	readDefaultAnswer(context, schema, example);
}

/** Only one can answer: it is never pushed aside. */
export function refuseSecondAnswer(
	context: IHookFunctions,
	{ name, type }: IDataObject,
	[other]: IDataObject[],
): void {
	if (type !== 'REQUEST_RESPONSE' || !other) return;
	const { webhookId = '' } = context.getNode();
	const url = String((other.httpConfig as IDataObject | null)?.url ?? '');
	const isPublished = webhookId !== '' && url.includes(webhookId);
	throw new BadInput(
		'Event',
		isPublished
			? `${String(name)} is answered by this workflow already, which is published`
			: `${String(name)} is answered by '${String(other.name)}' already, and ISC allows one`,
		isPublished
			? 'To test, unpublish the workflow first, or pin an event that it has received.'
			: 'Delete or unpublish that subscription first.',
	);
}
