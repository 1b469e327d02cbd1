import type { ApiRequest } from '../api/types';
import { isReadOnly } from '../api/isReadOnly';
import stored from './bulkResponse.json';
import { getOperationById } from './operations';

/** How the response of a bulk operation reports the parts that failed. */
export interface BulkResponseSpec {
	/** Path of the list with one result per part; empty if the response itself is the list or the only result. */
	results?: string;
	/** Name of the field that lists the parts that failed. */
	failures?: string;
	/** Names of the fields that list parts ISC didn't process although the request as a whole succeeded. */
	undone: string[];
}

const findById = <T>(entries: Record<string, T>, id?: string): T | undefined =>
	id !== undefined && Object.hasOwn(entries, id) ? entries[id] : undefined;

/**
 * Returns how to read the response of a request, by its operation.
 * @param status of the response: 207 means one result per part, even if the documents don't say so
 */
export function getBulkResponseSpec(
	{ method, operation: facts }: Pick<ApiRequest, 'method' | 'operation'>,
	status: number,
): BulkResponseSpec {
	const operation = facts && getOperationById(facts.id);
	const isMultiStatus = status === 207 || operation?.response.multiStatus === true;
	const results = findById<string>(stored.results, operation?.id);
	return {
		results: isMultiStatus ? (operation?.response.listField ?? '') : results,
		failures: findById<string>(stored.failures, operation?.id),
		undone:
			findById<string[]>(stored.undone, operation?.id) ??
			(isReadOnly(method, operation) ? [] : stored.undoneAnywhere),
	};
}
