import { HOST, httpRequest, migrated, request } from './workflows.mts';

const filters = (value: string) => ({
	query: { parameter: [{ name: 'filters', value }] },
});

test('adds no remark to a plain list', () => {
	const query = { ...filters('sourceId eq "1" and name sw "a"'), specifyQuery: 'fields' };
	expect(migrated(request('/v3/accounts?limit=5&offset=0', query)).notes).toEqual([]);
});

test.each([
	['in the path', request('/v3/accounts?colour=red')],
	[
		'in the fields of the SailPoint ISC node',
		request('/v3/accounts', { query: { parameter: [{ name: 'colour' }] } }),
	],
	[
		'in JSON of the SailPoint ISC node',
		request('/v3/accounts', { specifyQuery: 'json', jsonQuery: '{"colour":"red"}' }),
	],
	[
		'in the HTTP Request node',
		httpRequest(`${HOST}/v3/accounts`, {
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'colour', value: 'red' }] },
		}),
	],
	[
		'in JSON of the HTTP Request node',
		httpRequest(`${HOST}/v3/accounts`, {
			sendQuery: true,
			specifyQuery: 'json',
			jsonQuery: '{"colour":"red"}',
		}),
	],
])('remarks on an unknown query parameter %s', (_where, node) => {
	expect(migrated(node).notes).toEqual([expect.stringContaining("query parameter 'colour'")]);
});

test('ignores a disabled query', () => {
	const node = httpRequest(`${HOST}/v3/accounts`, {
		queryParameters: { parameters: [{ name: 'colour', value: 'red' }] },
	});
	expect(migrated(node).notes).toEqual([]);
});

test.each([
	['colour eq "red"', ["'colour'"]],
	['name eq "colour eq 1"', []],
	['=name eq "{{ $json.colour eq 1 }}"', []],
])('remarks on unknown fields of the filter %s', (filter, expected) => {
	expect(migrated(request('/v3/accounts', filters(filter))).notes).toEqual(
		expected.map((name) => expect.stringContaining(`The filter uses ${name}`) as string),
	);
});

test('remarks on an operation that is still deprecated', () => {
	const { notes } = migrated(request('/v2025/access-request-config'));
	expect(notes).toEqual([expect.stringContaining('Use GET /access-request-config/v2 instead')]);
});

test('remarks on a request that the version does not have', () => {
	const { parameters, notes } = migrated(request('/v3/entitlements'));
	expect(parameters.path).toBe('/entitlements/v1');
	expect(notes).toEqual(["The documents of v3 don't contain this request."]);
});
