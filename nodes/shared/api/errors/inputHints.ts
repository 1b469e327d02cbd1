import type { ApiRequest } from '../types';
import { matchesAll, mentionsText, hasStatus, type HintRule, type HintContext } from './hintRules';

/** Returns whether the operation is a search: only a search has the body field `searchAfter`. */
const isSearch = ({ request }: HintContext) =>
	request.operation?.body?.fields.some(({ name }) => name === 'searchAfter') ?? false;

/** Number of results that a search returns by offset. */
const SEARCH_WINDOW = 10_000;
const isBeyondWindow = ({ request: { query } }: HintContext) =>
	Number(query.offset ?? 0) + Number(query.limit ?? 0) > SEARCH_WINDOW;

/** Describes the documented filter fields of a list with their operators. */
function describeFilterFields(request: ApiRequest): string {
	const fields = Object.entries(request.operation?.filters?.fields ?? {});
	return fields.length === 0
		? 'See the documentation of the endpoint for its fields and operators.'
		: `This list supports: ${fields.map(([name, { operators }]) => `${name} (${operators.join(' ')})`).join(', ')}.`;
}

/** Returns the names of required query parameters that the request doesn't have. */
function findMissingParameters(request: ApiRequest): string[] {
	const { parameters = [], filters } = request.operation ?? {};
	const required = parameters
		.filter((parameter) => parameter.in === 'query' && parameter.required)
		.map(({ name }) => name);
	return [...required, ...(filters?.required ? ['filters'] : [])].filter(
		(name) => request.query[name] === undefined,
	);
}

/** Hints about the parameters and the body of a request. */
export const INPUT_HINTS: HintRule[] = [
	{
		when: matchesAll(hasStatus(400), mentionsText(/experimental/i)),
		hint: () => "Turn on 'Experimental API' under Options. This endpoint is experimental.",
	},
	{
		when: matchesAll(
			hasStatus(400, 415),
			({ request }) =>
				request.method === 'PATCH' &&
				request.headers['content-type'] !== 'application/json-patch+json',
		),
		hint: () =>
			'Set \'Body Type\' to \'JSON Patch\'. Most PATCH endpoints require a list of changes, for example [{"op": "replace", "path": "/name", "value": "New"}].',
	},
	{
		when: matchesAll(
			hasStatus(400),
			({ request }) => request.headers['content-type'] === 'application/json-patch+json',
		),
		hint: () =>
			'Check that each path exists and can be changed. IDs, dates, and other fields that ISC maintains are read-only.',
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) => findMissingParameters(request).length > 0),
		hint: ({ request }) =>
			`Add the required query parameters: ${findMissingParameters(request).join(', ')}.`,
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) =>
			/%[0-9A-F]{2}/i.test(String(request.query.filters ?? '')),
		),
		hint: () =>
			'Enter the filter as plain text, for example name sw "Smith & Sons". It is encoded automatically, but looks encoded already.',
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) => request.query.filters !== undefined),
		hint: ({ request }) =>
			`Check the filter: write operators in lowercase (eq, sw, co, in, pr, isnull, ...), put text in double quotes, and write a quote in text as \\". ${describeFilterFields(request)}`,
	},
	{
		when: matchesAll(
			hasStatus(400),
			({ request }) => request.query.sorters !== undefined,
			mentionsText(/sort/i),
		),
		hint: () =>
			"Check 'sorters': enter comma-separated fields, with - before a field for descending order. Each endpoint supports only the fields in its documentation.",
	},
	{
		when: matchesAll(hasStatus(400), isSearch, isBeyondWindow),
		hint: () =>
			"Use the SailPoint ISC Search node with 'Pagination' set to 'Search After', which returns all results, or lower 'Limit'. By offset, a search returns at most 10,000 results.",
	},
	{
		when: matchesAll(hasStatus(400), isSearch),
		hint: () =>
			'Check the query: put text with spaces or hyphens in double quotes (attributes.location:"BE-Brussels"), write AND, OR, and NOT in uppercase, close all parentheses, and use the field names of the documents in the index.',
	},
	{
		when: matchesAll(hasStatus(400), mentionsText(/limit|offset/i)),
		hint: () =>
			"Check 'limit' and 'offset', or lower 'Page Size' under Options. Most lists return at most 250 records per page; roles and some others return at most 50.",
	},
];
