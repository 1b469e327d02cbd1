import type { Operation, PaginationSpec } from '../../nodes/shared/catalogue/types.ts';
import type { FilterSpec } from '../../nodes/shared/parameters/valueSpec.ts';

const formatCode = (text: string) => `\`${text}\``;
const formatCodeList = (texts: string[]) => texts.map(formatCode).join(', ');

/** Formats the title, with experimental and deprecated marks. */
function formatTitle({ title, experimental, deprecated, replacedBy = [] }: Operation): string {
	const replacement =
		replacedBy.length > 0 ? `: use ${replacedBy.map(formatCode).join(' or ')}` : '';
	return [
		title,
		...(experimental ? ['_experimental_'] : []),
		...(deprecated ? [`**deprecated**${replacement}`] : []),
	].join('; ');
}

const STYLE_NAMES: Record<PaginationSpec['style'], string> = {
	offset: 'offset',
	start: 'start',
	searchAfter: 'search after',
	next: 'next',
	none: 'all at once',
};

/** Formats the pagination of a list; empty for other operations. */
function formatPagination(pagination: PaginationSpec | undefined): string {
	if (!pagination) return '';
	const { style, maxPage, limitOnly } = pagination;
	if (limitOnly) return maxPage === undefined ? 'first page only' : `first ${maxPage} only`;
	return maxPage === undefined ? STYLE_NAMES[style] : `${STYLE_NAMES[style]}, ${maxPage}`;
}

/** Formats the filter fields with their operators; empty if no filter is documented. */
function formatFilters(filters: FilterSpec | undefined): string {
	if (!filters) return '';
	const fields = Object.entries(filters.fields).map(
		([name, { operators }]) => `${formatCode(name)} (${operators.join(', ')})`,
	);
	return [...(filters.required ? ['**required**'] : []), ...fields].join(', ');
}

const TOKEN_NAMES: Record<Operation['auth'], string> = {
	user: 'with a user',
	any: 'any',
	none: 'none',
};

/** Returns the cells of a row, in the order of the columns. */
export const getCells = (operation: Operation): string[] => [
	formatTitle(operation),
	formatCode(operation.id),
	formatCode(`${operation.method} ${operation.path}`),
	formatPagination(operation.pagination),
	formatFilters(operation.filters),
	TOKEN_NAMES[operation.auth],
	formatCodeList(operation.scopes),
];
