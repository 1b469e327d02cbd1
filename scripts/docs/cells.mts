import type { Operation, PaginationSpec } from '../../nodes/shared/catalogue/types.ts';
import type { FilterSpec } from '../../nodes/shared/parameters/valueSpec.ts';

const code = (text: string) => `\`${text}\``;
const listed = (texts: string[]) => texts.map(code).join(', ');

/** Title with what one has to know before one chooses the operation. */
function titleCell({ title, experimental, deprecated, replacedBy = [] }: Operation): string {
	const instead = replacedBy.length > 0 ? `: use ${replacedBy.map(code).join(' or ')}` : '';
	return [
		title,
		...(experimental ? ['_experimental_'] : []),
		...(deprecated ? [`**deprecated**${instead}`] : []),
	].join('; ');
}

const WAYS: Record<PaginationSpec['style'], string> = {
	offset: 'offset',
	start: 'start',
	searchAfter: 'search after',
	next: 'next',
	none: 'all at once',
};

/** How the list is read; empty where there is none. */
function pagingCell(paging: PaginationSpec | undefined): string {
	if (!paging) return '';
	const { style, maxPage, limitOnly } = paging;
	if (limitOnly) return maxPage === undefined ? 'first page only' : `first ${maxPage} only`;
	return maxPage === undefined ? WAYS[style] : `${WAYS[style]}, ${maxPage}`;
}

/** Fields with their operators; empty where the list takes no filter that is known. */
function filterCell(filters: FilterSpec | undefined): string {
	if (!filters) return '';
	const fields = Object.entries(filters.fields).map(
		([name, { operators }]) => `${code(name)} (${operators.join(', ')})`,
	);
	return [...(filters.required ? ['**required**'] : []), ...fields].join(', ');
}

const TOKENS: Record<Operation['auth'], string> = { user: 'with a user', any: 'any', none: 'none' };

/** One row of a table, in the order of its columns. */
export const cellsOf = (operation: Operation): string[] => [
	titleCell(operation),
	code(operation.id),
	code(`${operation.method} ${operation.path}`),
	pagingCell(operation.paging),
	filterCell(operation.filters),
	TOKENS[operation.auth],
	listed(operation.scopes),
];
