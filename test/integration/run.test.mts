import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { CredentialStore } from './credentialStore.mts';
import {
	countRequests,
	createCredential,
	getFailure,
	request,
	useTenant,
	waitUntil,
} from './fixture.mts';
import { runNode, type RunOptions } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

const TASK_MS = 1_500;
const ENDLESS_MS = 600_000;
const tenant = useTenant({ counts: { identities: 60, accounts: 600 } });
beforeEach(() => (tenant().options.taskMs = TASK_MS));

const accountItems = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { id: tenant().data.accounts.idAt(index) },
	}));
const DISABLE = { method: 'POST', path: '=/accounts/v1/{{ $json.id }}/disable', body: '{}' };
const disablePath = (index: number) => `/accounts/v1/${tenant().data.accounts.idAt(index)}/disable`;
const writes = () =>
	tenant().counters.requests.filter(
		({ method, url }) => method === 'POST' && url !== '/oauth/token',
	).length;

const accessRequests = {
	resource: 'apiOperation',
	apiOperation: { __rl: true, mode: 'list', value: 'POST /access-requests/v1' },
	completion: 'wait',
	specifyValues: 'json',
	jsonBody:
		'={{ { requestedFor: [$json.id], requestType: "GRANT_ACCESS", requestedItems: [{ type: "ACCESS_PROFILE", id: $json.profile }] } }}',
	options: { pollInterval: 1 },
};
const people = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: {
			id: tenant().data.identities.idAt(5 + index),
			profile: tenant().data.accessProfiles.idAt(1),
		},
	}));

describe('after an item has failed', () => {
	test('sends no write that is waiting to be retried after a 429', async () => {
		tenant().faults.add({ path: disablePath(3), status: 400 });
		for (let index = 4; index < 12; index++) {
			const headers = { 'retry-after': '1' };
			tenant().faults.add({ path: disablePath(index), status: 429, headers, times: 1 });
		}
		const parameters = { ...DISABLE, options: { parallelWrites: true } };
		await getFailure(request(tenant(), parameters, { items: accountItems(12) }));
		const atTheEnd = writes();
		await sleep(2_500);
		expect(writes()).toBe(atTheEnd);
	});

	test('sends no write that is queued for the rate limit', async () => {
		tenant().faults.add({ path: disablePath(2), status: 400 });
		const parameters = { ...DISABLE, options: { parallelWrites: true, rateLimit: 5 } };
		await getFailure(request(tenant(), parameters, { items: accountItems(30) }));
		const atTheEnd = writes();
		expect(atTheEnd).toBeLessThanOrEqual(5);
		await sleep(11_000);
		expect(writes()).toBe(atTheEnd);
	});

	test('finishes writes in flight, and names the items that were carried out', async () => {
		tenant().faults.add({ path: disablePath(2), status: 400 });
		tenant().faults.add({ path: disablePath(1), latencyMs: 400 });
		const parameters = { ...DISABLE, options: { parallelWrites: true } };
		const error = await getFailure(request(tenant(), parameters, { items: accountItems(3) }));
		expect(error.context?.itemIndex).toBe(2);
		expect(error.description).toContain('Already completed: item 0-1.');
		expect(tenant().counters.inFlight).toBe(0);
	});

	test("returns the item's error, and names the jobs that were started", async () => {
		tenant().options.taskMs = ENDLESS_MS;
		const body = { messages: [{ text: 'No such profile' }] };
		tenant().faults.add({ path: '/access-requests', nth: 3, times: 1, status: 400, body });
		const error = await getFailure(request(tenant(), accessRequests, { items: people(6) }));
		expect(error.message).toContain('No such profile');
		expect(error.context?.itemIndex).toBe(2);
		expect(error.description).toMatch(
			/still running in ISC: Access Request '[^']+' \(item 0\), Access Request '[^']+' \(item 1\)\./,
		);
		expect(countRequests(tenant(), 'POST /access-requests/v1')).toBe(3);
	});

	test("returns the error of a later item's invalid parameter", async () => {
		const items = people(4);
		const parameters = {
			...accessRequests,
			options: { pollInterval: '={{ $itemIndex === 2 ? 0 : 1 }}' },
		};
		const error = await getFailure(request(tenant(), parameters, { items }));
		expect(error.message).toContain("'Poll Interval'");
		expect(error.context?.itemIndex).toBe(2);
		expect(countRequests(tenant(), 'POST /access-requests/v1')).toBe(2);
	});
});

describe('items that wait for jobs', () => {
	/** No job ends before a condition holds, so an item that waits for another's job would wait forever. */
	async function runUntil<T>(condition: () => boolean, running: Promise<T>): Promise<T> {
		tenant().options.taskMs = ENDLESS_MS;
		await waitUntil(condition);
		tenant().options.taskMs = 0;
		return await running;
	}

	test.each([
		['by default', {}],
		['with Write in Parallel', { parallelWrites: true }],
	])("don't delay items that are still to be sent: %s", async (_case, options) => {
		const { items } = await runUntil(
			() => countRequests(tenant(), 'POST /access-requests/v1') === 6,
			request(
				tenant(),
				{ ...accessRequests, options: { ...accessRequests.options, ...options } },
				{ items: people(6) },
			),
		);
		expect(items.map(({ json }) => json.state)).toEqual(Array(6).fill('REQUEST_COMPLETED'));
	});

	test('are checked at the same time by Wait for Job', async () => {
		tenant().options.taskMs = ENDLESS_MS;
		const started = await request(
			tenant(),
			{ ...accessRequests, completion: 'immediately' },
			{ items: people(6) },
		);
		tenant().counters.reset();
		const ids = started.items.map(
			({ json }) => (json.newRequests as IDataObject[])[0]!.accessRequestIds as string[],
		);
		const items = ids.map(([id]) => ({ json: { id } }));
		const parameters = {
			resource: 'job',
			operation: 'waitForJob',
			jobType: 'accessRequest',
			jobId: '={{ $json.id }}',
			options: { pollInterval: 1 },
		};
		const isChecked = ([id = '']: string[]) =>
			tenant().counters.requests.some(({ url }) => decodeURIComponent(url).includes(id));
		const result = await runUntil(
			() => ids.every(isChecked),
			request(tenant(), parameters, { items: items as RunOptions['items'] }),
		);
		expect(result.items.map(({ json }) => json.state)).toEqual(Array(6).fill('REQUEST_COMPLETED'));
	});
});

describe('a credential with fields from the input item', () => {
	const servers: RecordingServer[] = [];
	const seen: string[] = [];
	const start = async (name: string) => {
		const server = await startRecordingServer((req, res) => {
			const isToken = req.url === '/oauth/token';
			if (!isToken) seen.push(`${name} ${req.method} ${req.url} ${req.headers.authorization}`);
			const body = isToken
				? { access_token: `token-of-${name}`, token_type: 'bearer', expires_in: 3600 }
				: { id: name };
			res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
		servers.push(server);
		return server;
	};
	beforeEach(() => seen.splice(0));
	afterEach(async () => {
		for (const server of servers.splice(0)) await server.close();
	});

	const credentialOf = (dataOfItem: (item: IDataObject) => IDataObject, url: string) => {
		const data = { domain: 'custom', apiBaseUrl: url, clientId: 'a'.repeat(32), clientSecret: 's' };
		const store = new CredentialStore(data);
		store.dataOfItem = dataOfItem;
		return store;
	};
	const remove = { method: 'DELETE', path: '=/accounts/v1/{{ $json.id }}' };

	test('fails a later item that resolves to another tenant, before its request', async () => {
		const [a, b] = [await start('A'), await start('B')];
		const store = credentialOf(({ url }) => ({ apiBaseUrl: url }), a.url);
		const items = [a, b].map(({ url }, index) => ({ json: { url, id: String(index) } }));
		const error = await getFailure(runNode(store, { items, parameters: remove }));
		expect(error.message).toMatch(/^'Credential' has another tenant \(http:\/\/127/);
		expect(error.context?.itemIndex).toBe(1);
		expect(seen).toEqual(['A DELETE /accounts/v1/0 Bearer token-of-A']);
	});

	test('fails a later item that resolves to another client ID', async () => {
		const a = await start('A');
		const store = credentialOf(({ client }) => ({ clientId: client }), a.url);
		const items = ['a', 'b', 'a'].map((name, index) => ({
			json: { client: name.repeat(32), id: String(index) },
		}));
		const run = await runNode(store, { items, parameters: remove, continueOnFail: true });
		expect(run.items.map(({ json }) => json.error ?? 'done')).toEqual([
			'done',
			expect.stringContaining("'Credential' has another client ID for this item"),
			'done',
		]);
		expect(seen).toHaveLength(2);
	});

	test('is used if it resolves to the same values for all items', async () => {
		const a = await start('A');
		const store = credentialOf(({ url }) => ({ apiBaseUrl: url }), a.url);
		const items = [0, 1].map((index) => ({ json: { url: a.url, id: String(index) } }));
		await runNode(store, { items, parameters: remove });
		expect(seen).toHaveLength(2);
	});
});

describe('Retry On Fail', () => {
	const settings = { retryOnFail: true };

	test.each([
		['one write', DISABLE, 1],
		['writes among reads', { ...DISABLE, method: '={{ $itemIndex === 1 ? "POST" : "GET" }}' }, 3],
		['an operation', accessRequests, 2],
	])('fails before a request if the node writes: %s', async (_case, parameters, count) => {
		const items = accountItems(count);
		const error = await getFailure(request(tenant(), parameters, { items, settings }));
		expect(error.message).toContain("'Retry On Fail' is on in the settings of this node");
		expect(error.description).toContain("Turn 'Retry On Fail' off");
		expect(tenant().counters.total).toBe(0);
	});

	test('is allowed if the node only reads', async () => {
		await request(tenant(), { method: 'GET', path: '/sources/v1' }, { settings });
		const search = { operation: 'count', indices: ['identities'], query: '*' };
		const nodeType = new IscSearch();
		await runNode(createCredential(tenant()), { nodeType, parameters: search, settings });
		expect(countRequests(tenant(), 'POST /search/v1/count')).toBe(1);
	});
});
