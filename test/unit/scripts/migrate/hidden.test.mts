import { migrate, needsPerson } from '../../../../scripts/migrate/migrate.mts';
import type { WorkflowNode } from '../../../../scripts/migrate/workflow.mts';
import { HOST, httpRequest, migrated, request, SIGNED_IN } from './workflows.mts';

const node = (type: string, parameters: Record<string, unknown>, more = {}): WorkflowNode => ({
	name: 'Node',
	type,
	parameters,
	...more,
});
const code = (jsCode: string) => node('n8n-nodes-base.code', { jsCode });
const generic = { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' };

test.each<[string, WorkflowNode, string]>([
	['a variable', httpRequest('={{ $vars.ISC_URL }}/v3/accounts', generic), '/accounts/v1'],
	[
		'another node',
		httpRequest("={{ $('Set').item.json.url }}/beta/roles/1", generic),
		'/roles/v1/1',
	],
	[
		'a part of the host',
		httpRequest('=https://{{ $json.host }}/v2025/sources', generic),
		'/sources/v1',
	],
	['the private API', httpRequest('={{ $json.url }}/cc/api/user/list', generic), 'by hand'],
	['a call that is gone', httpRequest('={{ $json.url }}/beta/mfa/token/send'), 'by hand'],
	['a host that hints at ISC', httpRequest('https://isc.acme.com/v3/accounts'), '/accounts/v1'],
	[
		'the host of the user interface',
		httpRequest('https://acme.identitynow.com/beta/roles'),
		'/roles/v1',
	],
	['the whole URL', httpRequest("={{ $vars.url + '/v3/accounts' }}"), "parameter 'url'"],
	['a template', httpRequest('={{ `${$vars.url}/v3/accounts/${$json.id}` }}'), "parameter 'url'"],
	['code', code('await get(`${base}/v3/accounts`)'), "parameter 'jsCode'"],
	['code without the slash', code("call('beta/identities')"), "parameter 'jsCode'"],
	['code that hides the version', code(`const base = '${HOST}'; get(base + p)`), 'names the host'],
	['Python', node('n8n-nodes-base.code', { pythonCode: 'u = f"{b}/v3/search"' }), "'pythonCode'"],
	['a Set node', node('n8n-nodes-base.set', { value: '/v3/accounts' }), "parameter 'value'"],
	[
		'the next page',
		httpRequest(`${HOST}/accounts/v1`, {
			...SIGNED_IN,
			options: { pagination: { nextURL: "={{ $vars.url + '/v3/accounts?offset=50' }}" } },
		}),
		"parameter 'options'",
	],
	[
		'a tool in code',
		node('@n8n/n8n-nodes-langchain.toolCode', { jsCode: `fetch('${HOST}/v3/accounts')` }),
		"parameter 'jsCode'",
	],
	[
		'a node that signs in to ISC',
		node('n8n-nodes-other.rest', {}, { credentials: { iscOAuth2Api: { id: '1' } } }),
		'signs in with the credential',
	],
	[
		'the list of the polling trigger',
		node('n8n-nodes-sailpoint-isc.iscPollTrigger', { list: { value: 'GET /v3/work-items' } }),
		"parameter 'list'",
	],
	[
		'an expression as version of our node',
		request('', {
			resource: 'account',
			operation: 'listAccountsV1',
			options: { apiVersion: '={{ 1 }}' },
		}),
		"'API Version'",
	],
	[
		'an expression as operation of our node',
		request('', { resource: 'account', operation: '={{ 1 }}', options: { apiVersion: 'v3' } }),
		'choose the operation again',
	],
])('a legacy call is found, and left to a person: %s', (_what, one, message) => {
	const before = structuredClone(one);
	const { tasks } = migrated(one);
	expect(tasks).toEqual([expect.stringContaining(message)]);
	expect(one).toEqual(before);
});

test.each<[string, WorkflowNode]>([
	['another API', httpRequest('https://graph.microsoft.com/beta/users')],
	['another API in code', code("fetch('https://graph.microsoft.com/beta/accounts')")],
	['an unknown name', httpRequest('={{ $vars.url }}/v3/no-such-thing')],
	['an unknown host without a version', httpRequest('={{ $vars.url }}/accounts')],
	['a current call in code', code(`fetch('${HOST}/accounts/v1')`)],
	['a word that ends so', code("import x from './lib_v3/accounts'")],
])('reports no legacy call: %s', (_what, one) => {
	expect(migrated(one).finding).toBeUndefined();
});

test.each<[string, WorkflowNode[]]>([
	['a version in the expression', [httpRequest("={{ $vars.base + '/v3' }}/accounts", generic)]],
	['a name that hints at ISC', [httpRequest('={{ $vars.ISC_URL }}/accounts', generic)]],
	[
		'our credential',
		[{ ...httpRequest('={{ $vars.url }}/accounts'), credentials: { iscOAuth2Api: {} } }],
	],
	[
		'a node beside it',
		[node('n8n-nodes-base.set', { url: HOST }), httpRequest('={{ $json.url }}/accounts', generic)],
	],
])('a path without version behind an unknown host is left to a person by %s', (_what, nodes) => {
	const findings = migrate([{ nodes }]);
	expect(findings.filter(needsPerson)).toHaveLength(1);
});

test('operations of our node are moved to their current version', () => {
	const { finding, parameters } = migrated(
		request('', {
			resource: 'account',
			operation: 'getAccountV1',
			options: { apiVersion: 'beta', fields: 'id' },
		}),
	);
	expect(parameters.options).toEqual({ apiVersion: 'current', fields: 'id' });
	expect(finding).toMatchObject({ call: 'GET /beta/accounts/{id}', current: '/accounts/v1/{id}' });
});

test('so are those that were chosen by a legacy path', () => {
	const apiOperation = { __rl: true, mode: 'id', value: 'GET /v3/accounts/{id}' };
	const { parameters, tasks } = migrated(request('', { resource: 'apiOperation', apiOperation }));
	expect(parameters.apiOperation).toMatchObject({ value: 'GET /accounts/v1/{id}' });
	expect(tasks).toEqual([]);
});

test.each([
	[
		'current',
		{ resource: 'account', operation: 'listAccountsV1', options: { apiVersion: 'current' } },
	],
	['not set', { resource: 'account', operation: 'listAccountsV1' }],
	['of a custom request', { resource: 'customRequest', options: { apiVersion: 'v3' } }],
])('an API version that is %s stays', (_what, parameters) => {
	const one = request('/accounts/v1', parameters);
	const before = structuredClone(one);
	expect(migrated(one).finding?.current).toBeUndefined();
	expect(one).toEqual(before);
});

test('the former HTTP tool of agents is migrated', () => {
	const tool = node('@n8n/n8n-nodes-langchain.toolHttpRequest', { url: `${HOST}/v3/accounts` });
	expect(migrated(tool).parameters.url).toBe(`${HOST}/accounts/v1`);
});

test('disabled nodes are migrated like others', () => {
	const { parameters } = migrated({ ...request('/v3/accounts'), disabled: true } as WorkflowNode);
	expect(parameters.path).toBe('/accounts/v1');
});

describe('a workflow inside a node', () => {
	const inner =
		'{"nodes": [{"name": "x", "type": "n8n-nodes-sailpoint-isc.isc", "parameters": {"resource": "customRequest", "path": "/v3/accounts"}}], "n": 1.0}';
	const changed = inner.replace('/v3/accounts', '/accounts/v1');

	test.each([
		['text', inner, changed],
		['text marked as expression', `=${inner}`, `=${changed}`],
		['an object', JSON.parse(inner) as unknown, JSON.parse(changed) as unknown],
	])('is migrated as %s', (_what, workflowJson, after) => {
		for (const type of [
			'n8n-nodes-base.executeWorkflow',
			'@n8n/n8n-nodes-langchain.toolWorkflow',
		]) {
			const one = node(type, { workflowJson: structuredClone(workflowJson) });
			const findings = migrate([{ nodes: [one] }]);
			expect(findings.map((finding) => finding.node)).toEqual(['Node > x']);
			expect(one.parameters!.workflowJson).toEqual(after);
		}
	});

	test('that cannot be read is left to a person', () => {
		const broken = node('n8n-nodes-base.executeWorkflow', { workflowJson: inner.slice(0, -1) });
		expect(migrated(broken).tasks).toEqual([expect.stringContaining("'workflowJson'")]);
	});
});

test('pinned data with a legacy URL is left to a person', () => {
	const [finding] = migrate([{ nodes: [], pinData: { Set: [{ json: { url: `${HOST}/v3` } }] } }]);
	expect(finding).toMatchObject({ node: 'Set', remarks: [{ needsPerson: true }] });
});

test('a question mark within an expression begins no query', () => {
	const { notes } = migrated(request("=/v3/accounts/{{ $json.id + '?x=1' }}?limit={{ 3 }}"));
	expect(notes).toEqual([]);
});
