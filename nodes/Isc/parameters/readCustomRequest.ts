import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { findOperationByRequest, type OperationMatch } from '../../shared/catalogue/findOperation';
import { buildQuery } from '../../shared/catalogue/buildRequest/query';
import { toCurrentPath } from '../../shared/catalogue/toCurrentPath';
import {
	isPaged,
	getListPagination,
	DEFAULT_LIST_PAGINATION,
} from '../../shared/catalogue/listPagination';
import { isExperimentalInVersion } from '../../shared/catalogue/legacyVersions';
import type { ApiRequest } from '../../shared/api/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum, parseBooleanParameter } from '../../shared/parameters/parse';
import { assertStraightQuotes } from '../../shared/parameters/quotes';
import { parseHeaders } from '../../shared/parameters/headers';
import { parseJsonQuery } from '../../shared/parameters/json';
import { parseNameValuePairs } from '../../shared/parameters/rows';
import { parsePath } from '../../shared/parameters/path';
import { readBody } from './readBody';
import type { RequestSpec } from './types';

const ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|\{[^{}]+\})$/i;

/** A path that ends in an ID gives one object, as far as is known: it isn't asked for pages. */
const namesOneObject = (typedPath: string) =>
	ID.test(typedPath.split('?')[0]!.split('/').filter(Boolean).at(-1) ?? '');

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** A query behind a path. Unlike in a form, a plus is a plus: dates have them. */
const pairsIn = (typed: string) =>
	typed
		.split('&')
		.filter(Boolean)
		.map((pair) => {
			const [name = '', ...value] = pair.split('=');
			return [decoded(name), decoded(value.join('='))] as const;
		});

function readQuery(context: IExecuteFunctions, index: number, typed: string): ApiRequest['query'] {
	const how = context.getNodeParameter('specifyQuery', index, 'fields');
	const isJson = parseEnum('Specify Query', how, ['fields', 'json'], 'fields') === 'json';
	const given = isJson
		? Object.entries(parseJsonQuery(context.getNodeParameter('jsonQuery', index, {})))
		: parseNameValuePairs(context.getNodeParameter('query', index, {})).map(
				({ name, value }) => [name, value] as const,
			);
	const query = buildQuery([...pairsIn(typed), ...given]);
	assertStraightQuotes('Query Parameters', query.filters);
	return query;
}

function readPathParameters(context: IExecuteFunctions, index: number): Record<string, unknown> {
	const pairs = parseNameValuePairs(context.getNodeParameter('pathParameters', index, {}));
	return Object.fromEntries(pairs.map(({ name, value }) => [name.replace(/^\{|\}$/g, ''), value]));
}

function legacyNotice({ method, path }: ApiRequest): string | undefined {
	const current = toCurrentPath(method, path);
	return (
		current &&
		`${path} is of a version that stops working in the first quarter of 2029. The current path is ${current.path}; answers may differ.`
	);
}

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

/** As the editor writes it: for any other spelling, n8n drops the body as one that isn't shown. */
function readMethod(given: unknown) {
	const method = METHODS.find((one) => one === given);
	if (method) return method;
	throw new ParameterError('Method', `is '${String(given)}'`, `Use one of: ${METHODS.join(', ')}.`);
}

/** JSON first; but an endpoint that gives only something else shall not refuse. */
const JSON_FIRST = 'application/json, */*;q=0.5';

/** How a list is read that the catalogue may know; one that it doesn't is told by its path. */
function listingOf(method: string, typedPath: string, match: OperationMatch | undefined) {
	const mayBeList = method === 'GET' && !namesOneObject(typedPath);
	if (!match) return { listPagination: DEFAULT_LIST_PAGINATION, isList: mayBeList };
	const { operation, version } = match;
	const isKnownList = method === 'GET' && operation.response.kind === 'list';
	return {
		listPagination: getListPagination(operation, version),
		isList: mayBeList || isKnownList || isPaged(operation, version),
	};
}

/**
 * Reads a request whose method and path the user gives. What the catalogue knows of them holds here, too.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readCustomRequest(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<RequestSpec> {
	const method = readMethod(context.getNodeParameter('method', index));
	const typedPath = String(context.getNodeParameter('path', index) ?? '');
	const { path, query } = parsePath(typedPath, readPathParameters(context, index));
	const match = findOperationByRequest(method, path);
	const { operation } = match ?? {};
	const defaultFormat = operation?.response.kind === 'file' ? 'file' : 'items';
	const { body, contentType } = await readBody(context, index, method);
	const isJson = !['file', 'none'].includes(String(options.responseFormat ?? defaultFormat));
	const isExperimental =
		match !== undefined && isExperimentalInVersion(match.operation, match.version);
	const headers: Record<string, string> = {
		accept: isJson ? JSON_FIRST : '*/*',
		...(contentType && { 'content-type': contentType }),
		...(parseBooleanParameter('Experimental API', options.experimental, isExperimental) && {
			'x-sailpoint-experimental': 'true',
		}),
		...parseHeaders(parseNameValuePairs(context.getNodeParameter('headers', index, {}))),
	};
	const request: ApiRequest = {
		method,
		path,
		query: readQuery(context, index, query),
		headers,
		body,
		operation,
	};
	return {
		request,
		operation,
		...listingOf(method, typedPath, match),
		defaultFormat,
		warning: legacyNotice(request),
	};
}
