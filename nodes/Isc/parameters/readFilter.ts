import type { Operation } from '../../shared/catalogue/types';
import { parseEnum } from '../../shared/parameters/parse';
import { buildFilters, type FilterRow } from '../../shared/parameters/filters';
import { getRows } from '../../shared/parameters/rows';
import { buildSorters, type SorterRow } from '../../shared/parameters/sorters';

/**
 * The filter that rows and a typed expression make together; empty where there is none.
 * @throws BadInput naming what cannot be filtered so
 */
export const readFilterExpression = (
	{ filters }: Operation,
	rows: unknown,
	combine: unknown,
	typed: unknown,
): string =>
	buildFilters(filters, {
		rows: getRows(rows, 'filter') as unknown as FilterRow[],
		join: parseEnum('Combine Filters', combine, ['and', 'or'] as const, 'and'),
		raw: String(typed ?? ''),
	});

/** The order that rows ask for; empty where there are none. */
export const readSorters = ({ sorters }: Operation, rows: unknown): string =>
	buildSorters(sorters, { rows: getRows(rows, 'sorter') as unknown as SorterRow[] });
