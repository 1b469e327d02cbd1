import type { ApiRequest } from '../api/types';
import { isReadOnly } from '../api/isReadOnly';
import stored from './bulkResponse.json';
import { findOperationByRequest } from './findOperation';

/** How a response of a bulk operation reports the parts that it didn't carry out. */
export interface BulkResponseSpec {
	/** Path of the list with one result for each part; empty if the response itself is the list or the one result. */
	results?: string;
	/** Name of the field that lists the parts that failed. */
	failures?: string;
	/** Names of fields that list what ISC left undone although the request as a whole succeeded. */
	undone: string[];
}

const findById = <T>(entries: Record<string, T>, id?: string): T | undefined =>
	id !== undefined && Object.hasOwn(entries, id) ? entries[id] : undefined;

/**
 * @param status of the response: 207 means one result for each part, even where no document says so
 * @returns the facts for a request in any version form
 */
export function getBulkResponseSpec(
	request: Pick<ApiRequest, 'method' | 'path'>,
	status: number,
): BulkResponseSpec {
	const { operation } = findOperationByRequest(request.method, request.path) ?? {};
	const isMultiStatus = status === 207 || operation?.response.multiStatus === true;
	const results = findById<string>(stored.results, operation?.id);
	return {
		results: isMultiStatus ? (operation?.response.listField ?? '') : results,
		failures: findById<string>(stored.failures, operation?.id),
		undone:
			findById<string[]>(stored.undone, operation?.id) ??
			(isReadOnly({ ...request, operation }) ? [] : stored.undoneAnywhere),
	};
}
