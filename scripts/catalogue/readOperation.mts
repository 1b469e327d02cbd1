import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { readBody } from './body.mts';
import { readFilters, readSorters } from './filters.mts';
import type { Document, Entry, ParameterObject } from './openApi.mts';
import { readPagination } from './pagination.mts';
import { EXPERIMENTAL, getParameters, readParameters } from './parameters.mts';
import type { ReadOperation } from './lookups.mts';
import type { Resolve } from './resolveRefs.mts';
import { readResponse } from './response.mts';
import { readSecurity } from './security.mts';

const findQueryParameter = (parameters: ParameterObject[], name: string) =>
	parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);

function readIdentity({ method, path, operation }: Entry) {
	const { operationId, summary, tags = [] } = operation;
	if (!operationId) throw new Error('has no ID');
	if (!summary) throw new Error('has no title');
	if (tags.length !== 1) throw new Error(`belongs to ${tags.length} services`);
	return {
		id: operationId,
		method: method as Operation['method'],
		path,
		service: tags[0]!,
		title: summary.trim().replace(/\s+/g, ' ').replace(/\.$/, ''),
	};
}

/** Beginnings of the titles of read-only operations. */
const READ_ONLY_TITLE =
	/^(count|filter|generate .* preview|get|perform (a )?search|predict|query|validate)\b/i;
/** Statuses of responses to write requests. */
const WRITE_STATUSES = [201, 202, 207];

/**
 * Reads the read-only flag. A wrong flag would send a write request twice, so title and status must confirm it.
 * @throws if they don't
 */
function readReadOnly(entry: Entry, { status, otherStatuses = [] }: Operation['response']) {
	const { method, operation } = entry;
	if (!operation['x-only-reads']) return undefined;
	if (method !== 'POST') throw new Error('is marked as read-only, but is not a POST');
	if (!READ_ONLY_TITLE.test(operation.summary ?? '')) {
		throw new Error(`is marked as read-only, but its title is '${operation.summary}'`);
	}
	const writeStatus = [status, ...otherStatuses].find((one) => WRITE_STATUSES.includes(one));
	if (writeStatus !== undefined)
		throw new Error(`is marked as read-only, but returns ${writeStatus}`);
	return true as const;
}

/**
 * Reads an operation, except facts that depend on other operations.
 * @throws naming the part that isn't supported
 */
export function readOperation(entry: Entry, document: Document, resolve: Resolve): ReadOperation {
	const { operation } = entry;
	const parameters = getParameters(entry, resolve);
	const { response, item } = readResponse(
		entry,
		Boolean(findQueryParameter(parameters, 'limit')),
		resolve,
	);
	const { pagination, reserved } = readPagination(
		parameters,
		entry.method === 'GET' && response.kind === 'list',
		resolve,
	);
	const filters = findQueryParameter(parameters, 'filters');
	const sorters = findQueryParameter(parameters, 'sorters');
	const facts: Operation = {
		...readIdentity(entry),
		experimental: parameters.some(({ name }) => name === EXPERIMENTAL),
		deprecated: operation.deprecated ?? false,
		readOnly: readReadOnly(entry, response),
		replacedBy: operation['x-replaced-by'],
		...readSecurity(operation, document),
		parameters: readParameters(entry, parameters, [...reserved, 'filters', 'sorters'], resolve),
		pagination,
		filters: filters && readFilters(filters, item, resolve),
		sorters: sorters && readSorters(sorters),
		body: readBody(entry, resolve),
		response,
	};
	return { operation: facts, item };
}
