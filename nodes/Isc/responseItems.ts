import type { INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import { ParameterError } from '../shared/parameters/parameterError';
import { getBodyObject } from '../shared/api/errors/errorMessage';
import { extractList } from '../shared/pagination/page';
import type { RecordBatch } from '../shared/api/recordBatch';
import { buildNoContentItem, buildFullResponseItem, toItems } from '../shared/output/items';
import { pickSelectedFields } from '../shared/output/outputRecords';
import type { RequestParams } from './parameters/readParams';

/**
 * Returns the records of a list, or the response itself as the only record.
 * @throws {ParameterError} if 'List Field' contains no list
 */
export function extractRecords(
	{ listField, hasCustomListField }: Pick<RequestParams, 'listField' | 'hasCustomListField'>,
	response: ApiResponse,
): RecordBatch {
	if (response.body === undefined) return [];
	const list = extractList(response, listField);
	if (list) return list;
	if (hasCustomListField) {
		const fields = Object.keys(getBodyObject(response)).join(', ');
		throw new ParameterError(
			'List Field',
			`is '${listField}', but this field of the response isn't a list`,
			fields
				? `Use one of the fields of the response: ${fields}.`
				: "Remove the option: the response isn't an object.",
		);
	}
	return [response.body];
}

/** Builds the output items in the selected 'Response Format'. */
export function toResponseItems(
	request: RequestParams,
	response: ApiResponse,
	index: number,
): INodeExecutionData[] {
	const { request: apiRequest, responseFormat } = request;
	if (responseFormat === 'full') return [buildFullResponseItem(response, index)];
	if (responseFormat === 'none' || response.body === undefined) {
		return [buildNoContentItem(apiRequest, response, index)];
	}
	return toItems(pickSelectedFields(extractRecords(request, response), request), index);
}
