import { HOST, httpRequest, migrated, request } from './workflows.mts';

const filters = (value: string) => ({
	query: { parameter: [{ name: 'filters', value }] },
});

test('nothing to note on a plain list', () => {
	const query = { ...filters('sourceId eq "1" and name sw "a"'), specifyQuery: 'fields' };
	expect(migrated(request('/v3/accounts?limit=5&offset=0', query)).notes).toEqual([]);
});

test.each([
	['in the path', request('/v3/accounts?colour=red')],
	['in our fields', request('/v3/accounts', { query: { parameter: [{ name: 'colour' }] } })],
	['in our JSON', request('/v3/accounts', { specifyQuery: 'json', jsonQuery: '{"colour":"red"}' })],
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
])('a query parameter that is not known, %s', (_where, node) => {
	expect(migrated(node).notes).toEqual([expect.stringContaining("query parameter 'colour'")]);
});

test('a query that is not sent is not looked at', () => {
	const node = httpRequest(`${HOST}/v3/accounts`, {
		queryParameters: { parameters: [{ name: 'colour', value: 'red' }] },
	});
	expect(migrated(node).notes).toEqual([]);
});

test.each([
	['colour eq "red"', ["'colour'"]],
	['name eq "colour eq 1"', []],
	['=name eq "{{ $json.colour eq 1 }}"', []],
])('fields of a filter that are not known: %s', (filter, expected) => {
	expect(migrated(request('/v3/accounts', filters(filter))).notes).toEqual(
		expected.map((name) => expect.stringContaining(`The filter uses ${name}`) as string),
	);
});

test('deprecated today too', () => {
	const { notes } = migrated(request('/v2025/access-request-config'));
	expect(notes).toEqual([expect.stringContaining('GET /access-request-config/v2 replaces it')]);
});

test('a version that does not have the call', () => {
	const { parameters, notes } = migrated(request('/v3/entitlements'));
	expect(parameters.path).toBe('/entitlements/v1');
	expect(notes).toEqual(['The documents of v3 do not list this call.']);
});
