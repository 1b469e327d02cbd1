import { buildRequest } from './buildRequest';
import { getOperationById } from '../operations';
import type { ApiRequest } from '../../api/types';
import type { SearchRequestBody } from '../../pagination/searchIndex';

function buildRequestFor(
	id: string,
	path: Record<string, unknown>,
	body?: SearchRequestBody,
): ApiRequest {
	return buildRequest(getOperationById(id)!, 'current', { path, query: {}, headers: {}, body });
}

export const buildSearchRequest = (body: SearchRequestBody) =>
	buildRequestFor('searchPostV1', {}, body);
export const buildCountRequest = (body: SearchRequestBody) =>
	buildRequestFor('searchCountV1', {}, body);
export const buildGetDocumentRequest = (index: string, id: string) =>
	buildRequestFor('searchGetV1', { index, id });
export const buildGetSavedSearchRequest = (id: string) =>
	buildRequestFor('getSavedSearchV1', { id });

/** Limits the documents to 0: only the aggregations are needed. */
export const buildAggregateRequest = (body: SearchRequestBody): ApiRequest => ({
	...buildRequestFor('searchAggregateV1', {}, body),
	query: { limit: 0 },
});
