import type { Operation } from '../../nodes/catalogue/operation.ts';
import { readBody } from './body.mts';
import { readFilters, readSorters } from './filters.mts';
import type { Document, Entry, ParameterObject } from './openApi.mts';
import { readPaging } from './paging.mts';
import { EXPERIMENTAL, parametersOf, readParameters } from './parameters.mts';
import type { ReadOperation } from './pickers.mts';
import type { Resolve } from './refs.mts';
import { readResponse } from './response.mts';
import { readSecurity } from './security.mts';

const inQuery = (parameters: ParameterObject[], name: string) =>
	parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);

function identity({ method, path, operation }: Entry) {
	const { operationId, summary, tags = [] } = operation;
	if (!operationId) throw new Error('has no ID');
	if (!summary) throw new Error('has no title');
	if (tags.length !== 1) throw new Error(`is filed under ${tags.length} services`);
	return {
		id: operationId,
		method: method as Operation['method'],
		path,
		service: tags[0]!,
		title: summary.trim().replace(/\s+/g, ' ').replace(/\.$/, ''),
	};
}

/**
 * Reads all that can be told of an operation by itself.
 * @throws saying what of it is not understood
 */
export function readOperation(entry: Entry, document: Document, resolve: Resolve): ReadOperation {
	const { operation } = entry;
	const all = parametersOf(entry, resolve);
	const { response, item } = readResponse(entry, Boolean(inQuery(all, 'limit')), resolve);
	const { paging, taken } = readPaging(
		all,
		entry.method === 'GET' && response.kind === 'list',
		resolve,
	);
	const filters = inQuery(all, 'filters');
	const sorters = inQuery(all, 'sorters');
	const facts: Operation = {
		...identity(entry),
		experimental: all.some(({ name }) => name === EXPERIMENTAL),
		deprecated: operation.deprecated ?? false,
		replacedBy: operation['x-replaced-by'],
		...readSecurity(operation, document),
		parameters: readParameters(entry, all, [...taken, 'filters', 'sorters'], resolve),
		paging,
		filters: filters && readFilters(filters, item, resolve),
		sorters: sorters && readSorters(sorters),
		body: readBody(entry, resolve),
		response,
	};
	return { facts, item };
}
