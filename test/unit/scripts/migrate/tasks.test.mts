import { HOST, httpRequest, migrated, request, SIGNED_IN } from './workflows.mts';

test.each([
	['no successor', request('/v3/mfa/token/send', { method: 'POST' }), 'has no successor'],
	['an unknown path', request('/v3/no-such-thing'), 'no call that the catalogue knows'],
	['an unknown current path', request('/no-such-thing/v1'), 'no call that the catalogue knows'],
	['an unknown method of it', request('/v3/accounts', { method: 'PUT' }), 'PUT /v3/accounts is no'],
	['no version', request('/accounts'), 'perhaps /accounts/v1 is meant'],
	['two versions', request('/v2025/accounts/v1'), 'perhaps /accounts/v1 is meant'],
	['no path', request(''), 'It has no path.'],
	['a private API', request('/cc/api/user/list'), 'private API'],
	['a private API, by URL', httpRequest(`${HOST}/cc/api/user/list`), 'private API'],
	['an API before all others', request('/v2/accounts'), 'private API'],
	['an expression as path', request('={{ $json.path }}'), 'makes the beginning of the path'],
	['an expression as version', request('=/{{ $json.v }}/accounts'), 'beginning of the path'],
	[
		'an expression as URL',
		httpRequest(`={{ '${HOST}/v3/accounts/' + $json.id }}`),
		'makes the whole URL',
	],
	[
		'an expression as URL, with our credential',
		httpRequest('={{ $json.url }}', SIGNED_IN),
		'makes the whole URL',
	],
	[
		'an expression as method',
		httpRequest(`${HOST}/v3/accounts`, { method: '={{ $json.method }}' }),
		'The method is an expression',
	],
])('stays, and needs a person: %s', (_what, node, message) => {
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
		'it takes {id} in place of {usageType}',
	],
	['/latest/access-request-config', '/access-request-config/v2', "'latest' does not tell"],
])('changed, and to be checked all the same: %s', (path, current, message) => {
	const { parameters, tasks } = migrated(request(path));
	expect(parameters.path).toBe(current);
	expect(tasks).toEqual([expect.stringContaining(message)]);
});

test('of two versions of a service the legacy version tells which is meant', () => {
	const { parameters, tasks } = migrated(request('/v2025/access-request-config'));
	expect(parameters.path).toBe('/access-request-config/v1');
	expect(tasks).toEqual([]);
});

test('the report says so in place of a path that an expression hides', () => {
	const { finding } = migrated(httpRequest('={{ $json.url }}', SIGNED_IN));
	expect(finding?.call).toBe('GET (an expression)');
});

test('a legacy URL where nothing is changed', () => {
	const code = {
		type: 'n8n-nodes-base.code',
		parameters: { jsCode: `return get('${HOST}/v3/accounts')` },
	};
	const { finding, tasks } = migrated(code);
	expect(finding).toMatchObject({ call: '', node: 'n8n-nodes-base.code' });
	expect(tasks).toEqual([expect.stringContaining("'jsCode'")]);
});

test('a legacy URL for the next page of a call', () => {
	const options = { pagination: { pagination: { nextURL: `=${HOST}/v3/accounts?offset=250` } } };
	const { parameters, tasks } = migrated(httpRequest(`${HOST}/v3/accounts`, { options }));
	expect(parameters.url).toBe(`${HOST}/accounts/v1`);
	expect(tasks).toEqual([expect.stringContaining("'options'")]);
});

test('a current URL in code is nothing to do', () => {
	const parameters = { jsCode: `return get('${HOST}/accounts/v1')` };
	expect(migrated({ type: 'n8n-nodes-base.code', parameters }).finding).toBeUndefined();
});
