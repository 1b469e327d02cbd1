import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationFor, type Match } from '../../catalogue/byPath';
import { buildQuery } from '../../catalogue/call/queryOf';
import { currentPath } from '../../catalogue/currentPath';
import { isPaged, listFactsOf, USUAL } from '../../catalogue/listFacts';
import { isExperimentalIn } from '../../catalogue/versions';
import type { Call } from '../../client/call';
import { BadInput } from '../../client/errors/failures';
import { choice } from '../../forms/choice';
import { checkQuotes } from '../../forms/quotes';
import { flag } from '../../forms/flag';
import { buildHeaders } from '../../forms/headers';
import { readJsonQuery } from '../../forms/json';
import { readPairs } from '../../forms/pairs';
import { readPath } from '../../forms/path';
import { readBody } from './readBody';
import type { Source } from './source';

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

function readQuery(context: IExecuteFunctions, index: number, typed: string): Call['query'] {
	const how = context.getNodeParameter('specifyQuery', index, 'fields');
	const isJson = choice('Specify Query', how, ['fields', 'json'], 'fields') === 'json';
	const given = isJson
		? Object.entries(readJsonQuery(context.getNodeParameter('queryJson', index, {})))
		: readPairs(context.getNodeParameter('query', index, {})).map(
				({ name, value }) => [name, value] as const,
			);
	const query = buildQuery([...pairsIn(typed), ...given]);
	checkQuotes('Query Parameters', query.filters);
	return query;
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

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

/** As the editor writes it: for any other spelling, n8n drops the body as one that isn't shown. */
function readMethod(given: unknown) {
	const method = METHODS.find((one) => one === given);
	if (method) return method;
	throw new BadInput('Method', `is '${String(given)}'`, `Use one of: ${METHODS.join(', ')}.`);
}

/** JSON first; but an endpoint that gives only something else shall not refuse. */
const JSON_FIRST = 'application/json, */*;q=0.5';

/** How a list is read that the catalogue may know; one that it doesn't is told by its path. */
function listingOf(method: string, typedPath: string, match: Match | undefined) {
	const mayBeList = method === 'GET' && !namesOneObject(typedPath);
	if (!match) return { facts: USUAL, isList: mayBeList };
	const { operation, version } = match;
	const isKnownList = method === 'GET' && operation.response.kind === 'list';
	return {
		facts: listFactsOf(operation, version),
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
): Promise<Source> {
	const method = readMethod(context.getNodeParameter('method', index));
	const typedPath = String(context.getNodeParameter('path', index) ?? '');
	const { path, query } = readPath(typedPath, readPathParameters(context, index));
	const match = operationFor(method, path);
	const { operation } = match ?? {};
	const usualFormat = operation?.response.kind === 'file' ? 'file' : 'items';
	const { body, contentType } = await readBody(context, index, method);
	const isJson = !['file', 'none'].includes(String(options.responseFormat ?? usualFormat));
	const isExperimental = match !== undefined && isExperimentalIn(match.operation, match.version);
	const headers: Record<string, string> = {
		accept: isJson ? JSON_FIRST : '*/*',
		...(contentType && { 'content-type': contentType }),
		...(flag('Experimental API', options.experimental, isExperimental) && {
			'x-sailpoint-experimental': 'true',
		}),
		...buildHeaders(readPairs(context.getNodeParameter('headers', index, {}))),
	};
	const call: Call = {
		method,
		path,
		query: readQuery(context, index, query),
		headers,
		body,
		...(operation?.readOnly && { readOnly: true }),
	};
	return {
		call,
		operation,
		...listingOf(method, typedPath, match),
		usualFormat,
		notice: legacyNotice(call),
	};
}
