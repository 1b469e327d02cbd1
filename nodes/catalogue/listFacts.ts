import type { ListFacts } from '../client/paging/lists';
import { operationFor } from './byPath';
import type { Operation } from './operation';
import { USUAL_PAGE } from './stored';
import { offsetPageIn } from './versions';

/** What most lists are like: it holds for paths that the catalogue does not know. */
export const USUAL: ListFacts = { style: 'offset', maxPage: USUAL_PAGE, listField: '' };

/**
 * How the list of an operation gives its pages.
 * @param version that stands first in the path; empty or `current` for the service's own
 */
export function listFactsOf(operation: Operation, version = ''): ListFacts {
	const { paging, response, sorters } = operation;
	const largest = offsetPageIn(operation, version);
	// A list with a limit alone shows by a second page whether there is more: the same one again is said.
	const isByOffset = largest !== undefined || paging?.limitOnly;
	return {
		style: isByOffset ? 'offset' : (paging?.style ?? 'none'),
		maxPage: largest ?? paging?.maxPage ?? USUAL_PAGE,
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
	listFactsOf(operation, version).style !== 'none';

/**
 * @param path in any version form
 * @returns how the list at this path gives its pages
 */
export function listFacts(path: string): ListFacts {
	const { operation, version } = operationFor('GET', path) ?? {};
	return operation ? listFactsOf(operation, version) : USUAL;
}
