import type { ApiRequest } from '../../shared/api/types';
import type { PaginationOptions } from '../../shared/pagination/page';
import type { SearchRequestBody } from '../../shared/pagination/searchIndex';
import {
	type CommonOptions,
	readCommonOptions,
	readMaxConcurrency,
} from '../../shared/runner/commonOptions';
import { readRecordOutput } from '../../shared/runner/readRecordOutput';
import { createDocumentSimplifier } from '../../shared/output/simplifyDocuments';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import type { GetParameter, ConcurrencyOptions } from '../../shared/runner/types';
import { parseEnum, parseBooleanParameter, parseInteger } from '../../shared/parameters/parse';
import { toPlainText } from '../../shared/parameters/plainText';
import { getRows } from '../../shared/parameters/rows';
import { buildSearchFilters, type SearchFilterRow } from '../../shared/parameters/searchFilters';
import { parseFieldList } from '../../shared/output/fields';
import { buildGetDocumentRequest } from '../../shared/catalogue/buildRequest/searchRequests';
import {
	FIRST_PAGE_SIZE,
	getNextPageSize,
	MAX_PAGE_SIZE,
} from '../../shared/pagination/adaptivePageSize';
import { buildResultFilter } from '../resultFields';
import { readAggregation } from './readAggregation';
import { parseNames, readSearchQuery, readTypeAhead } from './readQuery';
import { assertNoMissingSearchValues } from './assertNoMissingSearchValues';

interface CommonSearchParams extends CommonOptions {
	/** ID of a saved search, whose query and indices replace those in the body. */
	savedSearch?: string;
	body: SearchRequestBody;
}

/** Parameters of one item, by operation. */
export type SearchParams = CommonSearchParams &
	(
		| {
				operation: 'search';
				pagination: PaginationOptions;
				/** Dotted paths of the fields to exclude from each document. */
				excluded: string[];
				/** Whether the result is entries of a nested list instead of documents. */
				isNested: boolean;
				/** Whether to simplify documents that become items. */
				isSimplified: boolean;
		  }
		| { operation: 'count' | 'typeAhead' }
		| { operation: 'aggregate'; isRaw: boolean }
		| { operation: 'getDocument'; request: ApiRequest }
	);

/** Reads the concurrency. A search is read-only, so input items are always processed at the same time. */
export const readSearchConcurrency = (context: IExecuteFunctions): ConcurrencyOptions => ({
	maxConcurrency: readMaxConcurrency(context),
	writes: false,
	concurrentItems: true,
});

function readIndices(read: GetParameter): string[] | undefined {
	const indices = parseNames('Indices', read('indices'));
	return indices.length > 0 ? indices : undefined;
}

const readSort = (read: GetParameter): string[] =>
	getRows(read('sort'), 'sorter').map(({ field, descending }, index) => {
		const name = toPlainText('Sort By', field).trim();
		if (name === '') {
			throw new ParameterError(
				'Sort By',
				`has no field in row ${index + 1}`,
				'Enter a field, or remove the row.',
			);
		}
		return (parseBooleanParameter('Descending', descending, false) ? '-' : '') + name;
	});

function readPagination(read: GetParameter, options: IDataObject): PaginationOptions {
	const isAll = parseBooleanParameter('Return All', read('returnAll'), false);
	const styles = ['offset', 'searchAfter'] as const;
	const style = parseEnum('Pagination', options.pagination, styles, 'searchAfter');
	return {
		limit: isAll ? Infinity : parseInteger('Limit', read('limit') ?? 50, 1),
		pageSize: parseInteger('Page Size', options.pageSize ?? FIRST_PAGE_SIZE, 1, MAX_PAGE_SIZE),
		resize: options.pageSize === undefined ? getNextPageSize : undefined,
		// Entries of nested lists have no sort values of their own, the total counts documents, and entries of different
		// documents can be equal.
		style: options.innerHitType ? 'offset' : style,
		...(options.innerHitType && { counts: false, canRepeat: true }),
	};
}

const readExcluded = (options: IDataObject) => parseFieldList(options.excludeFields);

const readNested = (options: IDataObject): SearchRequestBody =>
	parseBooleanParameter('Include Nested Lists', options.includeNested, true)
		? {}
		: { includeNested: false };

/**
 * Reads the parameters of one item.
 * @throws {ParameterError} naming the parameter that has a wrong value
 */
export function readSearchParams(context: IExecuteFunctions, index: number): SearchParams {
	// n8n requires a fallback for hidden parameters.
	const read: GetParameter = (name) => context.getNodeParameter(name, index, null);
	assertNoMissingSearchValues(context, index);
	const output = readRecordOutput(
		context,
		index,
		context.getNodeParameter('options', index, {}) as IDataObject,
	);
	const { options } = output;
	const operation = read('operation') as SearchParams['operation'];
	const indices = readIndices(read);
	const common = readCommonOptions(options, indices?.length === 1 ? indices[0]! : 'search');
	const isSimplified = output.isSimplified && common.fields.length === 0;
	const indicesBody: SearchRequestBody = indices ? { indices } : {};

	switch (operation) {
		case 'getDocument': {
			const id = toPlainText('Document ID', read('documentId')).trim();
			if (id === '')
				throw new ParameterError('Document ID', 'is required', 'Enter the ID of a document.');
			const documentIndex = toPlainText('Index', read('index'));
			const request = buildGetDocumentRequest(documentIndex, id);
			const simplify = isSimplified ? createDocumentSimplifier([documentIndex]) : undefined;
			return { ...common, operation, body: {}, request, simplify };
		}
		case 'typeAhead': {
			const { body } = buildResultFilter({ ...common, excluded: readExcluded(options) }, []);
			return {
				...common,
				operation,
				body: { ...indicesBody, ...readTypeAhead(read, options), ...readNested(options), ...body },
			};
		}
		case 'search': {
			const sort = readSort(read);
			const excluded = readExcluded(options);
			const isNested = Boolean(options.innerHitType);
			const queryParams = readQueryAndFilters(read, options, indicesBody);
			return {
				...queryParams,
				...common,
				operation,
				pagination: readPagination(read, options),
				excluded,
				isNested,
				isSimplified: isSimplified && excluded.length === 0 && !isNested,
				body: { ...queryParams.body, ...readNested(options), ...(sort.length > 0 && { sort }) },
			};
		}
		case 'aggregate': {
			const queryParams = readQueryAndFilters(read, options, indicesBody);
			return {
				...queryParams,
				...common,
				operation,
				isRaw: parseEnum('Result', options.aggregationResult, ['raw', 'rows'], 'rows') === 'raw',
				body: { ...queryParams.body, ...readAggregation(read, options) },
			};
		}
		default:
			return { ...readQueryAndFilters(read, options, indicesBody), ...common, operation };
	}
}

/** Reads query, indices, and filters, or the saved search. */
function readQueryAndFilters(
	read: GetParameter,
	options: IDataObject,
	indicesBody: SearchRequestBody,
) {
	const filters = buildSearchFilters(getRows<SearchFilterRow>(read('filters'), 'filter'));
	const body: SearchRequestBody = {
		...readSearchQuery(read, options),
		...(filters && { filters }),
	};
	if (read('queryType') !== 'saved') return { body: { ...indicesBody, ...body } };
	const savedSearch = toPlainText('Saved Search', getLocatorValue(read('savedSearch'))).trim();
	if (savedSearch === '') {
		throw new ParameterError(
			'Saved Search',
			'is required',
			'Select one from the list, or enter its ID.',
		);
	}
	return { body, savedSearch };
}
