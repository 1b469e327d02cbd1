import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import type { PageOptions } from '../../client/paging/page';
import type { SearchBody } from '../../client/paging/searchPages';
import { locatorValue } from '../../editor/locator';
import type { Read } from '../../execution/read';
import { readCommonOptions, readMaxParallel } from '../../execution/readOptions';
import type { Pace } from '../../execution/work';
import { choice } from '../../forms/choice';
import { flag } from '../../forms/flag';
import { readList } from '../../forms/list';
import { wholeNumber } from '../../forms/number';
import { rowsIn } from '../../forms/rows';
import { buildSearchFilters, type SearchFilterRow } from '../../forms/searchFilters';
import { readFields } from '../../sinks/fields';
import { documentCall } from '../../catalogue/call/searchCalls';
import { FIRST_PAGE, fittingPage, MAX_PAGE } from '../fittingPage';
import { resultFields } from '../resultFields';
import { readAggregation } from './readAggregation';
import { readQuery, readTypeAhead } from './readQuery';
import { refuseMissing } from './refuseMissing';
import type { SearchWish } from './wish';

/** Reading changes nothing, so that input items never wait for each other. */
export const readPace = (context: IExecuteFunctions): Pace => ({
	parallel: readMaxParallel(context),
	writes: false,
	sideBySide: true,
});

function readIndices(read: Read): string[] | undefined {
	const indices = readList(read('indices')).map(String);
	return indices.length > 0 ? indices : undefined;
}

const readSort = (read: Read): string[] =>
	rowsIn(read('sort'), 'sorter').map(({ field, descending }, index) => {
		const name = String(field ?? '').trim();
		if (name === '') {
			throw new BadInput(
				'Sort By',
				`names no field in row ${index + 1}`,
				'Enter one, or remove the row.',
			);
		}
		return (flag('Descending', descending, false) ? '-' : '') + name;
	});

function readPaging(read: Read, options: IDataObject): PageOptions {
	const isAll = flag('Return All', read('returnAll'), false);
	const styles = ['offset', 'searchAfter'] as const;
	const style = choice('Pagination', options.pagination, styles, 'searchAfter');
	return {
		limit: isAll ? Infinity : wholeNumber('Limit', read('limit') ?? 50, 1),
		pageSize: wholeNumber('Page Size', options.pageSize ?? FIRST_PAGE, 1, MAX_PAGE),
		resize: options.pageSize === undefined ? fittingPage : undefined,
		// Entries of nested lists have no place in the order of the documents, the total counts documents, and
		// those of different documents can be equal.
		style: options.innerHitType ? 'offset' : style,
		...(options.innerHitType && { counts: false, canRepeat: true }),
	};
}

const readExcluded = (options: IDataObject) => readFields(options.excludeFields);

const readNested = (options: IDataObject): SearchBody =>
	flag('Include Nested Lists', options.includeNested, true) ? {} : { includeNested: false };

/**
 * Reads the parameters of one item.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readSearch(context: IExecuteFunctions, index: number): SearchWish {
	// n8n wants something in place of what is not shown.
	const read: Read = (name) => context.getNodeParameter(name, index, null);
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const operation = read('operation') as SearchWish['operation'];
	refuseMissing(context, index);
	const indices = readIndices(read);
	const common = readCommonOptions(options, indices?.length === 1 ? indices[0]! : 'search');
	const within: SearchBody = indices ? { indices } : {};

	switch (operation) {
		case 'getDocument': {
			const id = String(read('documentId') ?? '').trim();
			if (id === '') throw new BadInput('Document ID', 'is empty', 'Enter the ID of a document.');
			const call = documentCall(String(read('index') ?? ''), id);
			return { ...common, operation, body: {}, call };
		}
		case 'typeAhead': {
			const { body } = resultFields({ ...common, excluded: readExcluded(options) }, []);
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
				paging: readPaging(read, options),
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
				isRaw: choice('Result', read('aggregationResult'), ['raw', 'rows'], 'rows') === 'raw',
				body: { ...found.body, ...readAggregation(read, options) },
			};
		}
		default:
			return { ...readFound(read, options, within), ...common, operation };
	}
}

/** What is to be found, as far as the parameters say it. */
function readFound(read: Read, options: IDataObject, within: SearchBody) {
	const filters = buildSearchFilters(
		rowsIn(read('filters'), 'filter') as unknown as SearchFilterRow[],
	);
	const body: SearchBody = { ...readQuery(read, options), ...(filters && { filters }) };
	if (read('queryType') !== 'saved') return { body: { ...within, ...body } };
	const savedSearch = String(locatorValue(read('savedSearch')) ?? '').trim();
	if (savedSearch === '') {
		throw new BadInput('Saved Search', 'is empty', 'Choose one from the list, or enter its ID.');
	}
	return { body, savedSearch };
}
