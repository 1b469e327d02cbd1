import type { ListFacts } from '../client/paging/lists';
import { operationFor } from './byPath';
import type { Operation } from './operation';
import { USUAL_PAGE } from './stored';

/** What most lists are like: it holds for paths that the catalogue does not know. */
const USUAL: ListFacts = { style: 'offset', maxPage: USUAL_PAGE, listField: '' };

/** How the list of an operation gives its pages. */
export const listFactsOf = ({ paging, response, sorters }: Operation): ListFacts => ({
	style: paging?.style ?? 'none',
	maxPage: paging?.maxPage ?? USUAL_PAGE,
	listField: response.listField ?? '',
	sortsById: sorters?.includes('id') ?? false,
});

/**
 * @param path in any version form
 * @returns how the list at this path gives its pages
 */
export function listFacts(path: string): ListFacts {
	const { operation } = operationFor('GET', path) ?? {};
	return operation ? listFactsOf(operation) : USUAL;
}
