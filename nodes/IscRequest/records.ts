import type { INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../client/call';
import { ParameterError } from '../client/errors/failures';
import { getBodyObject } from '../client/errors/said';
import { extractList } from '../client/paging/page';
import type { RecordBatch } from '../client/records';
import { buildNoContentItem, buildFullResponseItem, toItems } from '../execution/items';
import type { RequestParams } from './read/readRequest';

/** Applies the option Fields. */
export const pickSelectedFields = (records: RecordBatch | unknown[], { selection }: Pick<RequestParams, 'selection'>) =>
	Array.from(records, (record) => selection.keep(record));

/**
 * Finds the records of an answer: those of its list, or the one that it is.
 * @throws BadInput if 'List Field' names no list
 */
export function extractRecords(
	{ listField, hasCustomListField: isOwnListField }: Pick<RequestParams, 'listField' | 'hasCustomListField'>,
	answer: ApiResponse,
): RecordBatch {
	if (answer.body === undefined) return [];
	const list = extractList(answer, listField);
	if (list) return list;
	if (isOwnListField) {
		const fields = Object.keys(getBodyObject(answer)).join(', ');
		throw new ParameterError(
			'List Field',
			`is '${listField}', but the answer holds no list there`,
			fields ? `The answer has: ${fields}.` : "The answer isn't an object: leave the option out.",
		);
	}
	return [answer.body];
}

/** Makes items of an answer, as the option Response Format says. */
export function toResponseItems(request: RequestParams, answer: ApiResponse, index: number): INodeExecutionData[] {
	const { call, responseFormat } = request;
	if (responseFormat === 'full') return [buildFullResponseItem(answer, index)];
	if (responseFormat === 'none' || answer.body === undefined) {
		return [buildNoContentItem(call, answer, index)];
	}
	return toItems(pickSelectedFields(extractRecords(request, answer), request), index);
}
