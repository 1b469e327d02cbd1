import type { IncomingMessage } from 'node:http';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { CredentialStore } from './credentialStore.mts';
import { getFailure } from './fixture.mts';
import { runNode, type RunOptions } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

/** What a list answers to one page. */
interface Answer {
	list: object[];
	total?: number;
	status?: number;
}
type List = (query: URLSearchParams, body: IDataObject) => Answer;

let server: RecordingServer;
let bytes: number[] = [];
afterEach(async () => {
	await server.close();
	bytes = [];
	rateLimiters.clear();
});

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

/** Serves one list, and tokens, over HTTP. */
async function serve(list: List) {
	server = await startRecordingServer((request, response) => {
		void textOf(request).then((text) => {
			response.setHeader('content-type', 'application/json');
			if (request.url!.startsWith('/oauth/token')) {
				const token = { access_token: 'abc', token_type: 'bearer', expires_in: 7200 };
				response.end(JSON.stringify(token));
				return;
			}
			const { searchParams } = new URL(request.url!, 'http://server');
			const body = text === '' ? {} : (JSON.parse(text) as IDataObject);
			const { list: records, total, status = 200 } = list(searchParams, body);
			if (total !== undefined && searchParams.get('count') === 'true') {
				response.setHeader('X-Total-Count', String(total));
			}
			const answer = JSON.stringify(records);
			bytes.push(answer.length);
			response.writeHead(status).end(answer);
		});
	});
}

const pages = () =>
	server.requests
		.filter(({ url }) => !url!.startsWith('/oauth'))
		.map(({ url }) => new URL(url!, 'http://server').searchParams);

async function run(parameters: IDataObject, options: RunOptions = {}) {
	const store = new CredentialStore({
		domain: 'custom',
		apiBaseUrl: server.url,
		clientId: 'a',
		clientSecret: 'b',
	});
	return await runNode(store, { ...options, parameters: { returnAll: true, ...parameters } });
}
const readList = async (parameters: IDataObject = {}, options: RunOptions = {}) =>
	await run({ method: 'GET', path: '/accounts/v1', ...parameters }, options);
const search = async (parameters: IDataObject = {}) =>
	await run(
		{ operation: 'search', queryType: 'query', query: '*', ...parameters },
		{ nodeType: new IscSearch() as INodeType },
	);

const recordsOf = (size: number) =>
	Array.from({ length: size }, (_, index) => ({ id: String(index).padStart(6, '0') }));
const windowOf = (records: object[], query: URLSearchParams) => {
	const offset = Number(query.get('offset') ?? 0);
	return records.slice(offset, offset + Math.min(Number(query.get('limit')), 250));
};
const behind = (records: Array<{ id: string }>, { searchAfter }: IDataObject) =>
	records.filter(({ id }) => !searchAfter || id > (searchAfter as string[]).at(-1)!);

describe('a list that returns fewer records than it has by its total', () => {
	beforeEach(async () => {
		await serve((query) => ({
			list: query.get('offset') === '500' ? [] : windowOf(recordsOf(2_000), query),
			total: 2_000,
		}));
	});

	test('fails with both numbers', async () => {
		const error = await getFailure(readList());
		expect(error.message).toMatch(/^Read 1,750 of 2,000 records/);
		expect(error.description).toMatch(/set 'On Error' to 'Continue'/);
	});

	test('keeps the records that were read with Continue', async () => {
		const { items } = await readList({}, { continueOnFail: true });
		expect(items).toHaveLength(1_751);
		expect(items.at(-1)!.json.error).toMatch(/^Read 1,750 of 2,000 records/);
	});

	test('marks a file as incomplete', async () => {
		const options = { output: 'jsonl' };
		const { items } = await readList({ options }, { continueOnFail: true });
		expect(items[0]!.json).toMatchObject({ records: 1_750, incomplete: true });
		expect(items[1]!.json.error).toMatch(/^Read 1,750 of 2,000 records/);
	});
});

test("doesn't end the list at a total that stops counting at 10,000", async () => {
	const records = recordsOf(10_400);
	await serve((query) => ({ list: windowOf(records, query), total: 10_000 }));
	const { items } = await readList();
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(10_400);
	expect(pages().length).toBeLessThanOrEqual(42 + 5);
});

test("doesn't report records as missing that were deleted during the run", async () => {
	let records = recordsOf(1_200);
	await serve((query) => {
		if (query.get('offset') === '1000') records = recordsOf(1_100);
		return { list: windowOf(records, query), total: records.length };
	});
	const { items } = await readList();
	expect(items).toHaveLength(1_100);
});

test.each(['items', 'jsonl', 'csv'])(
	'a list that ignores the offset fails (%s)',
	async (output) => {
		await serve((query) => ({ list: recordsOf(250).slice(0, Number(query.get('limit'))) }));
		const error = await getFailure(readList({ options: { output } }));
		expect(error.message).toBe(
			'ISC returned records of an earlier page again (reading records from offset 250)',
		);
		expect(error.description).toMatch(/'Pagination'/);
	},
);

test('fails a list that returns another order each time', async () => {
	let requests = 0;
	await serve((query) => {
		const records = recordsOf(600);
		const turned = [...records.splice((++requests * 211) % 600), ...records];
		return { list: windowOf(turned, query), total: 600 };
	});
	const error = await getFailure(readList());
	expect(error.message).toMatch(/^ISC returned records of an earlier page again/);
	expect(error.description).toMatch(/The order of the list changes between pages/);
});

test('paginates entitlements sorted by directory names by offset', async () => {
	const records = recordsOf(600).map(({ id }) => ({ id, value: `CN=G${id},OU=Groups` }));
	await serve((query) => ({ list: windowOf(records, query) }));
	const { items } = await readList({
		path: '/entitlements/v1',
		query: { parameter: [{ name: 'sorters', value: 'value' }] },
	});
	expect(items.map(({ json }) => json.id)).toEqual(records.map(({ id }) => id));
	expect(pages().some((query) => query.has('searchAfter'))).toBe(false);
});

describe('a Limit that fits one page', () => {
	const few = async (path: string, parameters: IDataObject = {}) => {
		await serve((query) => ({ list: windowOf(recordsOf(7), query) }));
		const { items } = await readList({ path, returnAll: false, limit: 50, ...parameters });
		expect(items).toHaveLength(7);
		return pages().length;
	};

	test.each(['/accounts/v1', '/roles/v1', '/entitlements/v1', '/v3/accounts'])(
		'costs one request where the documents say how long a page of %s can be',
		async (path) => expect(await few(path)).toBe(1),
	);
	test('costs two requests if nothing is documented about the list', async () => {
		expect(await few('/things/v1')).toBe(2);
	});
	test('costs two requests if it exceeds the documented page', async () => {
		expect(await few('/roles/v1', { limit: 60 })).toBe(2);
	});
});

describe('search', () => {
	test('fails if ISC ignores the position, and returns no document twice', async () => {
		await serve((query) => ({ list: windowOf(recordsOf(900), query), total: 900 }));
		const error = await getFailure(search());
		expect(error.message).toMatch(/^ISC returned records of an earlier page again/);
	});

	test('fails if fewer documents than the total were returned', async () => {
		await serve((query, body) => ({
			list: behind(recordsOf(900), body).slice(0, Number(query.get('limit'))),
			total: 910,
		}));
		const error = await getFailure(search());
		expect(error.message).toMatch(/^Read 900 of 910 records/);
	});

	test('takes one request for few documents, whatever the limit', async () => {
		await serve((_query, body) => ({ list: behind(recordsOf(7), body), total: 7 }));
		expect((await search()).items).toHaveLength(7);
		expect((await search({ returnAll: false, limit: 50 })).items).toHaveLength(7);
		expect(pages()).toHaveLength(2);
	});

	test('keeps responses with long documents below 64 MB', async () => {
		const text = 'x'.repeat(200_000);
		const records = recordsOf(300).map((record) => ({ ...record, text }));
		await serve((query, body) => ({
			list: behind(records, body).slice(0, Number(query.get('limit'))),
			total: records.length,
		}));
		const { items } = await search({ options: { fields: 'id' } });
		expect(items).toHaveLength(300);
		// Two pages are held at a time: one that is worked on, and the next.
		for (const [at, size] of bytes.entries()) {
			expect(size + (bytes[at + 1] ?? 0)).toBeLessThan(64_000_000);
		}
	});
});
