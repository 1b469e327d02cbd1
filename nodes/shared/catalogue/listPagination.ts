import type { ListPagination } from '../pagination/page';
import { findOperationByRequest } from './findOperation';
import type { Operation } from './types';
import { DEFAULT_PAGE_SIZE } from './storedFormat';
import { getLegacyOffsetPageSize } from './legacyVersions';

/** The pagination of most lists, used for paths that aren't in the catalogue. */
export const DEFAULT_LIST_PAGINATION: ListPagination = {
	style: 'offset',
	maxPage: DEFAULT_PAGE_SIZE,
	listField: '',
};

/**
 * Returns the pagination of a list.
 * @param version at the beginning of the path; empty or `current` means the version of the service
 */
export function getListPagination(operation: Operation, version = ''): ListPagination {
	const { pagination, response, sorters } = operation;
	const legacyPageSize = getLegacyOffsetPageSize(operation, version);
	// Lists that accept only a limit are requested by offset, too: a repeated page shows that there are more records.
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
 * Returns whether the node requests further pages of an operation. A POST is repeated for each page, so it must be read-only.
 */
export const isPaged = (operation: Operation, version = ''): boolean =>
	(operation.method === 'GET' || operation.readOnly === true) &&
	operation.response.kind === 'list' &&
	getListPagination(operation, version).style !== 'none';

/**
 * Returns the pagination of the list at a path.
 * @param path in any version form
 */
export function getListPaginationByPath(path: string): ListPagination {
	const { operation, version } = findOperationByRequest('GET', path) ?? {};
	return operation ? getListPagination(operation, version) : DEFAULT_LIST_PAGINATION;
}
