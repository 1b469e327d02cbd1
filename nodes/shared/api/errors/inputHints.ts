import type { ApiRequest } from '../types';
import { matchesAll, mentionsText, hasStatus, type HintRule, type HintContext } from './hintRules';

/** A search is told by what its body can hold. */
const isSearch = ({ request }: HintContext) =>
	request.operation?.body?.fields.some(({ name }) => name === 'searchAfter') ?? false;

const SEARCH_WINDOW = 10_000;
const isBehindWindow = ({ request: { query } }: HintContext) =>
	Number(query.offset ?? 0) + Number(query.limit ?? 0) > SEARCH_WINDOW;

/** What a list can be filtered by, as its documentation says. */
function filterable(request: ApiRequest): string {
	const fields = Object.entries(request.operation?.filters?.fields ?? {});
	return fields.length === 0
		? 'each endpoint supports only the fields and operators that its documentation lists.'
		: `the documentation of this list has only ${fields.map(([name, { operators }]) => `${name} (${operators.join(' ')})`).join(', ')}.`;
}

/** Query parameters that the endpoint needs and did not get. */
function missingIn(request: ApiRequest): string[] {
	const { parameters = [], filters } = request.operation ?? {};
	const needed = parameters
		.filter(({ in: location, required }) => location === 'query' && required)
		.map(({ name }) => name);
	return [...needed, ...(filters?.required ? ['filters'] : [])].filter(
		(name) => request.query[name] === undefined,
	);
}

/** Hints about the parameters and the body of a request. */
export const INPUT_HINTS: HintRule[] = [
	{
		when: matchesAll(hasStatus(400), mentionsText(/experimental/i)),
		hint: () => "This endpoint is experimental: switch on 'Experimental API' under Options.",
	},
	{
		when: matchesAll(
			hasStatus(400, 415),
			({ request }) =>
				request.method === 'PATCH' &&
				request.headers['content-type'] !== 'application/json-patch+json',
		),
		hint: () =>
			'Most PATCH endpoints take a list of changes: choose \'JSON Patch\' as \'Body Type\', such as [{"op": "replace", "path": "/name", "value": "New"}].',
	},
	{
		when: matchesAll(
			hasStatus(400),
			({ request }) => request.headers['content-type'] === 'application/json-patch+json',
		),
		hint: () =>
			'Check that each path exists and may be changed: IDs, dates and other fields kept by ISC are immutable.',
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) => missingIn(request).length > 0),
		hint: ({ request }) =>
			`The endpoint needs ${missingIn(request).join(', ')} among the query parameters.`,
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) =>
			/%[0-9A-F]{2}/i.test(String(request.query.filters ?? '')),
		),
		hint: () =>
			'The filter looks encoded already. Write it in plain text, as in name sw "Smith & Sons": it is encoded when it is sent.',
	},
	{
		when: matchesAll(hasStatus(400), ({ request }) => request.query.filters !== undefined),
		hint: ({ request }) =>
			`Check the filter: operators are in lower case (eq, sw, co, in, pr, isnull ...), text stands in double quotes with \\" for a quote in it, and ${filterable(request)}`,
	},
	{
		when: matchesAll(
			hasStatus(400),
			({ request }) => request.query.sorters !== undefined,
			mentionsText(/sort/i),
		),
		hint: () =>
			"Check 'sorters': a list of fields separated by commas, with - before a field for descending; each endpoint supports only the fields that its documentation lists.",
	},
	{
		when: matchesAll(hasStatus(400), isSearch, isBehindWindow),
		hint: () =>
			"A search gives no more than 10,000 results by offset. Use the node SailPoint ISC Search with 'Search After' as 'Pagination', which goes on as far as there are results, or lower 'Limit'.",
	},
	{
		when: matchesAll(hasStatus(400), isSearch),
		hint: () =>
			'Check the query: text with spaces or hyphens stands in double quotes (attributes.location:"BE-Brussels"), AND, OR and NOT are in upper case, brackets come in pairs, and fields are called as in the documents of the index.',
	},
	{
		when: matchesAll(hasStatus(400), mentionsText(/limit|offset/i)),
		hint: () =>
			"Check 'limit' and 'offset': most lists give at most 250 records at a time, roles and some others 50. Lower 'Page Size' under Options.",
	},
];
