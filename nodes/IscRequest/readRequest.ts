import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import type { Call } from '../client/call';
import { BadInput } from '../client/errors/failures';
import { DEFAULT_PAGE_SIZE } from '../client/paging/pageLimits';
import type { PageOptions } from '../client/paging/pages';
import { buildHeaders } from '../forms/headers';
import { readJson } from '../forms/json';
import { wholeNumber } from '../forms/number';
import { readPairs } from '../forms/pairs';
import { readPath } from '../forms/path';
import { buildQuery } from '../forms/query';
import { readBody } from './readBody';

export type ResponseFormat = 'items' | 'full' | 'file' | 'none';

/** All that the parameters of one item say. */
export interface Request {
	call: Call;
	responseFormat: ResponseFormat;
	/** Present where the answer may be a list that comes in pages. */
	paging?: PageOptions;
	/** Dotted path of the list in the answer; empty where the answer itself is the list. */
	listField: string;
	binaryField: string;
	/** Milliseconds. */
	timeout?: number;
}

/** JSON first; but an endpoint that gives only something else shall not refuse. */
const ACCEPT: Record<ResponseFormat, string> = {
	items: 'application/json, */*;q=0.5',
	full: 'application/json, */*;q=0.5',
	file: '*/*',
	none: '*/*',
};

const ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|\{[^{}]+\})$/i;

/** A path that ends in an ID gives one object: it is not asked for pages. */
const namesOneObject = (typedPath: string) =>
	ID.test(typedPath.split('?')[0]!.split('/').filter(Boolean).at(-1) ?? '');

function readQuery(context: IExecuteFunctions, index: number, typed: string) {
	const fromPath = [...new URLSearchParams(typed)];
	if (context.getNodeParameter('specifyQuery', index, 'fields') === 'fields') {
		const pairs = readPairs(context.getNodeParameter('query', index, {}));
		return buildQuery([...fromPath, ...pairs.map(({ name, value }) => [name, value] as const)]);
	}
	const query =
		readJson(context.getNodeParameter('queryJson', index, {}), 'Query Parameters') ?? {};
	if (typeof query !== 'object' || Array.isArray(query)) {
		throw new BadInput(
			'Query Parameters',
			'is no JSON object',
			'Write an object such as {"filters": "name sw \\"A\\"", "sorters": "name"}.',
		);
	}
	return buildQuery([...fromPath, ...Object.entries(query as IDataObject)]);
}

function readPathParameters(context: IExecuteFunctions, index: number): Record<string, unknown> {
	const pairs = readPairs(context.getNodeParameter('pathParameters', index, {}));
	return Object.fromEntries(pairs.map(({ name, value }) => [name.replace(/^\{|\}$/g, ''), value]));
}

/** @returns undefined where the user asks for a page of their own by a `limit` in the query */
function readPaging(
	context: IExecuteFunctions,
	index: number,
	{ limit: ownLimit, offset = 0 }: Call['query'],
	options: IDataObject,
): PageOptions | undefined {
	const returnAll = context.getNodeParameter('returnAll', index, false) as boolean;
	if (!returnAll && ownLimit !== undefined) return undefined;
	return {
		limit: returnAll
			? Infinity
			: wholeNumber('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: wholeNumber('Page Size', ownLimit ?? options.pageSize ?? DEFAULT_PAGE_SIZE, 1),
		start: wholeNumber('offset', offset, 0),
		listField: String(options.listField ?? ''),
	};
}

/**
 * Reads the parameters of a custom request.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readRequest(context: IExecuteFunctions, index: number): Promise<Request> {
	const method = context.getNodeParameter('method', index) as IHttpRequestMethods;
	const typedPath = String(context.getNodeParameter('path', index) ?? '');
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const responseFormat = (options.responseFormat ?? 'items') as ResponseFormat;

	const { path, query } = readPath(typedPath, readPathParameters(context, index));
	const { body, contentType } = await readBody(context, index, method);
	const headers: Record<string, string> = {
		accept: ACCEPT[responseFormat],
		...(contentType && { 'content-type': contentType }),
		...(options.experimental === true && { 'x-sailpoint-experimental': 'true' }),
		...buildHeaders(readPairs(context.getNodeParameter('headers', index, {}))),
	};
	const pageable = method === 'GET' && responseFormat === 'items' && !namesOneObject(typedPath);
	const call: Call = { method, path, query: readQuery(context, index, query), headers, body };

	return {
		call,
		responseFormat,
		paging: pageable ? readPaging(context, index, call.query, options) : undefined,
		listField: String(options.listField ?? ''),
		binaryField: String(options.binaryField || 'data'),
		timeout: options.timeout === undefined ? undefined : wholeNumber('Timeout', options.timeout, 1),
	};
}
