import { ParameterError } from './parameterError';
import { parseEnum, parseBooleanParameter } from './parse';
import { toSearchText, toSearchTexts } from './searchValues';

/** A filter as the editor gives it. */
export interface SearchFilterRow {
	field?: unknown;
	type?: unknown;
	/** For `terms`: a list, or text with commas between. */
	terms?: unknown;
	/** For `range`: empty for no bound. */
	from?: unknown;
	to?: unknown;
	/** Whether the bounds themselves are in the range. */
	inclusive?: unknown;
	/** `include` or `exclude`. */
	mode?: unknown;
}

interface Bound {
	value: string;
	inclusive: boolean;
}

/** A filter as the search service has it. */
export interface SearchFilter {
	type: 'EXISTS' | 'RANGE' | 'TERMS';
	terms?: string[];
	range?: { lower?: Bound; upper?: Bound };
	exclude?: boolean;
}

const FILTERS = 'Filters';

function boundOf(value: unknown, inclusive: boolean): Bound | undefined {
	const text = toSearchText(value);
	return text === '' ? undefined : { value: text, inclusive };
}

function filterOf(row: SearchFilterRow, field: string): SearchFilter {
	const mode = parseEnum('Mode', row.mode, ['include', 'exclude'], 'include');
	const excluded = mode === 'exclude' ? { exclude: true } : {};
	switch (parseEnum('Filter Type', row.type, ['exists', 'range', 'terms'], 'terms')) {
		case 'range': {
			const inclusive = parseBooleanParameter('Include Bounds', row.inclusive, true);
			const lower = boundOf(row.from, inclusive);
			const upper = boundOf(row.to, inclusive);
			if (!lower && !upper) {
				throw new ParameterError(
					FILTERS,
					`have no bound for '${field}'`,
					"Enter 'From', 'To' or both.",
				);
			}
			return {
				type: 'RANGE',
				range: { ...(lower && { lower }), ...(upper && { upper }) },
				...excluded,
			};
		}
		case 'exists':
			return { type: 'EXISTS', ...excluded };
		default: {
			const terms = toSearchTexts(row.terms);
			if (terms.length === 0) {
				throw new ParameterError(
					FILTERS,
					`have no value for '${field}'`,
					'Enter one, or remove the row.',
				);
			}
			return { type: 'TERMS', terms, ...excluded };
		}
	}
}

/**
 * Makes the `filters` of a search: each narrows the result, whatever the type of the query.
 * @returns undefined where there are none
 * @throws BadInput naming the field that cannot be filtered so
 */
export function buildSearchFilters(
	rows: SearchFilterRow[],
): Record<string, SearchFilter> | undefined {
	const filters: Record<string, SearchFilter> = {};
	for (const [index, row] of rows.entries()) {
		const field = String(row.field ?? '').trim();
		if (field === '') {
			throw new ParameterError(
				FILTERS,
				`name no field in row ${index + 1}`,
				'Enter one, such as created.',
			);
		}
		if (Object.hasOwn(filters, field)) {
			throw new ParameterError(
				FILTERS,
				`name '${field}' twice, and only one filter of a field is possible`,
				"Put both into one row, or use 'Conditions'.",
			);
		}
		filters[field] = filterOf(row, field);
	}
	return rows.length > 0 ? filters : undefined;
}
