import type { ListFacts } from '../client/paging/lists';
import { operationFor } from './byPath';
import { USUAL_PAGE } from './stored';

/** What most lists are like: it holds for paths that the catalogue does not know. */
const USUAL: ListFacts = { style: 'offset', maxPage: USUAL_PAGE, listField: '' };

/**
 * @param path in any version form
 * @returns how the list at this path gives its pages
 */
export function listFacts(path: string, method = 'GET'): ListFacts {
	const { operation } = operationFor(method, path) ?? {};
	if (!operation) return USUAL;
	return {
		style: operation.paging?.style ?? 'none',
		maxPage: operation.paging?.maxPage ?? USUAL_PAGE,
		listField: operation.response.listField ?? '',
	};
}
