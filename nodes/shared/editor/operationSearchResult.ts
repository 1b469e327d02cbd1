import type { INodeListSearchResult } from 'n8n-workflow';

import type { Operation } from '../catalogue/types';
import {
	describeOperation,
	getOperationName,
	getOperationTitle,
} from '../catalogue/describeOperation';

const AT_A_TIME = 50;

/** Operations as a resource locator lists them, a part at a time. */
export function toOperationSearchResult(
	found: Operation[],
	paginationToken?: string,
): INodeListSearchResult {
	const start = Number(paginationToken ?? 0);
	const end = start + AT_A_TIME;
	return {
		results: found.slice(start, end).map((operation) => ({
			name: `${getOperationTitle(operation)} · ${getOperationName(operation)}`,
			value: getOperationName(operation),
			description: describeOperation(operation),
		})),
		paginationToken: end < found.length ? String(end) : undefined,
	};
}
