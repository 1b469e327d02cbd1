import { gzipSync } from 'node:zlib';

import { getFailure, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startServer } from './server.mts';

const tenant = useTenant();

const json = { 'content-type': 'application/json' };
const GET = { method: 'GET', path: '/connectors/v1/x' };

interface Given {
	headers?: Record<string, string | number>;
	parts: Array<string | Buffer>;
}

const startWith = async ({ headers = {}, parts }: Given) =>
	await startServer((_request, response) => {
		response.writeHead(200, { ...json, ...headers });
		for (const part of parts) response.write(part);
		response.end();
	});

const schema = JSON.stringify('{"type":"object"}');

test.each<[string, Given]>([
	['in chunks', { parts: [schema.slice(0, 3), schema.slice(3)] }],
	['with its length', { headers: { 'content-length': schema.length }, parts: [schema] }],
	['packed', { headers: { 'content-encoding': 'gzip' }, parts: [gzipSync(schema)] }],
	['after a byte order mark', { parts: ['\uFEFF', schema] }],
])('JSON text that starts with a brace is whole: %s', async (_what, given) => {
	for (const method of ['GET', 'POST']) {
		const server = await startWith(given);
		const { items } = await runNode(server.store, { parameters: { ...GET, method, body: '{}' } });
		expect(items[0]!.json).toEqual({ value: '{"type":"object"}' });
		expect(server.asked()).toHaveLength(1);
	}
});

test.each<[string, Given]>([
	['in chunks', { parts: ['[{"id":1},{"id"'] }],
	['packed', { headers: { 'content-encoding': 'gzip' }, parts: [gzipSync('[{"id":1}')] }],
	[
		'packed, the packing itself',
		{ headers: { 'content-encoding': 'gzip' }, parts: [gzipSync('[{"id":1}]').subarray(0, 20)] },
	],
])('JSON that breaks off: %s', async (_what, given) => {
	const server = await startWith(given);
	const { message, description } = await getFailure(
		runNode(server.store, { parameters: { ...GET, method: 'POST', body: '{}' } }),
	);
	expect(message).toMatch(/: the response was incomplete$/);
	expect(description).toMatch(/ISC may have processed it/);
	expect(server.asked()).toHaveLength(1);
});

test('numbers that JavaScript cannot hold keep their digits', async () => {
	const list =
		'[{"id":"1","attributes":{"pwdLastSet":133512345678901234,"employeeNumber":12345678901234567890,"n":5}}]';
	const server = await startWith({ parts: [list] });
	const fields = 'id,attributes.pwdLastSet,attributes.employeeNumber';
	for (const options of [
		{},
		{ output: 'csv' },
		...['items', 'csv', 'json', 'jsonl'].map((output) => ({ output, fields })),
	]) {
		const parameters = { method: 'GET', path: '/accounts/v1', options };
		const { items, hints } = await runNode(server.store, { parameters });
		expect(hints.map(({ message }) => message).join()).toMatch(
			/returned as text to keep all digits/,
		);
		const text = items[0]!.binary
			? Buffer.from(items[0]!.binary.data!.data, 'base64').toString()
			: JSON.stringify(items[0]!.json);
		expect(text).toMatch(/133512345678901234\b/);
		expect(text).toMatch(/12345678901234567890/);
	}
});

test.each([
	['a gateway', { status: 504, gatewayPage: true }, /^ISC returned 504: Gateway Timeout$/],
	['ISC', { status: 503 }, /^ISC returned 503: /],
])('an outage that %s tells of warns of a write', async (_what, fault, says) => {
	tenant().faults.add({ path: '/reports/v1/run', ...fault });
	const { message, description } = await getFailure(
		request(tenant(), { method: 'POST', path: '/reports/v1/run', body: '{}' }),
	);
	expect(message).toMatch(says);
	expect(description).toMatch(/ISC may have processed it/);
	expect(description).not.toMatch(/API of a tenant/);
	expect(tenant().counters.byRoute['POST /reports/v1/run']).toBe(1);
});

test.each(['GET', 'POST'])(
	'%s of a feature that the tenant does not have says so',
	async (method) => {
		tenant().faults.add({ path: '/machine-identities/v1', status: 501 });
		const { message, description } = await getFailure(
			request(tenant(), { method, path: '/machine-identities/v1', body: '{}' }),
		);
		expect(message).toMatch(/^ISC returned 501: /);
		expect(description).toMatch(/The feature isn't available in your tenant/);
		expect(tenant().counters.requests.filter(({ url }) => url !== '/oauth/token')).toHaveLength(1);
	},
);

test('a list that goes on from a number that JavaScript would round names all of its digits', async () => {
	const next: string[] = [];
	const server = await startServer((request, response) => {
		const after = new URL(request.url!, 'http://isc').searchParams.get('searchAfter');
		if (after) next.push(after);
		const from = after ? 2 : 0;
		const page = [0, 1].map((n) => `{"id":"${from + n}","size":13351234567890123${from + n}}`);
		const headers = { ...json, 'x-total-count': 4 };
		response.writeHead(200, headers).end(next.length > 1 ? '[]' : `[${page.join()}]`);
	});
	const parameters = {
		method: 'GET',
		path: '/accounts/v1?sorters=size,id',
		returnAll: true,
		options: { output: 'jsonl', pagination: 'searchAfter' },
	};
	const { items } = await runNode(server.store, { parameters });
	expect(items[0]!.json.records).toBe(4);
	expect(next[0]).toBe('133512345678901231,1');
});
