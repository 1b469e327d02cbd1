import type { Operation } from '../../shared/catalogue/types';
import { parseEnum } from '../../shared/parameters/parse';
import { buildFilters, type FilterRow } from '../../shared/parameters/filters';
import { toPlainText } from '../../shared/parameters/plainText';
import { getRows } from '../../shared/parameters/rows';
import { buildSorters, type SorterRow } from '../../shared/parameters/sorters';

/** Names of the fields of a filter row. */
export const FILTER_ROW_FIELDS = ['field', 'operator', 'value'] as const;

/**
 * Builds the filter from the rows and the filter expression.
 * @returns empty text if there is none
 * @throws ParameterError if the list doesn't support the filter
 */
export const readFilterExpression = (
	{ filters }: Operation,
	rows: unknown,
	combine: unknown,
	filterExpression: unknown,
): string =>
	buildFilters(filters, {
		rows: getRows<FilterRow>(rows, 'filter'),
		join: parseEnum('Combine Filters', combine, ['and', 'or'] as const, 'and'),
		raw: toPlainText('Filter Expression', filterExpression),
	});

/** Builds the sort order from the rows. @returns empty text if there are none */
export const readSorters = ({ sorters }: Operation, rows: unknown): string =>
	buildSorters(sorters, { rows: getRows<SorterRow>(rows, 'sorter') });
