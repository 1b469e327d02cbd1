import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';
import { sendIn, startServer } from './server.mts';

const STATUSES = [301, 302, 303, 307, 308];
const json = { 'content-type': 'application/json' };

let elsewhere: RecordingServer;
beforeAll(async () => {
	elsewhere = await startRecordingServer((_request, response) => {
		response.writeHead(200, json).end('[{"id": "theirs"}]');
	});
});
beforeEach(() => elsewhere.requests.splice(0));
afterAll(async () => await elsewhere.close());

/** A tenant that redirects one path and answers all others. */
async function redirecting(status: number, location?: string) {
	const server = await startServer((request, response) => {
		if (request.url?.startsWith('/roles/v1')) {
			response.writeHead(status, { ...(location !== undefined && { location }) }).end();
		} else {
			response.writeHead(200, json).end('[{"id": "ours"}]');
		}
	});
	return server;
}

const WRITES = STATUSES.flatMap((status) =>
	['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({ status, method })),
);

test.each(WRITES)('sends $method once and fails when ISC returns $status', async (given) => {
	const server = await redirecting(given.status, `${elsewhere.url}/there?token=secret`);
	const parameters = { method: given.method, path: '/roles/v1', bodyType: 'json', body: '{"a":1}' };
	const error = await getFailure(runNode(server.store, { parameters }));
	expect(error.message).toBe(`ISC returned ${given.status}: a redirect to ${elsewhere.url}/there`);
	expect(error.description).toMatch(/ISC may have processed the request/);
	expect(server.asked()).toEqual([`${given.method} /roles/v1`]);
	expect(elsewhere.requests).toHaveLength(0);
});

test("sends a write once when it's redirected to an unreachable host", async () => {
	const gone = await startRecordingServer(() => {});
	await gone.close();
	const server = await redirecting(307, `${gone.url}/there`);
	const parameters = { method: 'POST', path: '/roles/v1', body: '{}' };
	const { message } = await getFailure(runNode(server.store, { parameters }));
	expect(message).toBe(`ISC returned 307: a redirect to ${gone.url}/there`);
	expect(server.asked()).toEqual(['POST /roles/v1']);
});

test.each(STATUSES)('follows a %i of a read within the tenant, with its token', async (status) => {
	const server = await redirecting(status, '/v2/roles?limit=5&id=1&id=2#there');
	const { items } = await runNode(server.store, {
		parameters: { method: 'GET', path: '/roles/v1' },
	});
	expect(items.map(({ json: { id } }) => id)).toEqual(['ours']);
	expect(server.asked().at(-1)).toBe('GET /v2/roles?limit=5&id=1&id=2');
	expect(server.requests.at(-1)!.headers.authorization).toBe('Bearer opaque-token');
});

test.each(['there', './there', '/roles/there', '?page=2'])(
	'an address counts from the path that was asked: %s',
	async (location) => {
		const server = await startServer((request, response) => {
			if (request.url?.includes('limit=')) response.writeHead(302, { location }).end();
			else response.writeHead(200, json).end('{"id": "ours"}');
		});
		const { items } = await runNode(server.store, {
			parameters: { method: 'GET', path: '/roles/v1' },
		});
		expect(items[0]!.json).toEqual({ id: 'ours' });
		expect(server.asked().at(-1)).toBe(
			location === '?page=2' ? 'GET /roles/v1?page=2' : 'GET /roles/there',
		);
	},
);

test.each([
	['another host', () => `${elsewhere.url}/accounts`],
	['another host without a scheme', () => `//${elsewhere.url.replace('http://', '')}/accounts`],
])("doesn't follow a redirect of a read to %s", async (_what, location) => {
	const server = await redirecting(302, location());
	const { message, description } = await getFailure(
		runNode(server.store, { parameters: { method: 'GET', path: '/roles/v1' } }),
	);
	expect(message).toBe(`ISC returned 302: a redirect to ${elsewhere.url}/accounts`);
	expect(description).toMatch(/Redirects to another host aren't followed/);
	expect(server.asked()).toHaveLength(1);
	expect(elsewhere.requests).toHaveLength(0);
});

test('follows a redirect of a search only if it keeps its body', async () => {
	const body = '{"indices":["identities"]}';
	const operation = getOperationById('searchPostV1');
	const search = { method: 'POST', path: '/search/v1', body, operation } as const;
	for (const [status, asked] of [
		[308, ['POST /search/v1', 'POST /there']],
		[302, ['POST /search/v1']],
	] as const) {
		const server = await startServer((request, response) => {
			if (request.url === '/there') response.writeHead(200, json).end('[]');
			else response.writeHead(status, { location: '/there' }).end();
		});
		await sendIn(server.store, search).catch(() => {});
		expect(server.asked()).toEqual(asked);
	}
});

test('follows at most five redirects', async () => {
	const server = await startServer((_request, response) => {
		response.writeHead(302, { location: '/roles/v1' }).end();
	});
	const { message, description } = await getFailure(
		runNode(server.store, { parameters: { method: 'GET', path: '/roles/v1' } }),
	);
	expect(message).toBe(`ISC returned 302: a redirect to ${server.url}/roles/v1`);
	expect(description).toMatch(/followed 5 redirects/);
	expect(server.asked()).toHaveLength(6);
});

test.each([
	['without an address', 302, undefined, /ISC returned 302: a redirect without an address/],
	['to an address that is none', 302, 'http://', /ISC returned 302: a redirect without an address/],
	['300', 300, '/there', /^ISC returned 300: /],
	['304', 304, '/there', /^ISC returned 304: /],
])('fails a read and a write on %s', async (_what, status, location, says) => {
	const server = await redirecting(status, location);
	const { message } = await getFailure(
		runNode(server.store, { parameters: { method: 'GET', path: '/roles/v1' } }),
	);
	expect(message).toMatch(says);
	expect(server.asked()).toHaveLength(1);
});

test('downloads a file from the address of its redirect', async () => {
	const server = await startServer((request, response) => {
		if (request.url === '/there')
			response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b');
		else response.writeHead(302, { location: '/there' }).end('moved');
	});
	const { items } = await runNode(server.store, {
		parameters: { method: 'GET', path: '/reports/v1/1', options: { responseFormat: 'file' } },
	});
	expect(Buffer.from(items[0]!.binary!.data!.data, 'base64').toString()).toBe('a,b');
	expect(server.asked()).toHaveLength(2);
});

test('hides a token that the redirect address repeats', async () => {
	const leaking = await startServer((_request, response) => {
		response.writeHead(302, { location: `${elsewhere.url}/sign-in/opaque-token` }).end();
	});
	const { message } = await getFailure(
		runNode(leaking.store, { parameters: { method: 'GET', path: '/roles/v1' } }),
	);
	expect(message).toBe(`ISC returned 302: a redirect to ${elsewhere.url}/sign-in/[secret]`);
});

test.each([
	['without its query', '/roles/v1/'],
	['with another query', '/roles/v1/?limit=50&offset=0'],
])(
	"doesn't follow a redirect of a list %s, which would return other records",
	async (_what, location) => {
		const server = await redirecting(301, location);
		const query = { filters: 'name eq "a"' };
		const error = await getFailure(
			sendIn(server.store, { method: 'GET', path: '/roles/v1', query }),
		);
		const { hint } = (error as unknown as { report: { hint: string } }).report;
		expect(hint).toMatch(/^Use the new address.*drops the query \(filters\)/);
		expect(server.asked()).toHaveLength(1);
	},
);

test('follows a redirect of a list that keeps its filter', async () => {
	const server = await redirecting(301, '/v2/roles?filters=name%20eq%20%22a%22');
	const query = { filters: 'name eq "a"', limit: 50 };
	const response = await sendIn(server.store, { method: 'GET', path: '/roles/v1', query });
	expect(response.body).toEqual([{ id: 'ours' }]);
});
