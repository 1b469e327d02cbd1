import type { IDataObject } from '../n8n';

import { isJsonObject } from '../../parameters/json';
import { isHtmlResponse } from '../response';
import type { ApiResponse } from '../types';

/** Returns the body of a response if it is an object; otherwise an empty object. */
export const getBodyObject = ({ body }: ApiResponse): IDataObject =>
	isJsonObject(body) ? body : {};

const isNonEmptyText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

/** Fields with an error message, in the formats of all ISC services and of RFC 9457. */
const MESSAGE_FIELDS = [
	'text',
	'error_description',
	'error',
	'message',
	'errorMessage',
	'detailMessage',
	'formatted_msg',
	'detail',
	'title',
];
/** Fields with lists of messages, the most specific first. */
const LIST_FIELDS = ['causes', 'messages', 'errors'];
/** Maximum number of levels to search for a message. */
const MAX_DEPTH = 3;

/** Returns the first message in a text, a list, or an object; undefined if there is none. */
function findMessage(value: unknown, depth = 0): string | undefined {
	if (isNonEmptyText(value)) return value;
	if (depth > MAX_DEPTH) return undefined;
	const find = (inner: unknown) => findMessage(inner, depth + 1);
	if (Array.isArray(value)) return value.map(find).find(isNonEmptyText);
	if (!isJsonObject(value)) return undefined;
	const lists = LIST_FIELDS.map((field) => value[field]).filter(Array.isArray);
	const fields = MESSAGE_FIELDS.map((field) => value[field]);
	return [...lists, ...fields].map(find).find(isNonEmptyText);
}

/** Returns the message of the body of an error response; undefined if there is none. */
export const getBodyMessage = (body: unknown): string | undefined => findMessage(body)?.trim();

const TITLE = /<title[^>]*>([^<]+)</i;

function describeWebPage({ body }: ApiResponse): string {
	const title = typeof body === 'string' ? TITLE.exec(body)?.[1]?.trim() : undefined;
	return title ? `a web page instead of data ('${title}')` : 'a web page instead of data';
}

/** Returns the most specific error message of a response. */
export function getErrorMessage(response: ApiResponse): string {
	const { body, status, statusMessage } = response;
	// The web page of a gateway during an outage contains no more than its status.
	if (isHtmlResponse(response)) {
		return status >= 500 && isNonEmptyText(statusMessage)
			? statusMessage
			: describeWebPage(response);
	}
	const message = getBodyMessage(body);
	if (message) return message;
	// An unknown format can contain the only reason.
	const details = isJsonObject(body) && Object.keys(body).length > 0 ? JSON.stringify(body) : '';
	const texts = [statusMessage, details].filter(isNonEmptyText);
	return texts.join(', ') || 'no reason given';
}
