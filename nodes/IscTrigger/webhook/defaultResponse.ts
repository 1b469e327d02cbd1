import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum } from '../../shared/parameters/parse';
import { parseJson } from '../../shared/parameters/json';
import { findSchemaViolation } from './validateResponse';

/**
 * Reads the response for ISC when the workflow returns no valid one.
 * @param schema JSON Schema of the event's response, as ISC returns it
 * @param example response to show in the error
 * @returns undefined if the user wants an error instead
 * @throws ParameterError for a response that doesn't match the schema
 */
export function readDefaultResponse(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>,
	schema: string | undefined,
	example?: unknown,
): object | undefined {
	const mode = parseEnum(
		'On Invalid Response',
		context.getNodeParameter('onInvalidResponse', 'fail'),
		['defaultResponse', 'fail'],
		'fail',
	);
	if (mode === 'fail') return undefined;
	const response = parseJson(context.getNodeParameter('defaultResponse', '{}'), 'Default Response');
	const problem = findSchemaViolation(response, schema);
	if (problem === undefined) return response as object;
	throw new ParameterError(
		'Default Response',
		`doesn't match the event's output schema: ${problem}`,
		example
			? `Use a response such as ${JSON.stringify(example)}`
			: 'Use the same fields as in the other responses.',
	);
}
