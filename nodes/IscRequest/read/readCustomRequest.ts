import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { currentPath } from '../../catalogue/currentPath';
import type { Call } from '../../client/call';
import { listFacts } from '../../catalogue/listFacts';
import { flag } from '../../forms/flag';
import { buildHeaders } from '../../forms/headers';
import { readJsonQuery } from '../../forms/json';
import { readPairs } from '../../forms/pairs';
import { readPath } from '../../forms/path';
import { buildQuery } from '../../forms/query';
import { readBody } from './readBody';
import type { Source } from './source';

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
	const query = readJsonQuery(context.getNodeParameter('queryJson', index, {}));
	return buildQuery([...fromPath, ...Object.entries(query)]);
}

function readPathParameters(context: IExecuteFunctions, index: number): Record<string, unknown> {
	const pairs = readPairs(context.getNodeParameter('pathParameters', index, {}));
	return Object.fromEntries(pairs.map(({ name, value }) => [name.replace(/^\{|\}$/g, ''), value]));
}

function legacyNotice({ method, path }: Call): string | undefined {
	const current = currentPath(method, path);
	return (
		current &&
		`${path} is of a version that stops working in the first quarter of 2029. The current path is ${current.path}; answers may differ.`
	);
}

/** JSON first; but an endpoint that gives only something else shall not refuse. */
const JSON_FIRST = 'application/json, */*;q=0.5';

/**
 * Reads a request whose method and path the user gives.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readCustomRequest(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<Source> {
	const method = context.getNodeParameter('method', index) as IHttpRequestMethods;
	const typedPath = String(context.getNodeParameter('path', index) ?? '');
	const { path, query } = readPath(typedPath, readPathParameters(context, index));
	const { body, contentType } = await readBody(context, index, method);
	const isJson = !['file', 'none'].includes(String(options.responseFormat ?? 'items'));
	const headers: Record<string, string> = {
		accept: isJson ? JSON_FIRST : '*/*',
		...(contentType && { 'content-type': contentType }),
		...(flag('Experimental API', options.experimental, false) && {
			'x-sailpoint-experimental': 'true',
		}),
		...buildHeaders(readPairs(context.getNodeParameter('headers', index, {}))),
	};
	const call: Call = { method, path, query: readQuery(context, index, query), headers, body };
	return {
		call,
		facts: listFacts(path),
		isList: method === 'GET' && !namesOneObject(typedPath),
		usualFormat: 'items',
		notice: legacyNotice(call),
	};
}
