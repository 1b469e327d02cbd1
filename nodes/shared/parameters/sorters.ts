import { ParameterError } from './parameterError';
import { parseBooleanParameter } from './parse';

/** One key to sort by, as a row of the editor gives it. */
export interface SorterRow {
	field: unknown;
	/** True or false; text of either will do. */
	descending?: unknown;
}

const SORT_BY_LABEL = 'Sort By';

/**
 * Writes the `sorters` parameter of a list. What the user wrote as text comes first and is not judged.
 * @param sortableFields fields that the operation sorts by; undefined where the documents name none
 * @returns such as `name,-created`; empty where there is nothing to sort by
 * @throws BadInput for a field that the operation does not offer, or that comes twice
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
					`has the field '${name}', which this operation does not offer`,
					sortableFields
						? `It offers ${sortableFields.join(', ')}. A Custom Request can try others, as the query parameter 'sorters'.`
						: 'This operation is not documented to sort: remove the row.',
				);
			}
			if (fields.indexOf(name) !== fields.lastIndexOf(name)) {
				throw new ParameterError(
					SORT_BY_LABEL,
					`has the field '${name}' twice`,
					'Keep one of the rows.',
				);
			}
			return parseBooleanParameter('Descending', descending, false) ? `-${name}` : name;
		});
	const rowSorters = sortKeys.join(',');
	return raw.trim() === '' ? rowSorters : [raw, rowSorters].filter(Boolean).join(',');
}
