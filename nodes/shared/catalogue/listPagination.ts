import type { ListPagination } from '../pagination/page';
import { findOperationByRequest } from './findOperation';
import type { Operation } from './types';
import { DEFAULT_PAGE_SIZE } from './storedFormat';
import { getLegacyOffsetPageSize } from './legacyVersions';

/** What most lists are like: it holds for paths that the catalogue does not know. */
export const DEFAULT_LIST_PAGINATION: ListPagination = {
	style: 'offset',
	maxPage: DEFAULT_PAGE_SIZE,
	listField: '',
};

/**
 * How the list of an operation gives its pages.
 * @param version that stands first in the path; empty or `current` for the service's own
 */
export function getListPagination(operation: Operation, version = ''): ListPagination {
	const { pagination, response, sorters } = operation;
	const legacyPageSize = getLegacyOffsetPageSize(operation, version);
	// A list with a limit alone shows by a second page whether there is more: the same one again is said.
	const isByOffset = legacyPageSize !== undefined || pagination?.limitOnly;
	return {
		style: isByOffset ? 'offset' : (pagination?.style ?? 'none'),
		maxPage: legacyPageSize ?? pagination?.maxPage ?? DEFAULT_PAGE_SIZE,
		listField: response.listField ?? '',
		sortsById: sorters?.includes('id') ?? false,
		isDocumented: true,
	};
}

/**
 * Whether the node reads further pages of an operation. A POST is repeated for each, so it must leave nothing
 * behind.
 */
export const isPaged = (operation: Operation, version = ''): boolean =>
	(operation.method === 'GET' || operation.readOnly === true) &&
	operation.response.kind === 'list' &&
	getListPagination(operation, version).style !== 'none';

/**
 * @param path in any version form
 * @returns how the list at this path gives its pages
 */
export function getListPaginationByPath(path: string): ListPagination {
	const { operation, version } = findOperationByRequest('GET', path) ?? {};
	return operation ? getListPagination(operation, version) : DEFAULT_LIST_PAGINATION;
}
