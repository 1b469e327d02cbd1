import type { IDataObject } from '../n8n';

import { isHtmlResponse } from '../response';
import type { ApiResponse } from '../types';

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body of an answer, where it is an object. */
export const getBodyObject = ({ body }: ApiResponse): IDataObject => (isObject(body) ? body : {});

const isNonEmptyText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

const findText = (list: unknown) =>
	Array.isArray(list)
		? list.map((entry) => (isObject(entry) ? entry.text : undefined)).find(isNonEmptyText)
		: undefined;

/** What ISC said, in the order from particular to general that covers all shapes its services use. */
export function getErrorMessage(response: ApiResponse): string {
	// A gateway's page of an outage says no more than its status does.
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
