import { HOST, httpRequest, migrated, request, SIGNED_IN } from './workflows.mts';

test.each([
	['/v3/accounts', '/accounts/v1'],
	['v2025/accounts', '/accounts/v1'],
	['=/beta/accounts/{{ $json.id }}', '=/accounts/v1/{{ $json.id }}'],
	['/v3/accounts/{id}', '/accounts/v1/{id}'],
	['/v2024/accounts?limit=5&count=true', '/accounts/v1?limit=5&count=true'],
])('migrates the SailPoint ISC node: %s', (path, current) => {
	const { parameters, finding, tasks } = migrated(request(path));
	expect(parameters).toEqual({ resource: 'customRequest', path: current });
	expect(finding).toMatchObject({ current: current.replace(/^=/, '') });
	expect(tasks).toEqual([]);
});

test('migrates the SailPoint ISC node as an agent tool', () => {
	const node = { ...request('/v3/accounts', { resource: 'customRequest' }) };
	node.type += 'Tool';
	expect(migrated(node).parameters.path).toBe('/accounts/v1');
});

test('selects the operation by its method', () => {
	const path = '/v3/accounts/{id}/disable';
	const current = '/accounts/v1/{id}/disable';
	expect(migrated(request(path, { method: 'POST' })).parameters.path).toBe(current);
	expect(migrated(request(path)).parameters.path).toBe(path);
});

test.each([
	[`${HOST}/v3/accounts`, `${HOST}/accounts/v1`],
	['https://acme.api.identitynow-demo.com/v3/accounts', undefined],
	['https://acme.api.saas.sailpointfedramp.com:443/v3/accounts?x=1', undefined],
	['acme.api.identitynow.com/v3/accounts', undefined],
	['=https://{{ $vars.tenant }}.api.identitynow.com/v3/accounts', undefined],
	[
		`=${HOST}/v3/accounts/{{ $json.url.split('/')[1] }}`,
		`=${HOST}/accounts/v1/{{ $json.url.split('/')[1] }}`,
	],
	[`={{ '${HOST}' }}/v3/accounts`, `={{ '${HOST}' }}/accounts/v1`],
])(
	'migrates an HTTP Request node: %s',
	(url, current = url.replace('/v3/accounts', '/accounts/v1')) => {
		expect(migrated(httpRequest(url)).parameters).toEqual({ url: current });
	},
);

test('migrates any host of an HTTP Request node with the ISC credential', () => {
	const url = '={{ $vars.base }}/v3/accounts';
	expect(migrated(httpRequest(url, SIGNED_IN)).parameters.url).toBe(
		'={{ $vars.base }}/accounts/v1',
	);
	expect(migrated(httpRequest(url)).parameters.url).toBe(url);
});

test('ignores a previously selected credential type of an HTTP Request node', () => {
	const node = httpRequest('https://example.com/v3/accounts', {
		...SIGNED_IN,
		authentication: 'none',
	});
	expect(migrated(node).finding).toBeUndefined();
});

test('reads the method of an early HTTP Request node', () => {
	const node = httpRequest(`${HOST}/v3/accounts/1/disable`, { requestMethod: 'POST' });
	expect(migrated({ ...node, typeVersion: 2 }).parameters.url).toBe(
		`${HOST}/accounts/v1/1/disable`,
	);
});

test.each([
	['current', request('/accounts/v1/{id}')],
	['current, in the HTTP Request node', httpRequest(`${HOST}/accounts/v1`)],
	['of signing in', httpRequest(`${HOST}/oauth/token`, { method: 'POST' })],
])('keeps a request that is %s', (_what, node) => {
	const before = structuredClone(node);
	const { finding } = migrated(node);
	expect(finding).toMatchObject({ remarks: [] });
	expect(finding).not.toHaveProperty('current');
	expect(node).toEqual(before);
});

test.each([
	['an operation of our node', request('/v3/accounts', { resource: 'account' })],
	['another host', httpRequest('https://example.com/v3/accounts')],
	['a host that only looks like one', httpRequest(`${HOST}.example.com/v3/accounts`)],
	['another node', { ...request('/v3/no-such-thing'), type: 'n8n-nodes-base.set' }],
	[
		'a note',
		{ type: 'n8n-nodes-base.stickyNote', parameters: { content: `See ${HOST}/v3/accounts.` } },
	],
])('ignores %s', (_what, node) => {
	const before = structuredClone(node);
	expect(migrated(node).finding).toBeUndefined();
	expect(node).toEqual(before);
});
