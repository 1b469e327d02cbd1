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
import type { Operation } from '../../shared/catalogue/types';
import { JSON_PATCH_TYPE } from '../../shared/parameters/jsonPatch';
import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum, parseBooleanParameter } from '../../shared/parameters/parse';
import { assertStraightQuotes } from '../../shared/parameters/quotes';
import { parseHeaders } from '../../shared/parameters/headers';
import { parseJsonQuery } from '../../shared/parameters/json';
import { parseNameValuePairs } from '../../shared/parameters/rows';
import { getPlaceholderNames, parsePath } from '../../shared/parameters/path';
import { readBody } from './readBody';
import type { RequestSpec } from './types';
import { tryDecodeUri } from '../../shared/parameters/tryParse';

const ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|\{[^{}]+\})$/i;

/** Returns whether a path ends in an ID, so that it probably returns one object without pages. */
const isObjectPath = (typedPath: string) =>
	ID.test(typedPath.split('?')[0]!.split('/').filter(Boolean).at(-1) ?? '');

/** Parses a query string. A plus sign stays a plus sign, because dates contain it. */
const parseQueryString = (typed: string) =>
	typed
		.split('&')
		.filter(Boolean)
		.map((pair) => {
			const [name = '', ...value] = pair.split('=');
			return [tryDecodeUri(name), tryDecodeUri(value.join('='))] as const;
		});

function readQuery(context: IExecuteFunctions, index: number, typed: string): ApiRequest['query'] {
	const source = context.getNodeParameter('specifyQuery', index, 'fields');
	const isJson = parseEnum('Specify Query', source, ['fields', 'json'], 'fields') === 'json';
	const given = isJson
		? Object.entries(parseJsonQuery(context.getNodeParameter('jsonQuery', index, {})))
		: parseNameValuePairs(context.getNodeParameter('query', index, {})).map(
				({ name, value }) => [name, value] as const,
			);
	const query = buildQuery([...parseQueryString(typed), ...given]);
	assertStraightQuotes('Query Parameters', query.filters);
	return query;
}

/** @throws ParameterError if a value is not used, because the request could reach more objects than intended */
function readPathParameters(
	context: IExecuteFunctions,
	index: number,
	typedPath: string,
): Record<string, unknown> {
	const pairs = parseNameValuePairs(context.getNodeParameter('pathParameters', index, {}));
	const names = pairs.map(({ name }) => name.replace(/^\{|\}$/g, ''));
	const repeated = names.find((name, position) => names.indexOf(name) !== position);
	if (repeated !== undefined) {
		throw new ParameterError(
			'Path Parameters',
			`contains '${repeated}' twice`,
			'Remove one of the values.',
		);
	}
	const placeholders = getPlaceholderNames(typedPath);
	const unused = names.find((name) => !placeholders.includes(name));
	if (unused !== undefined) {
		throw new ParameterError(
			'Path Parameters',
			`contains '${unused}', but the path has no {${unused}}`,
			`Add {${unused}} to 'Path', in front of any question mark, or remove the path parameter.`,
		);
	}
	return Object.fromEntries(pairs.map(({ value }, position) => [names[position]!, value]));
}

function describeLegacyPath({ method, path }: ApiRequest): string | undefined {
	const current = toCurrentPath(method, path);
	return (
		current &&
		`${path} belongs to an API version that stops working in the first quarter of 2029. Use ${current.path} instead: its responses can differ.`
	);
}

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

/** Accepts only the spelling of the editor. With any other, n8n treats the body as hidden and drops it. */
function parseMethod(given: unknown) {
	const method = METHODS.find((one) => one === given);
	if (method) return method;
	throw new ParameterError(
		'Method',
		`has an unsupported value: '${String(given)}'`,
		`Use one of: ${METHODS.join(', ')}.`,
	);
}

/** Prefers JSON, and accepts other types from endpoints that don't return JSON. */
const PREFER_JSON = 'application/json, */*;q=0.5';

/** Returns the content type of a body. Some operations take a JSON Patch as `application/json`. */
const getContentType = (contentType: string, operation: Operation | undefined) =>
	contentType === JSON_PATCH_TYPE && operation?.body?.kind === 'jsonPatch'
		? operation.body.contentType
		: contentType;

/** Returns how a list is read. If the catalogue doesn't know it, the path decides. */
function getListSpec(method: string, typedPath: string, match: OperationMatch | undefined) {
	const mayBeList = method === 'GET' && !isObjectPath(typedPath);
	if (!match) return { listPagination: DEFAULT_LIST_PAGINATION, isList: mayBeList };
	const { operation, version } = match;
	const isKnownList = method === 'GET' && operation.response.kind === 'list';
	return {
		listPagination: getListPagination(operation, version),
		isList: mayBeList || isKnownList || isPaged(operation, version),
	};
}

/**
 * Reads a custom request. If the catalogue knows its method and path, the catalogue's facts apply.
 * @throws ParameterError if a parameter is invalid
 */
export async function readCustomRequest(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): Promise<RequestSpec> {
	const method = parseMethod(context.getNodeParameter('method', index));
	const typedPath = String(context.getNodeParameter('path', index) ?? '');
	const { path, query } = parsePath(typedPath, readPathParameters(context, index, typedPath));
	const match = findOperationByRequest(method, path);
	const { operation } = match ?? {};
	const defaultFormat = operation?.response.kind === 'file' ? 'file' : 'items';
	const { body, contentType } = await readBody(context, index, method);
	const isJson = !['file', 'none'].includes(String(options.responseFormat ?? defaultFormat));
	const isExperimental =
		match !== undefined && isExperimentalInVersion(match.operation, match.version);
	const headers: Record<string, string> = {
		accept: isJson ? PREFER_JSON : '*/*',
		...(contentType && { 'content-type': getContentType(contentType, operation) }),
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
		...getListSpec(method, typedPath, match),
		defaultFormat,
		warning: describeLegacyPath(request),
	};
}
