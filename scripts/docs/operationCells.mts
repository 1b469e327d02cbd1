import type { Filters, Operation, Paging } from '../../nodes/catalogue/operation.ts';

/** Finds an operation by its ID. */
export type Lookup = (id: string) => Operation | undefined;

const BREAK = '<br>';
const NOTHING = '';
const code = (text: string) => `\`${text}\``;

/** Text that may hold what means something in a table. */
const plain = (text: string) => text.replace(/[|<>*_`[\]\\]/g, '\\$&');

function deprecation({ replacedBy = [] }: Operation, lookup: Lookup): string {
	const successors = replacedBy.map((id) => {
		const operation = lookup(id);
		return code(operation ? `${operation.method} ${operation.path}` : id);
	});
	return successors.length > 0
		? `**deprecated**, replaced by ${successors.join(', ')}`
		: '**deprecated**';
}

/** Title and ID, with what one should know before use. */
export const nameCell = (operation: Operation, lookup: Lookup) =>
	[
		plain(operation.title),
		code(operation.id),
		...(operation.experimental ? ['*experimental*'] : []),
		...(operation.deprecated ? [deprecation(operation, lookup)] : []),
	].join(BREAK);

export const callCell = ({ method, path }: Operation) => code(`${method} ${path}`);

/** How a list gives its pages, and the largest of them. */
export function pagesCell(paging: Paging | undefined): string {
	if (!paging) return NOTHING;
	const { style, maxPage, limitOnly } = paging;
	if (limitOnly) return `first ${maxPage} only`;
	if (style === 'none') return 'all at once';
	return maxPage === undefined ? code(style) : `${code(style)}, ${maxPage}`;
}

export function filtersCell(filters: Filters | undefined): string {
	if (!filters) return NOTHING;
	const fields = Object.entries(filters.fields).map(
		([field, { operators }]) => `${code(field)} ${operators.join(' ')}`,
	);
	return [...(filters.required ? ['*required*'] : []), ...fields].join(BREAK);
}

export const sortersCell = (sorters: string[] = []) => sorters.map(code).join(' ');

const WHO: Record<Operation['auth'], string> = {
	user: 'user',
	any: 'any token',
	none: 'no token',
};

/** Whose token it takes, and the scopes one of which the token has to have. */
export const accessCell = ({ auth, scopes }: Operation) =>
	[WHO[auth], ...scopes.map(code)].join(BREAK);
