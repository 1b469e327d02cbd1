/* The forms in which tenants were recorded to answer, through the nodes. */
import type { INodeType } from 'n8n-workflow';
import { parse } from 'csv-parse/sync';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { records } from '../../simulator/src/recorded/records.mts';
import type { refusals } from '../../simulator/src/recorded/refusals.mts';
import { countRequests, createCredential, getFailure, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 20, accounts: 20 } });

const LIST = { method: 'GET', path: '/roles/v1', query: { parameter: [] } };
const named = (name: string) => name as keyof typeof refusals;

describe("an error returns ISC's message and a hint", () => {
	test.each<[string, RegExp, RegExp]>([
		['400 illegal value', /Value of "item.type" is empty/, /400\.1\.3 Illegal value/],
		['400 referenced object', /Referenced identity .* was not found/, /400\.1\.404/],
		['400 without causes', /already has access to "Payroll Reader"/, /tracking ID/],
		['400 detailMessage', /Specified offset is invalid/, /Request: GET \/roles\/v1/],
		['400 filter not queryable', /Properties are not queryable/, /can be filtered|filter/i],
		['400 immutable field', /Illegal attempt to modify "healthy"/, /400\.1 Bad request content/],
		['400 legacy', /Attribute healthy is not allowed/, /status 400/],
		['400 semantic', /semantically invalid/, /400\.1 Bad request content/],
		['400 two messages', /Column: "\[id\]" is unknown/, /400\.1\.3/],
		['403 standard', /refuses to authorize/, /requires one of/],
		['404 of a Go service', /role insight not found/, /tracking ID/],
		['404 plain text', /Link with ID or name 9f00aa was not found/, /check the ID/i],
		['404 standard', /did not find a current representation/, /check the ID/i],
		['500 not acceptable', /No match for accept header/, /Response Format/],
		['501 feature off', /not enabled for the tenant/, /tenant/i],
		['504 of the gateway', /^ISC returned 504/, /gateway|outage|later/i],
	])('%s', async (name, message, description) => {
		tenant().faults.add({ path: '/roles/v1', recorded: named(name) });
		const query = { parameter: [{ name: 'filters', value: 'name eq "x"' }] };
		const error = await getFailure(request(tenant(), { ...LIST, query }));
		expect(error.message).toMatch(message);
		expect(`${error.message} ${error.description}`).toMatch(description);
	});

	test('renews the token after a 401 and repeats the request', async () => {
		tenant().faults.add({ path: '/roles/v1', recorded: '401 expired', times: 1 });
		await request(tenant(), { ...LIST, limit: 1 });
		expect(countRequests(tenant(), 'GET /roles/v1')).toBe(2);
	});

	test('waits after a 429 in plain text and repeats the request', async () => {
		tenant().faults.add({ path: '/roles/v1', recorded: '429 in words', times: 1 });
		await request(tenant(), { ...LIST, limit: 1 });
		expect(countRequests(tenant(), 'GET /roles/v1')).toBe(2);
	});

	test.each<[string, RegExp, RegExp]>([
		['token: invalid scope', /Invalid scope: sp:scopes:all/, /'Scope'/],
		['token: invalid client', /Bad client credentials/, /secret/],
	])('%s', async (name, message, description) => {
		tenant().faults.add({ path: '/oauth/token', recorded: named(name) });
		const error = await getFailure(request(tenant(), LIST));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(countRequests(tenant(), 'GET /roles/v1')).toBe(0);
	});
});

describe('records are returned unchanged', () => {
	const all = Object.values(records);
	const body = all as unknown[];

	test('in a list', async () => {
		tenant().faults.add({ path: '/accounts/v1', status: 200, body, total: body.length });
		const { items } = await request(tenant(), { ...LIST, path: '/accounts/v1', returnAll: true });
		expect(items.map(({ json }) => json)).toEqual(all);
	});

	test('in a CSV file, with the columns of all records', async () => {
		tenant().faults.add({ path: '/accounts/v1', status: 200, body, total: body.length });
		const { items } = await request(tenant(), {
			...LIST,
			path: '/accounts/v1',
			returnAll: true,
			options: { output: 'csv' },
		});
		const text = Buffer.from(items[0]!.binary!.data!.data, 'base64').toString();
		const rows = parse<Record<string, string>>(text, { columns: true });
		expect(rows).toHaveLength(all.length);
		expect(rows.find(({ id }) => id === 'aa01')!['attributes.accountFlags']).toBe(
			'["Normal User Account"]',
		);
		expect(rows.find(({ stage }) => stage === 'Completed')!.sources).toBe('Active Directory');
	});

	test('in a search, including the last one without an ID', async () => {
		const found = all.filter((record) => !('access' in record));
		const last = records['event without an ID'];
		const ordered = [...found.filter((record) => record !== last), last];
		tenant().faults.add({ path: '/search/v1', status: 200, body: ordered, total: ordered.length });
		const { items } = await runNode(createCredential(tenant()), {
			nodeType: new IscSearch() as INodeType,
			parameters: { operation: 'search', query: '*', returnAll: true },
		});
		expect(items.map(({ json }) => json)).toEqual(ordered);
	});
});
