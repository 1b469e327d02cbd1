import { ParameterError } from './parameterError';
import { parseBooleanParameter } from './parse';

/** One field to sort by, as a row in the editor. */
export interface SorterRow {
	field: unknown;
	/** True or false, also as text. */
	descending?: unknown;
}

const SORT_BY_LABEL = 'Sort By';

/**
 * Builds the `sorters` query parameter of a list. Sorters that the user entered as text come first and aren't checked.
 * @param sortableFields fields that the operation can sort by; undefined if none are documented
 * @returns sorters such as `name,-created`; empty if there are none
 * @throws {ParameterError} if the operation can't sort by a field, or a field occurs twice
 */
export function buildSorters(
	sortableFields: readonly string[] | undefined,
	{ rows = [], raw = '' }: { rows?: readonly SorterRow[]; raw?: string },
): string {
	const fields = rows.map(({ field }) => String(field ?? '').trim());
	const sortKeys = rows
		.map(({ descending }, index) => ({ name: fields[index]!, descending }))
		.filter(({ name }) => name !== '')
		.map(({ name, descending }) => {
			if (!sortableFields?.includes(name)) {
				throw new ParameterError(
					SORT_BY_LABEL,
					`contains a field that this operation can't sort by: '${name}'`,
					sortableFields
						? `Use one of: ${sortableFields.join(', ')}. To try another field, use the query parameter 'sorters' in a Custom Request.`
						: 'Remove the row. No sortable fields are documented for this operation.',
				);
			}
			if (fields.indexOf(name) !== fields.lastIndexOf(name)) {
				throw new ParameterError(
					SORT_BY_LABEL,
					`contains '${name}' twice`,
					'Remove one of the rows.',
				);
			}
			return parseBooleanParameter('Descending', descending, false) ? `-${name}` : name;
		});
	const rowSorters = sortKeys.join(',');
	return raw.trim() === '' ? rowSorters : [raw, rowSorters].filter(Boolean).join(',');
}
