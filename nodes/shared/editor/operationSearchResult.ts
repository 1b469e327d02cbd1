import type { INodeListSearchResult } from 'n8n-workflow';

import type { Operation } from '../catalogue/types';
import {
	describeOperation,
	getOperationName,
	getOperationTitle,
} from '../catalogue/describeOperation';

const PAGE_SIZE = 50;

/** Returns one page of operations for a resource locator. */
export function toOperationSearchResult(
	operations: Operation[],
	paginationToken?: string,
): INodeListSearchResult {
	const start = Number(paginationToken ?? 0);
	const end = start + PAGE_SIZE;
	return {
		results: operations.slice(start, end).map((operation) => ({
			name: `${getOperationTitle(operation)} · ${getOperationName(operation)}`,
			value: getOperationName(operation),
			description: describeOperation(operation),
		})),
		paginationToken: end < operations.length ? String(end) : undefined,
	};
}
