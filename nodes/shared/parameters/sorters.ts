import { ParameterError } from './parameterError';
import { parseBooleanParameter } from './parse';

/** One key to sort by, as a row of the editor gives it. */
export interface SorterRow {
	field: unknown;
	/** True or false; text of either will do. */
	descending?: unknown;
}

const SORTERS = 'Sort By';

/**
 * Writes the `sorters` parameter of a list. What the user wrote as text comes first and is not judged.
 * @param offered fields that the operation sorts by; undefined where the documents name none
 * @returns such as `name,-created`; empty where there is nothing to sort by
 * @throws BadInput for a field that the operation does not offer, or that comes twice
 */
export function buildSorters(
	offered: readonly string[] | undefined,
	{ rows = [], raw = '' }: { rows?: readonly SorterRow[]; raw?: string },
): string {
	const names = rows.map(({ field }) => String(field ?? '').trim());
	const keys = rows
		.map(({ descending }, index) => ({ name: names[index]!, descending }))
		.filter(({ name }) => name !== '')
		.map(({ name, descending }) => {
			if (!offered?.includes(name)) {
				throw new ParameterError(
					SORTERS,
					`has the field '${name}', which this operation does not offer`,
					offered
						? `It offers ${offered.join(', ')}. A Custom Request can try others, as the query parameter 'sorters'.`
						: 'This operation is not documented to sort: remove the row.',
				);
			}
			if (names.indexOf(name) !== names.lastIndexOf(name)) {
				throw new ParameterError(SORTERS, `has the field '${name}' twice`, 'Keep one of the rows.');
			}
			return parseBooleanParameter('Descending', descending, false) ? `-${name}` : name;
		});
	const own = keys.join(',');
	return raw.trim() === '' ? own : [raw, own].filter(Boolean).join(',');
}
