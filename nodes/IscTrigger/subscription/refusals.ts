import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import { readDefaultAnswer } from '../webhook/defaultAnswer';
import { isOfCopy, isPublishedSelf, urlIn, type Place } from './place';
import { checkFilter } from './service';
import { isWaitedFor, readAnswerMode, readFilter } from './wanted';

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

/**
 * Has ISC look at the filter. What its example of the event does not have (a custom attribute, an optional field) may
 * be in real events: that is said in the log, and no reason to refuse.
 * @throws BadInput for a filter that ISC does not understand
 */
export async function refuseBadFilter(context: IHookFunctions, input: unknown): Promise<void> {
	const filter = readFilter(context);
	if (filter === '') return;
	const { isValidJSONPath, isPathExist, isValid } = await checkFilter(context, input, filter);
	if (isValidJSONPath === false) {
		throw new BadInput(
			'Filter',
			'is no JSONPath that ISC understands',
			'Write it as in $.changes[?(@.attribute == "department")], with text in double quotes.',
		);
	}
	if (isPathExist === false || (isPathExist === undefined && isValid === false)) {
		context.logger.warn(
			`The filter of '${context.getNode().name}' finds nothing in ISC's example of the event: ${filter}. If its fields are misspelled, no event starts the workflow, and ISC says nothing.`,
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

/**
 * Only one can answer, and it is never pushed aside.
 * @param others the subscriptions to the event that are not ours
 */
export function refuseSecondAnswer(
	place: Place,
	{ name, type }: IDataObject,
	[other]: IDataObject[],
): void {
	if (type !== 'REQUEST_RESPONSE' || !other) return;
	const whose = `'${String(other.name)}' (ID ${String(other.id)}, ${urlIn(other) || String(other.type)})`;
	if (isPublishedSelf(other, place)) {
		throw new BadInput(
			'Event',
			`${String(name)} is answered by this workflow already, which is published: ${whose}`,
			"To test, unpublish the workflow first, or pin an event that it has received. If it isn't published, publish and unpublish it: that deletes the subscription.",
		);
	}
	if (isOfCopy(other, place)) {
		throw new BadInput(
			'Event',
			`${String(name)} is answered by ${whose} already, which this n8n made at another address, or a copy of it`,
			'If this n8n has moved, delete that subscription in ISC; if not, unpublish the workflow there first.',
		);
	}
	throw new BadInput(
		'Event',
		`${String(name)} is answered by ${whose} already, and ISC allows one`,
		'Delete or unpublish that subscription first.',
	);
}
