import type { IDataObject } from 'n8n-workflow';

import { getFailure, request, useTenant } from './fixture.mts';

const tenant = useTenant({ counts: { identities: 10, accounts: 600 }, logBodies: true });

/** Whether a request went out that is no sign-in. */
const isAsked = () => tenant().counters.requests.some(({ url }) => !url.startsWith('/oauth'));
const urls = () => tenant().counters.requests.map(({ url }) => url);
const list = (more: IDataObject) => ({ resource: 'account', operation: 'listAccountsV1', ...more });
const chosen = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;
const listById = (more: IDataObject) => ({
	resource: 'apiOperation',
	apiOperation: chosen('listAccountsV1'),
	...more,
});
const load = (more: IDataObject) => ({
	resource: 'source',
	operation: 'importAccountsV1',
	pathParameter1: chosen(tenant().data.sources.idAt(0)),
	...more,
});
const get = (pathParameter1: IDataObject) => ({
	resource: 'account',
	operation: 'getAccountV1',
	pathParameter1,
});
const nothing = '={{ $json.nothing }}';

test('text of true and false is taken for what it says', async () => {
	const few = await request(tenant(), list({ returnAll: '={{ "false" }}', limit: 3 }));
	expect(few.items).toHaveLength(3);
	const all = await request(tenant(), list({ returnAll: '={{ "TRUE" }}', limit: 3 }));
	expect(all.items).toHaveLength(600);
});

test('choices are taken in any case', async () => {
	const { items } = await request(
		tenant(),
		list({ limit: 3, options: { output: 'CSV', apiVersion: '={{ "V3" }}' } }),
	);
	expect(items[0]!.json).toMatchObject({ fileName: 'accounts.csv', records: 3 });
	expect(urls().at(-1)).toMatch(/^\/v3\/accounts/);
});

test.each<[string, () => IDataObject, string | RegExp]>([
	[
		'a switch',
		() => list({ returnAll: 'maybe' }),
		/'Return All' must be true or false, not 'maybe'/,
	],
	[
		'a format',
		() => list({ options: { responseFormat: 'Text' } }),
		/'Response Format' has an unsupported value: 'Text'/,
	],
	[
		'a style',
		() => list({ options: { pagination: 'page' } }),
		/'Pagination' has an unsupported value: 'page'/,
	],
	[
		'a version',
		() => list({ options: { apiVersion: 'v9' } }),
		/'API Version' has an unsupported value: 'v9'/,
	],
	[
		'an output',
		() => list({ options: { output: 'xls' } }),
		/'Output' has an unsupported value: 'xls'/,
	],
	[
		'a conjunction',
		() => {
			const row = { field: 'name', operator: 'sw', value: 'a' };
			return list({ combineFilters: 'nor', filterRows: { filter: [row, row] } });
		},
		/'Combine Filters' has an unsupported value: 'nor'/,
	],
	[
		'a format of reports',
		() => load({ completion: 'wait', options: { reportFormat: 'xls' } }),
		/'Report Format' has an unsupported value: 'xls'/,
	],
	['no object', () => get(chosen(nothing)), /^'Account' is required/],
	['an object for an ID', () => get(chosen('={{ ({ id: 1 }) }}')), /^'Account' must be text/],
	[
		'an address without an ID',
		() => get(chosen('https://acme.identitynow.com/ui/a/admin', 'url')),
		/^'Account' is a URL without an ID/,
	],
	[
		'no object of one of all',
		() => ({
			resource: 'apiOperation',
			apiOperation: chosen('GET /accounts/v1/{id}'),
			pathParameter1: chosen(nothing),
		}),
		/^'Path Parameter 1' is required/,
	],
	[
		'no job',
		() => ({ resource: 'job', operation: 'waitForJob', jobType: 'task', jobId: nothing }),
		/^'Job ID' is empty/,
	],
	[
		'a filter twice',
		() =>
			listById({
				specifyValues: 'json',
				jsonQuery: '{"filters": "id pr"}',
				filterRows: { filter: [{ field: 'name', operator: 'sw', value: 'a' }] },
			}),
		/^'Filters' is set, and so is 'filters'/,
	],
	[
		'query parameters that are none',
		() => listById({ specifyValues: 'json', jsonQuery: '[1]' }),
		/^'Query Parameters' must be a JSON object/,
	],
	[
		'a filter without field',
		() => list({ filterRows: { filter: [{ field: nothing, operator: nothing, value: 'a' }] } }),
		/^'Filters' contains a row without a field/,
	],
])('%s that cannot be used is refused before a request', async (_what, parameters, message) => {
	expect((await getFailure(request(tenant(), parameters()))).message).toMatch(message);
	expect(isAsked()).toBe(false);
});

test('a body that was left empty is empty, and no text', async () => {
	const parameters = { method: 'POST', path: '/search/v1/count', bodyType: 'raw', body: '' };
	await getFailure(request(tenant(), { ...parameters, rawContentType: 'application/json' }));
	const { body } = tenant().counters.requests.at(-1)!;
	expect(body ?? '').toBe('');
});

test('Return All without pages is said', async () => {
	const options = { responseFormat: 'full' };
	const { hints } = await request(tenant(), list({ returnAll: true, options }));
	expect(hints.map(({ message }) => message).join()).toMatch(
		/^'Return All' has no effect with this 'Response Format'\. To save all records to a file, choose .*\.$/,
	);
	expect((await request(tenant(), list({ options }))).hints).toEqual([]);
});
