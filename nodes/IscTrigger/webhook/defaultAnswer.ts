import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../client/errors/failures';
import { parseEnum } from '../../forms/choice';
import { parseJson } from '../../forms/json';
import { findSchemaViolation } from './shape';

/**
 * What ISC gets where the workflow gives no good answer.
 * @param schema form that the event wants, as ISC gives it
 * @param example of an answer, to show what is wanted
 * @returns undefined where none is wanted
 * @throws BadInput for one that the event does not take
 */
export function readDefaultResponse(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>,
	schema: string | undefined,
	example?: unknown,
): object | undefined {
	const fallback = context.getNodeParameter('fallback', 'fail');
	const wanted = parseEnum('If There Is No Good Answer', fallback, ['answer', 'fail'], 'fail');
	if (wanted === 'fail') return undefined;
	const response = parseJson(context.getNodeParameter('fallbackAnswer', '{}'), 'Default Answer');
	const problem = findSchemaViolation(response, schema);
	if (problem === undefined) return response as object;
	throw new ParameterError(
		'Default Answer',
		`is not what the event wants: ${problem}`,
		example ? `An example: ${JSON.stringify(example)}` : 'Give it the form of the other answers.',
	);
}
