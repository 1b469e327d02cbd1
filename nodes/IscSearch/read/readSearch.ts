import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ParameterError } from '../../client/errors/failures';
import type { PaginationOptions } from '../../client/paging/page';
import type { SearchRequestBody } from '../../client/paging/searchPages';
import { getLocatorValue } from '../../editor/locator';
import type { GetParameter } from '../../execution/read';
import { readCommonOptions, readMaxConcurrency } from '../../execution/readOptions';
import type { ConcurrencyOptions } from '../../execution/work';
import { parseEnum } from '../../forms/choice';
import { parseBooleanParameter } from '../../forms/flag';
import { parseList } from '../../forms/list';
import { parseInteger } from '../../forms/number';
import { getRows } from '../../forms/rows';
import { buildSearchFilters, type SearchFilterRow } from '../../forms/searchFilters';
import { parseFieldList } from '../../sinks/fields';
import { buildGetDocumentRequest } from '../../catalogue/call/searchCalls';
import { FIRST_PAGE_SIZE, nextPageSize, MAX_PAGE_SIZE } from '../fittingPage';
import { buildResultFilter } from '../resultFields';
import { readAggregation } from './readAggregation';
import { readSearchQuery, readTypeAhead } from './readQuery';
import { assertNoMissingSearchValues } from './refuseMissing';
import type { SearchParams } from './wish';

/** Reading changes nothing, so that input items never wait for each other. */
export const readSearchConcurrency = (context: IExecuteFunctions): ConcurrencyOptions => ({
	maxConcurrency: readMaxConcurrency(context),
	writes: false,
	concurrentItems: true,
});

function readIndices(read: GetParameter): string[] | undefined {
	const indices = parseList(read('indices')).map(String);
	return indices.length > 0 ? indices : undefined;
}

const readSort = (read: GetParameter): string[] =>
	getRows(read('sort'), 'sorter').map(({ field, descending }, index) => {
		const name = String(field ?? '').trim();
		if (name === '') {
			throw new ParameterError(
				'Sort By',
				`names no field in row ${index + 1}`,
				'Enter one, or remove the row.',
			);
		}
		return (parseBooleanParameter('Descending', descending, false) ? '-' : '') + name;
	});

function readPaging(read: GetParameter, options: IDataObject): PaginationOptions {
	const isAll = parseBooleanParameter('Return All', read('returnAll'), false);
	const styles = ['offset', 'searchAfter'] as const;
	const style = parseEnum('Pagination', options.pagination, styles, 'searchAfter');
	return {
		limit: isAll ? Infinity : parseInteger('Limit', read('limit') ?? 50, 1),
		pageSize: parseInteger('Page Size', options.pageSize ?? FIRST_PAGE_SIZE, 1, MAX_PAGE_SIZE),
		resize: options.pageSize === undefined ? nextPageSize : undefined,
		// Entries of nested lists have no place in the order of the documents, the total counts documents, and
		// those of different documents can be equal.
		style: options.innerHitType ? 'offset' : style,
		...(options.innerHitType && { counts: false, canRepeat: true }),
	};
}

const readExcluded = (options: IDataObject) => parseFieldList(options.excludeFields);

const readNested = (options: IDataObject): SearchRequestBody =>
	parseBooleanParameter('Include Nested Lists', options.includeNested, true) ? {} : { includeNested: false };

/**
 * Reads the parameters of one item.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readSearchParams(context: IExecuteFunctions, index: number): SearchParams {
	// n8n wants something in place of what is not shown.
	const read: GetParameter = (name) => context.getNodeParameter(name, index, null);
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const operation = read('operation') as SearchParams['operation'];
	assertNoMissingSearchValues(context, index);
	const indices = readIndices(read);
	const common = readCommonOptions(options, indices?.length === 1 ? indices[0]! : 'search');
	const within: SearchRequestBody = indices ? { indices } : {};

	switch (operation) {
		case 'getDocument': {
			const id = String(read('documentId') ?? '').trim();
			if (id === '') throw new ParameterError('Document ID', 'is empty', 'Enter the ID of a document.');
			const request = buildGetDocumentRequest(String(read('index') ?? ''), id);
			return { ...common, operation, body: {}, request };
		}
		case 'typeAhead': {
			const { body } = buildResultFilter({ ...common, excluded: readExcluded(options) }, []);
			return {
				...common,
				operation,
				body: { ...within, ...readTypeAhead(read, options), ...readNested(options), ...body },
			};
		}
		case 'search': {
			const sort = readSort(read);
			const found = readFound(read, options, within);
			return {
				...found,
				...common,
				operation,
				pagination: readPaging(read, options),
				excluded: readExcluded(options),
				isNested: Boolean(options.innerHitType),
				body: { ...found.body, ...readNested(options), ...(sort.length > 0 && { sort }) },
			};
		}
		case 'aggregate': {
			const found = readFound(read, options, within);
			return {
				...found,
				...common,
				operation,
				isRaw: parseEnum('Result', read('aggregationResult'), ['raw', 'rows'], 'rows') === 'raw',
				body: { ...found.body, ...readAggregation(read, options) },
			};
		}
		default:
			return { ...readFound(read, options, within), ...common, operation };
	}
}

/** What is to be found, as far as the parameters say it. */
function readFound(read: GetParameter, options: IDataObject, within: SearchRequestBody) {
	const filters = buildSearchFilters(
		getRows(read('filters'), 'filter') as unknown as SearchFilterRow[],
	);
	const body: SearchRequestBody = { ...readSearchQuery(read, options), ...(filters && { filters }) };
	if (read('queryType') !== 'saved') return { body: { ...within, ...body } };
	const savedSearch = String(getLocatorValue(read('savedSearch')) ?? '').trim();
	if (savedSearch === '') {
		throw new ParameterError('Saved Search', 'is empty', 'Choose one from the list, or enter its ID.');
	}
	return { body, savedSearch };
}
