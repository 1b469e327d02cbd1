import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum } from '../../shared/parameters/parse';
import { parseJson } from '../../shared/parameters/json';
import { findSchemaViolation } from './validateResponse';

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
	const fallback = context.getNodeParameter('onInvalidResponse', 'fail');
	const wanted = parseEnum(
		'If There Is No Good Answer',
		fallback,
		['defaultResponse', 'fail'],
		'fail',
	);
	if (wanted === 'fail') return undefined;
	const response = parseJson(context.getNodeParameter('defaultResponse', '{}'), 'Default Answer');
	const problem = findSchemaViolation(response, schema);
	if (problem === undefined) return response as object;
	throw new ParameterError(
		'Default Answer',
		`is not what the event wants: ${problem}`,
		example ? `An example: ${JSON.stringify(example)}` : 'Give it the form of the other answers.',
	);
}
