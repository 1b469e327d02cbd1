import type { INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import { ParameterError } from '../shared/parameters/parameterError';
import { getBodyObject } from '../shared/api/errors/errorMessage';
import { extractList } from '../shared/pagination/page';
import type { RecordBatch } from '../shared/api/recordBatch';
import { buildNoContentItem, buildFullResponseItem, toItems } from '../shared/output/items';
import type { RequestParams } from './parameters/readParams';

/** Applies the option Fields, or Simplify. */
export const pickSelectedFields = (
	records: RecordBatch | unknown[],
	{ selection, simplify }: Pick<RequestParams, 'selection' | 'simplify'>,
) => Array.from(records, simplify ?? ((record) => selection.pick(record)));

/**
 * Finds the records of an answer: those of its list, or the one that it is.
 * @throws BadInput if 'List Field' names no list
 */
export function extractRecords(
	{
		listField,
		hasCustomListField: isOwnListField,
	}: Pick<RequestParams, 'listField' | 'hasCustomListField'>,
	response: ApiResponse,
): RecordBatch {
	if (response.body === undefined) return [];
	const list = extractList(response, listField);
	if (list) return list;
	if (isOwnListField) {
		const fields = Object.keys(getBodyObject(response)).join(', ');
		throw new ParameterError(
			'List Field',
			`is '${listField}', but the answer holds no list there`,
			fields ? `The answer has: ${fields}.` : "The answer isn't an object: leave the option out.",
		);
	}
	return [response.body];
}

/** Makes items of an answer, as the option Response Format says. */
export function toResponseItems(
	request: RequestParams,
	response: ApiResponse,
	index: number,
): INodeExecutionData[] {
	const { request: call, responseFormat } = request;
	if (responseFormat === 'full') return [buildFullResponseItem(response, index)];
	if (responseFormat === 'none' || response.body === undefined) {
		return [buildNoContentItem(call, response, index)];
	}
	return toItems(pickSelectedFields(extractRecords(request, response), request), index);
}
