import { ParameterError } from './parameterError';
import { parseEnum, parseBooleanParameter } from './parse';
import { toSearchText, toSearchTexts } from './searchTerms';

/** One filter, as a row in the editor. */
export interface SearchFilterRow {
	field?: unknown;
	type?: unknown;
	/** For `terms`: a list, or comma-separated text. */
	terms?: unknown;
	/** For `range`: empty for no lower bound. */
	from?: unknown;
	to?: unknown;
	/** Whether the range includes its bounds. */
	inclusive?: unknown;
	/** `include` or `exclude`. */
	mode?: unknown;
}

interface Bound {
	value: string;
	inclusive: boolean;
}

/** A filter in the format of the search API. */
export interface SearchFilter {
	type: 'EXISTS' | 'RANGE' | 'TERMS';
	terms?: string[];
	range?: { lower?: Bound; upper?: Bound };
	exclude?: boolean;
}

const SEARCH_FILTERS_LABEL = 'Filters';

function toBound(value: unknown, inclusive: boolean): Bound | undefined {
	const text = toSearchText(value);
	return text === '' ? undefined : { value: text, inclusive };
}

function buildFilter(row: SearchFilterRow, field: string): SearchFilter {
	const mode = parseEnum('Mode', row.mode, ['include', 'exclude'], 'include');
	const exclusion = mode === 'exclude' ? { exclude: true } : {};
	switch (parseEnum('Filter Type', row.type, ['exists', 'range', 'terms'], 'terms')) {
		case 'range': {
			const inclusive = parseBooleanParameter('Include Bounds', row.inclusive, true);
			const lower = toBound(row.from, inclusive);
			const upper = toBound(row.to, inclusive);
			if (!lower && !upper) {
				throw new ParameterError(
					SEARCH_FILTERS_LABEL,
					`have no bounds for '${field}'`,
					"Enter 'From', 'To', or both.",
				);
			}
			return {
				type: 'RANGE',
				range: { ...(lower && { lower }), ...(upper && { upper }) },
				...exclusion,
			};
		}
		case 'exists':
			return { type: 'EXISTS', ...exclusion };
		default: {
			const terms = toSearchTexts(row.terms);
			if (terms.length === 0) {
				throw new ParameterError(
					SEARCH_FILTERS_LABEL,
					`have no value for '${field}'`,
					'Enter a value, or remove the row.',
				);
			}
			return { type: 'TERMS', terms, ...exclusion };
		}
	}
}

/**
 * Builds the `filters` of a search. Each filter narrows the result, independent of the query type.
 * @returns filters by field; undefined if there are none
 * @throws {ParameterError} if a row is invalid
 */
export function buildSearchFilters(
	rows: SearchFilterRow[],
): Record<string, SearchFilter> | undefined {
	const filters: Record<string, SearchFilter> = {};
	for (const [index, row] of rows.entries()) {
		const field = String(row.field ?? '').trim();
		if (field === '') {
			throw new ParameterError(
				SEARCH_FILTERS_LABEL,
				`have no field in row ${index + 1}`,
				'Enter a field, such as created.',
			);
		}
		if (Object.hasOwn(filters, field)) {
			throw new ParameterError(
				SEARCH_FILTERS_LABEL,
				`contain '${field}' twice, but a field can have only one filter`,
				"Combine both in one row, or use 'Conditions'.",
			);
		}
		filters[field] = buildFilter(row, field);
	}
	return rows.length > 0 ? filters : undefined;
}
