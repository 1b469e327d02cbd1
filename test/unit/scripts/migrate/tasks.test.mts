import { HOST, httpRequest, migrated, request, SIGNED_IN } from './workflows.mts';

test.each([
	['no successor', request('/v3/mfa/token/send', { method: 'POST' }), 'has no known successor'],
	['an unknown path', request('/v3/no-such-thing'), "isn't in the catalogue"],
	['an unknown current path', request('/no-such-thing/v1'), "isn't in the catalogue"],
	[
		'an unknown method',
		request('/v3/accounts', { method: 'PUT' }),
		"PUT /v3/accounts isn't in the catalogue",
	],
	['no version', request('/accounts'), 'Suggested path: /accounts/v1.'],
	['two versions', request('/v2025/accounts/v1'), 'Suggested path: /accounts/v1.'],
	['no path', request(''), 'The path is missing.'],
	['a private API', request('/cc/api/user/list'), 'private API'],
	['a private API, by URL', httpRequest(`${HOST}/cc/api/user/list`), 'private API'],
	['the API before v3', request('/v2/accounts'), 'private API'],
	['an expression as path', request('={{ $json.path }}'), 'The path begins with an expression'],
	[
		'an expression as version',
		request('=/{{ $json.v }}/accounts'),
		'The path begins with an expression',
	],
	[
		'an expression as URL',
		httpRequest(`={{ '${HOST}/v3/accounts/' + $json.id }}`),
		'The whole URL is an expression',
	],
	[
		'an expression as URL, with the ISC credential',
		httpRequest('={{ $json.url }}', SIGNED_IN),
		'The whole URL is an expression',
	],
	[
		'an expression as method',
		httpRequest(`${HOST}/v3/accounts`, { method: '={{ $json.method }}' }),
		'The method is an expression',
	],
])('leaves a request unchanged for a check by hand: %s', (_what, node, message) => {
	const before = structuredClone(node);
	const { finding, tasks } = migrated(node);
	expect(tasks).toEqual([expect.stringContaining(message)]);
	expect(finding).not.toHaveProperty('current');
	expect(node).toEqual(before);
});

test.each([
	[
		'/v3/sources/1/provisioning-policies/CREATE',
		'/sources/v1/1/provisioning-policies/CREATE',
		'with {id} instead of {usageType}',
	],
	['/latest/access-request-config', '/access-request-config/v2', "'latest' could mean either"],
])('changes %s and asks for a check', (path, current, message) => {
	const { parameters, tasks } = migrated(request(path));
	expect(parameters.path).toBe(current);
	expect(tasks).toEqual([expect.stringContaining(message)]);
});

test('selects the service version by the legacy version', () => {
	const { parameters, tasks } = migrated(request('/v2025/access-request-config'));
	expect(parameters.path).toBe('/access-request-config/v1');
	expect(tasks).toEqual([]);
});

test('reports an expression instead of a hidden path', () => {
	const { finding } = migrated(httpRequest('={{ $json.url }}', SIGNED_IN));
	expect(finding?.call).toBe('GET (an expression)');
});

test('reports a legacy URL in code', () => {
	const code = {
		type: 'n8n-nodes-base.code',
		parameters: { jsCode: `return get('${HOST}/v3/accounts')` },
	};
	const { finding, tasks } = migrated(code);
	expect(finding).toMatchObject({ call: '', node: 'n8n-nodes-base.code' });
	expect(tasks).toEqual([expect.stringContaining("'jsCode'")]);
});

test('reports a legacy URL in a pagination rule', () => {
	const options = { pagination: { pagination: { nextURL: `=${HOST}/v3/accounts?offset=250` } } };
	const { parameters, tasks } = migrated(httpRequest(`${HOST}/v3/accounts`, { options }));
	expect(parameters.url).toBe(`${HOST}/accounts/v1`);
	expect(tasks).toEqual([expect.stringContaining("'options'")]);
});

test('ignores a current URL in code', () => {
	const parameters = { jsCode: `return get('${HOST}/accounts/v1')` };
	expect(migrated({ type: 'n8n-nodes-base.code', parameters }).finding).toBeUndefined();
});
