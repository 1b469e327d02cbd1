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
	['a removed request', httpRequest('={{ $json.url }}/beta/mfa/token/send'), 'by hand'],
	['a host that suggests ISC', httpRequest('https://isc.acme.com/v3/accounts'), '/accounts/v1'],
	[
		'the host of the user interface',
		httpRequest('https://acme.identitynow.com/beta/roles'),
		'/roles/v1',
	],
	['the whole URL', httpRequest("={{ $vars.url + '/v3/accounts' }}"), "parameter 'url'"],
	['a template', httpRequest('={{ `${$vars.url}/v3/accounts/${$json.id}` }}'), "parameter 'url'"],
	['code', code('await get(`${base}/v3/accounts`)'), "parameter 'jsCode'"],
	['code without a leading slash', code("call('beta/identities')"), "parameter 'jsCode'"],
	[
		'code that hides the version',
		code(`const base = '${HOST}'; get(base + p)`),
		'contains the host of ISC',
	],
	['Python', node('n8n-nodes-base.code', { pythonCode: 'u = f"{b}/v3/search"' }), "'pythonCode'"],
	['a Set node', node('n8n-nodes-base.set', { value: '/v3/accounts' }), "parameter 'value'"],
	[
		'a pagination rule',
		httpRequest(`${HOST}/accounts/v1`, {
			...SIGNED_IN,
			options: { pagination: { nextURL: "={{ $vars.url + '/v3/accounts?offset=50' }}" } },
		}),
		"parameter 'options'",
	],
	[
		'a code tool',
		node('@n8n/n8n-nodes-langchain.toolCode', { jsCode: `fetch('${HOST}/v3/accounts')` }),
		"parameter 'jsCode'",
	],
	[
		'a node with the ISC credential',
		node('n8n-nodes-other.rest', {}, { credentials: { iscOAuth2Api: { id: '1' } } }),
		'uses the ISC credential',
	],
	[
		'the list of the polling trigger',
		node('n8n-nodes-sailpoint-isc.iscPollTrigger', { list: { value: 'GET /v3/work-items' } }),
		"parameter 'list'",
	],
	[
		'an expression as version of the SailPoint ISC node',
		request('', {
			resource: 'account',
			operation: 'listAccountsV1',
			options: { apiVersion: '={{ 1 }}' },
		}),
		"'API Version'",
	],
	[
		'an expression as operation of the SailPoint ISC node',
		request('', { resource: 'account', operation: '={{ 1 }}', options: { apiVersion: 'v3' } }),
		'Select the operation again',
	],
])('reports a legacy request to change by hand: %s', (_what, one, message) => {
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
	['a current request in code', code(`fetch('${HOST}/accounts/v1')`)],
	['a similar word', code("import x from './lib_v3/accounts'")],
])('reports no legacy request: %s', (_what, one) => {
	expect(migrated(one).finding).toBeUndefined();
});

test.each<[string, WorkflowNode[]]>([
	['a version in the expression', [httpRequest("={{ $vars.base + '/v3' }}/accounts", generic)]],
	['a name that suggests ISC', [httpRequest('={{ $vars.ISC_URL }}/accounts', generic)]],
	[
		'the ISC credential',
		[{ ...httpRequest('={{ $vars.url }}/accounts'), credentials: { iscOAuth2Api: {} } }],
	],
	[
		'another node of the workflow',
		[node('n8n-nodes-base.set', { url: HOST }), httpRequest('={{ $json.url }}/accounts', generic)],
	],
])('reports a path without version and host because of %s', (_what, nodes) => {
	const findings = migrate([{ nodes }]);
	expect(findings.filter(needsPerson)).toHaveLength(1);
});

test('migrates operations to their current version', () => {
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

test('migrates operations that were selected by a legacy path', () => {
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
])('keeps an API version that is %s', (_what, parameters) => {
	const one = request('/accounts/v1', parameters);
	const before = structuredClone(one);
	expect(migrated(one).finding?.current).toBeUndefined();
	expect(one).toEqual(before);
});

test('migrates the former HTTP tool of agents', () => {
	const tool = node('@n8n/n8n-nodes-langchain.toolHttpRequest', { url: `${HOST}/v3/accounts` });
	expect(migrated(tool).parameters.url).toBe(`${HOST}/accounts/v1`);
});

test('migrates disabled nodes', () => {
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

	test('is reported if it cannot be parsed', () => {
		const broken = node('n8n-nodes-base.executeWorkflow', { workflowJson: inner.slice(0, -1) });
		expect(migrated(broken).tasks).toEqual([expect.stringContaining("'workflowJson'")]);
	});
});

test('reports pinned data with a legacy URL', () => {
	const [finding] = migrate([{ nodes: [], pinData: { Set: [{ json: { url: `${HOST}/v3` } }] } }]);
	expect(finding).toMatchObject({ node: 'Set', remarks: [{ needsPerson: true }] });
});

test('ignores a question mark within an expression', () => {
	const { notes } = migrated(request("=/v3/accounts/{{ $json.id + '?x=1' }}?limit={{ 3 }}"));
	expect(notes).toEqual([]);
});
