import type { IDataObject } from '../n8n';

import { isJsonObject } from '../../parameters/json';
import { isHtmlResponse } from '../response';
import type { ApiResponse } from '../types';

/** Returns the body of a response if it is an object; otherwise an empty object. */
export const getBodyObject = ({ body }: ApiResponse): IDataObject =>
	isJsonObject(body) ? body : {};

const isNonEmptyText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

const findText = (list: unknown) =>
	Array.isArray(list)
		? list.map((entry) => (isJsonObject(entry) ? entry.text : undefined)).find(isNonEmptyText)
		: undefined;

/** Returns the most specific error message of a response. Covers the formats of all ISC services. */
export function getErrorMessage(response: ApiResponse): string {
	// The web page of a gateway during an outage contains no more than its status.
	if (isHtmlResponse(response)) {
		const isOutage = response.status >= 500 && isNonEmptyText(response.statusMessage);
		return isOutage ? response.statusMessage : 'a web page instead of data';
	}
	const body = getBodyObject(response);
	const message = [
		findText(body.causes),
		findText(body.messages),
		body.error_description,
		body.error,
		body.message,
		body.errorMessage,
		body.detailMessage,
		body.formatted_msg,
		response.body,
		response.statusMessage,
	].find(isNonEmptyText);
	return message?.trim() ?? 'no reason given';
}
