import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { getFailure, request, useTenant } from './fixture.mts';

const tenant = useTenant({ counts: { identities: 10, accounts: 20 }, logBodies: true });
const asked = () => tenant().counters.requests.filter(({ url }) => !url.startsWith('/oauth'));

const item = {
	json: { empty: '', none: null, blank: '  ', object: {}, list: [], text: 'undefined', n: 1 },
};
const run = (parameters: IDataObject) => request(tenant(), parameters, { items: [item as never] });
const get = (more: IDataObject) => ({ method: 'GET', path: '/accounts/v1', limit: 1, ...more });
const post = (more: IDataObject) => ({ method: 'POST', path: '/search/v1', ...more });
const rows = (value: unknown, name = 'x') => ({ parameter: [{ name, value }] }) as IDataObject;
const rl = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;

/** An expression alone, or within a text. */
const SOURCES = ['missing', 'none', 'empty', 'blank', 'text', 'list'];

describe.each(SOURCES)('what %s gives', (name) => {
	const piece = `{{ $json.${name} }}`;
	test.each<[string, IDataObject, RegExp]>([
		['a path', get({ path: `=/accounts/v1/${piece}` }), /^'Path'/],
		['the middle of a path', get({ path: `=/accounts/v1/${piece}/entitlements` }), /^'Path'/],
		['a path made in one', get({ path: `={{ "/accounts/v1/" + $json.${name} }}` }), /^'Path'/],
		['a query in the path', get({ path: `=/accounts/v1?sorters=${piece}` }), /^'Path'/],
		['a filter in the path', get({ path: `=/accounts/v1?filters=id eq "${piece}"` }), /^'Path'/],
		[
			'a path parameter',
			get({ path: '/accounts/v1/{id}', pathParameters: rows(`=${piece}`, 'id') }),
			/^'Path Parameters'/,
		],
		[
			'a query parameter',
			get({ query: rows(`=${piece}`) }),
			/^'Query Parameters' has no value for 'x'/,
		],
		['the name of one', get({ query: rows('1', `=${piece}`) }), /^'Query Parameters'/],
		[
			'a filter',
			get({ query: rows(`=identityId eq "${piece}"`, 'filters') }),
			/^'Query Parameters'/,
		],
		[
			'query parameters as JSON',
			get({ specifyQuery: 'json', jsonQuery: `={"owner-id": "${piece}"}` }),
			/^'Query Parameters' has no value for 'owner-id'/,
		],
		['a header', get({ headers: rows(`=${piece}`) }), /^'Headers' has no value for 'x'/],
		['a body', post({ body: `=${piece}` }), /^'Body'/],
		['a raw body', post({ bodyType: 'raw', body: `=${piece}` }), /^'Body'/],
		[
			'the query of a search',
			post({ body: `={"indices": ["identities"], "query": {"query": "id:\\"${piece}\\""}}` }),
			/^'Body'/,
		],
		['an ID in a body', post({ path: '/x/v1', body: `={"identityId": "${piece}"}` }), /^'Body'/],
		[
			'a part of a form',
			post({
				bodyType: 'formData',
				formData: { part: [{ kind: 'text', name: 'a', value: `=${piece}` }] },
			}),
			/^'Form Data' has no value for 'a'/,
		],
		[
			'a filter row',
			{
				resource: 'account',
				operation: 'listAccountsV1',
				filterRows: { filter: [{ field: 'identityId', operator: 'eq', value: `=${piece}` }] },
			},
			/^'Filters'/,
		],
		[
			'a filter expression',
			{
				resource: 'account',
				operation: 'listAccountsV1',
				options: { filterExpression: `=identityId eq "${piece}"` },
			},
			/^'Options' has no value for 'Filter Expression'/,
		],
		[
			'an order',
			{
				resource: 'account',
				operation: 'listAccountsV1',
				sorterRows: { sorter: [{ field: `=${piece}` }] },
			},
			/^'Sort By'/,
		],
		[
			'an object',
			{ resource: 'account', operation: 'getAccountV1', pathParameter1: rl(`=${piece}`) },
			/^'Account'/,
		],
		[
			'the field of a change',
			{
				resource: 'account',
				operation: 'updateAccountV1',
				pathParameter1: rl('1'),
				changes: { change: [{ op: 'remove', path: rl(`=/attributes/${piece}`, 'path') }] },
			},
			/^'Changes'/,
		],
		['a job', { resource: 'job', jobType: 'task', jobId: `=${piece}` }, /^'Job ID'/],
		[
			'an invocation',
			{
				resource: 'triggerInvocation',
				operation: 'completeInvocation',
				invocation: `=${piece}`,
				invocationOutput: '{}',
			},
			/^'Invocation'/,
		],
	])('%s is refused before a request', async (_what, parameters, message) => {
		expect((await getFailure(run(parameters))).message).toMatch(message);
		expect(asked()).toEqual([]);
	});
});

test.each(['=SP_{{ $json.missing }}', '={{ $json.n }}-{{ $json.none }}', '=a{{ $json.object }}'])(
	'part of a text is missed: %s',
	async (value) => {
		expect((await getFailure(run(get({ query: rows(value) })))).message).toMatch(/for 'x'/);
	},
);

test.each<[string, IDataObject]>([
	['empty', get({ query: rows('') })],
	['an expression without anything to work out', get({ query: rows('=') })],
	['empty JSON', get({ specifyQuery: 'json', jsonQuery: '{"sorters": ""}' })],
	['an empty suffix', get({ path: '=/accounts/v1{{ $json.n > 1 ? "?sorters=name" : "" }}' })],
	['a slash at the end', get({ path: '/accounts/v1' })],
	['a typed slash at the end', get({ path: '=/{{ $json.a?.b ?? "accounts" }}/v1/' })],
	['zero', get({ query: rows('={{ 0 }}', 'offset') })],
	['text that only looks like a filter', get({ query: rows('={{ "Sign" + " in" }}') })],
	[
		'what is typed empty beside an expression',
		get({ specifyQuery: 'json', jsonQuery: '={"sorters": "", "offset": {{ $json.n }} }' }),
	],
	[
		'what is typed empty in a body beside an expression',
		post({
			path: '/accounts/v1/a/disable',
			body: '={"externalVerificationId": null, "list": [""], "forceProvisioning": {{ $json.n > 0 }} }',
		}),
	],
	[
		'null in a body that describes',
		{
			method: 'POST',
			path: '/transforms/v1',
			body: '={{ { name: "N", type: "lower", attributes: null } }}',
		},
	],
])('what is meant is sent: %s', async (_what, parameters) => {
	await run(parameters).catch(() => {});
	expect(asked()).toHaveLength(1);
});

describe('a field of an operation, as the editor stores it', () => {
	const policy = (values: IDataObject) => ({
		resource: 'apiOperation',
		apiOperation: rl('PUT /password-policies/v1/{id}', 'list'),
		pathParameter1: rl('p1'),
		values: buildOperationFields(getOperationById('setPasswordPolicyV1')!, {
			'body.name': 'P',
			...values,
		}),
	});
	const body = () => JSON.parse(String(JSON.stringify(asked()[0]!.body))) as IDataObject;

	test.each([
		['body.minLength', '12', { minLength: 12 }],
		['body.minLength', 12, { minLength: 12 }],
		['body.minLength', '', {}],
		['body.minLength', '={{ $json.empty }}', {}],
		['body.minLength', '={{ $json.none }}', {}],
		['body.minLength', '={{ $json.missing }}', {}],
		['body.minLength', '={{ 0 }}', { minLength: 0 }],
		['body.useDictionary', '={{ "TRUE" }}', { useDictionary: true }],
		['body.useDictionary', '={{ $json.empty }}', {}],
		['body.useDictionary', '={{ $json.missing }}', {}],
		['body.sourceIds', '={{ $json.empty }}', {}],
		['body.sourceIds', 'a, b', { sourceIds: ['a', 'b'] }],
		['body.sourceIds', '={{ $json.list }}', { sourceIds: [] }],
		['body.description', '={{ $json.empty }}', {}],
		['body.description', '', {}],
	])('%s = %j', async (name, value, sent) => {
		await run(policy({ [name]: value })).catch(() => {});
		expect(body()).toEqual({ name: 'P', ...sent });
	});

	const campaign = (name: string, value: string) => ({
		resource: 'apiOperation',
		apiOperation: rl('POST /campaigns/v1', 'list'),
		values: buildOperationFields(getOperationById('createCampaignV1')!, {
			'body.name': 'C',
			'body.description': 'D',
			'body.type': 'MANAGER',
			[name]: value,
		}),
	});

	test.each([
		['body.deadline', '={{ $json.empty }}', undefined],
		['body.deadline', '={{ $json.none }}', undefined],
		['body.deadline', '={{ "2030-01-31T12:00:00Z" }}', '2030-01-31T12:00:00Z'],
		['body.correlatedStatus', '={{ $json.empty }}', undefined],
		['body.correlatedStatus', '={{ "correlated" }}', 'CORRELATED'],
		['body.emailNotificationEnabled', '={{ $json.blank.trim() }}', undefined],
		['body.emailNotificationEnabled', '={{ "false" }}', false],
		['body.searchCampaignInfo', '={{ ({ type: "ACCESS" }) }}', { type: 'ACCESS' }],
		['body.searchCampaignInfo', '', undefined],
	])('of a campaign: %s = %s', async (name, value, sent) => {
		await run(campaign(name, value)).catch(() => {});
		expect(body()[name.slice('body.'.length)]).toEqual(sent);
	});

	test.each(['={{ $json.empty }}', '={{ $json.missing }}', '={{ $json.none }}'])(
		'what says whom a campaign is about must be there: %s',
		async (value) => {
			const error = await getFailure(run(campaign('body.filter', value)));
			expect(error.message).toMatch(/^'Values' has no value for 'filter'/);
			expect(asked()).toEqual([]);
		},
	);

	test('without any value yet', async () => {
		const values = { mappingMode: 'defineBelow', value: null, schema: [], matchingColumns: [] };
		await run({ resource: 'account', operation: 'listAccountsV1', limit: 1, values });
		expect(asked()).toHaveLength(1);
	});

	const token = (value: string) => ({
		resource: 'apiOperation',
		apiOperation: rl('POST /personal-access-tokens/v1', 'list'),
		values: buildOperationFields(getOperationById('createPersonalAccessTokenV1')!, {
			'body.name': 'T',
			'body.expirationDate': value,
		}),
	});

	test.each([
		['2030-01-31', '2030-01-31T05:00:00.000Z'],
		['2030-01-31T12:00:00', '2030-01-31T17:00:00.000Z'],
		['2030-01-31T12:00:00+02:00', '2030-01-31T10:00:00.000Z'],
		['2030-01-31T12:00:00Z', '2030-01-31T12:00:00Z'],
		['={{ $json.empty }}', undefined],
	])('a date without an offset is in the time zone of the workflow: %s', async (typed, sent) => {
		await run(token(typed)).catch(() => {});
		expect(body().expirationDate).toBe(sent);
	});

	test('what would give a token all scopes is refused', async () => {
		const parameters = token('');
		const value = { 'body.name': 'T', 'body.scope': '={{ $json.missing }}' };
		const values = buildOperationFields(getOperationById('createPersonalAccessTokenV1')!, value);
		expect((await getFailure(run({ ...parameters, values }))).message).toMatch(/for 'scope'/);
	});
});

describe.each(['missing', 'none', 'empty', 'blank'])(
	'a default does not stand in for what %s gives',
	(name) => {
		const nothing = `={{ $json.${name} }}`;
		const row = { field: 'name', operator: 'sw', value: 'a' };
		const accounts = (more: IDataObject) => ({
			resource: 'account',
			operation: 'listAccountsV1',
			...more,
		});
		const load = (more: IDataObject) => ({
			resource: 'source',
			operation: 'importAccountsV1',
			pathParameter1: rl('1'),
			...more,
		});

		test.each<[string, IDataObject, string]>([
			['Return All', accounts({ returnAll: nothing }), "'Return All' "],
			['Limit', accounts({ limit: nothing }), "'Limit' "],
			[
				'Combine Filters',
				accounts({ combineFilters: nothing, filterRows: { filter: [row, row] } }),
				"'Combine Filters' ",
			],
			['Resource', accounts({ resource: nothing }), "'Operation' "],
			['Operation', accounts({ operation: nothing }), "'Operation' "],
			[
				'API Operation',
				{ resource: 'apiOperation', apiOperation: rl(nothing) },
				"'API Operation' ",
			],
			['Specify Values', load({ specifyValues: nothing }), "'Specify Values' "],
			['Completion', load({ completion: nothing }), "'Completion' "],
			['Method', get({ method: nothing }), "'Method' "],
			['Specify Query', get({ specifyQuery: nothing }), "'Specify Query' "],
			['Body Type', post({ bodyType: nothing }), "'Body Type' "],
			['API Version', accounts({ options: { apiVersion: nothing } }), "for 'API Version'"],
			['Pagination', accounts({ options: { pagination: nothing } }), "for 'Pagination'"],
			['Fields', accounts({ options: { fields: nothing } }), "for 'Fields'"],
			['Output', accounts({ options: { output: nothing } }), "for 'Output'"],
			[
				'Response Format',
				accounts({ options: { responseFormat: nothing } }),
				"for 'Response Format'",
			],
			[
				'Write in Parallel',
				load({ options: { parallelWrites: nothing } }),
				"for 'Write in Parallel'",
			],
			[
				'Descending',
				accounts({ sorterRows: { sorter: [{ field: 'name', descending: nothing }] } }),
				"'Sort By' ",
			],
			[
				'the type of a change',
				{
					resource: 'account',
					operation: 'updateAccountV1',
					pathParameter1: rl('1'),
					changes: {
						change: [{ op: 'replace', path: rl('/a', 'path'), valueType: nothing, value: '1' }],
					},
				},
				"'Changes' ",
			],
		])('%s', async (_what, parameters, message) => {
			expect((await getFailure(run(parameters))).message).toContain(message);
			expect(asked()).toEqual([]);
		});
	},
);

test('a method in lower case, of which n8n would drop the body, is refused', async () => {
	const parameters = post({ method: 'post', body: '{"indices": ["identities"]}' });
	expect((await getFailure(run(parameters))).message).toBe(
		"'Method' has an unsupported value: 'post'",
	);
	expect(asked()).toEqual([]);
});

describe('text put together of several values, of which one is missing', () => {
	const bulkDelete = (jsonBody: string) => ({
		resource: 'apiOperation',
		apiOperation: rl('POST /roles/v1/bulk-delete', 'list'),
		specifyValues: 'json',
		jsonBody,
	});
	const text = '={{ $json.n }}-{{ $json.none }}';
	const requestFor = (values: IDataObject) => ({
		resource: 'apiOperation',
		apiOperation: rl('POST /access-requests/v1', 'list'),
		values: buildOperationFields(getOperationById('createAccessRequestV1')!, {
			'body.requestedItems': '[{"id": "a", "type": "ROLE"}]',
			...values,
		}),
	});

	test.each<[string, IDataObject]>([
		[
			'a comment',
			{
				resource: 'apiOperation',
				apiOperation: rl('POST /access-request-approvals/v1/{approvalId}/approve', 'list'),
				pathParameter1: rl('a'),
				values: buildOperationFields(getOperationById('approveAccessRequestV1')!, {
					'body.comment': text,
				}),
			},
		],
		[
			'a description in a form',
			post({
				path: '/x/v1',
				bodyType: 'formData',
				formData: { part: [{ kind: 'text', name: 'description', value: text }] },
			}),
		],
		[
			'a name in JSON',
			post({
				path: '/transforms/v1',
				body: '={"name": "{{ $json.n }}-{{ $json.none }}", "type": "lower", "attributes": {}}',
			}),
		],
		[
			'the value of a change',
			{
				resource: 'account',
				operation: 'updateAccountV1',
				pathParameter1: rl('1'),
				changes: {
					change: [{ op: 'replace', path: rl('/a', 'path'), valueType: 'string', value: text }],
				},
			},
		],
	])('is sent where it describes: %s', async (_what, parameters) => {
		await run(parameters).catch(() => {});
		expect(asked()).toHaveLength(1);
	});

	test.each<[string, IDataObject]>([
		['an ID', requestFor({ 'body.requestedFor': text })],
		['IDs', requestFor({ 'body.requestedFor': '={{ $json.n }},{{ $json.none }}' })],
		['an entry of a list', requestFor({ 'body.requestedFor': '={{ [$json.n, $json.none] }}' })],
		[
			'what is done',
			requestFor({ 'body.requestedFor': 'a', 'body.requestType': '={{ $json.none }}' }),
		],
		[
			'an entry of a filter',
			{
				resource: 'account',
				operation: 'listAccountsV1',
				filterRows: {
					filter: [{ field: 'identityId', operator: 'in', value: '={{ ["a", $json.none] }}' }],
				},
			},
		],
		['an entry of a list in JSON', bulkDelete('={"roleIds": ["id-{{ $json.none }}"]}')],
		['a list in JSON', bulkDelete('={"roleIds": ["a", "{{ $json.n }}{{ $json.none }}"]}')],
		[
			'a value of the path by that name',
			get({ path: '/accounts/v1/{name}', pathParameters: rows(text, 'name') }),
		],
	])('is refused where it selects: %s', async (_what, parameters) => {
		expect((await getFailure(run(parameters))).message).toMatch(/has no value/);
		expect(asked()).toEqual([]);
	});
});

test('values of fields that the editor no longer shows are not sent', async () => {
	const { schema, ...values } = buildOperationFields(getOperationById('listAccountsV1')!, {
		'query.detailLevel': 'SLIM',
		'query.for-subadmin': 'me',
		body: '{}',
	}) as unknown as { schema: Array<{ id: string }> };
	const removed = schema.map((field) => ({ ...field, removed: field.id !== 'query.for-subadmin' }));
	const list = { resource: 'apiOperation', apiOperation: rl('GET /accounts/v1', 'list'), limit: 1 };
	await run({ ...list, values: { ...values, schema } as never });
	await run({ ...list, values: { ...values, schema: removed } as never });
	expect(asked().map(({ url }) => url.split('?')[1]!.split('&').sort().join('&'))).toEqual([
		'detailLevel=SLIM&limit=1&offset=0',
		'limit=1&offset=0',
	]);
});
