import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse, ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { isJsonObject } from '../parameters/json';

/** Returns the JSON of an item. A record that isn't an object becomes its field `value`. */
export const toItemJson = (record: unknown): IDataObject =>
	isJsonObject(record) ? record : ({ value: record } as IDataObject);

/** Returns one item per record. */
export function toItems(records: unknown[], index: number): INodeExecutionData[] {
	return records.map((record) => ({ json: toItemJson(record), pairedItem: { item: index } }));
}

/** Builds the item for a response without a body. A deletion returns what n8n's nodes return. */
export function buildNoContentItem(
	request: ApiRequest,
	{ status }: ApiResponse,
	index: number,
): INodeExecutionData {
	const json =
		request.method === 'DELETE' ? { deleted: true } : { success: true, statusCode: status };
	return { json, pairedItem: { item: index } };
}

export function buildFullResponseItem(
	{ status, statusMessage, headers, body }: ApiResponse,
	index: number,
): INodeExecutionData {
	return {
		json: {
			statusCode: status,
			statusMessage,
			headers: omit(headers, 'set-cookie'),
			body: (body ?? null) as IDataObject,
		},
		pairedItem: { item: index },
	};
}

/**
 * Returns the item for a failed input item (Continue On Fail). If an item has other fields, or an `error` next to its JSON,
 * n8n keeps only the message.
 */
export function buildErrorItem(error: Error, cause: unknown, index: number): INodeExecutionData {
	const { message, ...details } =
		cause instanceof ApiError
			? cause.report
			: { message: error.message, hint: (cause as Partial<ParameterError>).description };
	return {
		json: { error: message, details: details as IDataObject },
		pairedItem: { item: index },
	};
}

/**
 * Marks an item for the error output. Older n8n (1.123, 2.20) finds such items by an `error` beside the JSON, or by JSON
 * without details. n8n moves a copy of the item, which lacks this property: otherwise it would drop the details.
 */
export const markForErrorOutput = (item: INodeExecutionData, error: Error): INodeExecutionData =>
	Object.defineProperty(item, 'error', { value: error });
