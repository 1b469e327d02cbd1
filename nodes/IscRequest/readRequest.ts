import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import type { Call } from '../client/call';
import { BadInput } from '../client/errors/failures';
import { factsOf, type PagingStyle } from '../client/paging/lists';
import type { PageOptions } from '../client/paging/page';
import { RATE_LIMIT } from '../client/send';
import { buildHeaders } from '../forms/headers';
import { readJson } from '../forms/json';
import { wholeNumber } from '../forms/number';
import { readPairs } from '../forms/pairs';
import { readPath } from '../forms/path';
import { buildQuery } from '../forms/query';
import { readFields } from '../sinks/fields';
import { readBody } from './readBody';
import { readFile, type FileRequest } from './readFile';

export type ResponseFormat = 'items' | 'full' | 'file' | 'none';

/** All that the parameters of one item say. */
export interface Request {
	call: Call;
	responseFormat: ResponseFormat;
	/** Present where the answer may be a list that comes in pages. */
	paging?: PageOptions;
	/** Dotted path of the list in the answer; empty where the answer itself is the list. */
	listField: string;
	/** Whether the user named it, so that there must be a list. */
	isOwnListField: boolean;
	/** Dotted paths of what is kept of each record; empty for all. */
	fields: string[];
	/** Present where the records go into a file. */
	file?: FileRequest;
	binaryField: string;
	/** Milliseconds. */
	timeout?: number;
	/** Requests in any 10 seconds. */
	rateLimit: number;
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
	{ path, query: { limit: ownLimit, offset = 0 } }: Pick<Call, 'path' | 'query'>,
	options: IDataObject,
	listField: string,
): PageOptions | undefined {
	const returnAll = context.getNodeParameter('returnAll', index, false) as boolean;
	if (!returnAll && ownLimit !== undefined) return undefined;
	const facts = factsOf(path);
	const start = wholeNumber('offset', offset, 0);
	return {
		limit: returnAll
			? Infinity
			: wholeNumber('Limit', context.getNodeParameter('limit', index, 50), 1),
		pageSize: wholeNumber('Page Size', ownLimit ?? options.pageSize ?? facts.maxPage, 1),
		start,
		style: readStyle(options.pagination, facts.style, start),
		listField,
	};
}

/** Where the list starts at an offset of the user's, it goes on by offset. */
const readStyle = (chosen: unknown, usual: PagingStyle, start: number): PagingStyle =>
	chosen !== undefined && chosen !== 'auto'
		? (chosen as PagingStyle)
		: start > 0 && usual === 'searchAfter'
			? 'offset'
			: usual;

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
	const ownListField = String(options.listField ?? '');
	const listField = ownListField || (responseFormat === 'items' ? factsOf(path).listField : '');
	const pageable = method === 'GET' && responseFormat === 'items' && !namesOneObject(typedPath);
	const call: Call = { method, path, query: readQuery(context, index, query), headers, body };

	return {
		call,
		responseFormat,
		paging: pageable ? readPaging(context, index, call, options, listField) : undefined,
		listField,
		isOwnListField: ownListField !== '',
		fields: readFields(String(options.fields ?? '')),
		file: responseFormat === 'items' ? readFile(options, path) : undefined,
		binaryField: String(options.binaryField || 'data'),
		timeout: options.timeout === undefined ? undefined : wholeNumber('Timeout', options.timeout, 1),
		rateLimit: wholeNumber('Rate Limit', options.rateLimit ?? RATE_LIMIT, 1),
	};
}
