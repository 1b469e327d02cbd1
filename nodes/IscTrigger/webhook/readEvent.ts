import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { parseJsonText } from '../../shared/api/losslessJson';
import { isJsonObject } from '../../shared/parameters/json';

/** Properties that n8n adds to a request. */
interface ReceivedBody {
	/** The body without its compression; undefined for a form with files. */
	rawBody?: Buffer;
	encoding?: BufferEncoding;
}

/**
 * Reads the event from the body of a request. n8n parses a body by its Content-Type: it would return a form or XML as an
 * object, and JSON of another type as an empty one. Numbers that JavaScript can't hold become text, as in responses.
 * @returns undefined if the body isn't a JSON object
 */
export function readEvent(
	request: ReturnType<IWebhookFunctions['getRequestObject']>,
): IDataObject | undefined {
	const { rawBody, encoding } = request as ReceivedBody;
	if (!rawBody) return undefined;
	const text = rawBody.toString(encoding).replace(/^\uFEFF/, '');
	const event = parseJsonText(text)?.body;
	return isJsonObject(event) ? event : undefined;
}
