import { setTimeout as sleep } from 'node:timers/promises';

import { defaultClients, startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import {
	countRequests,
	createCredential,
	getFailure,
	countTokenRequests,
	waitUntil,
	useTenant,
} from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer } from './recordingServer.mts';
import { Poller } from './pollHarness.mts';
import { signIn } from './oauthSignIn.mts';

const tenant = useTenant({ rateLimit: { enabled: false } });

// All records in one page, so that each run sends one request.
const LIST = { method: 'GET', path: '/sources/v1', limit: 5 };
const twenty = <T,>(make: () => Promise<T>) => Array.from({ length: 20 }, make);
const unauthorized = () => tenant().counters.byStatus['401'] ?? 0;

describe('a cold credential', () => {
	test('requests one token for 20 items', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ json: { index } }));
		await runNode(createCredential(tenant()), { parameters: LIST, items });
		expect(countTokenRequests(tenant())).toBe(1);
		expect(countRequests(tenant(), 'GET /sources/v1')).toBe(20);
	});

	test('requests one token for 20 concurrent executions', async () => {
		const store = createCredential(tenant());
		const runs = await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
		expect(runs.every(({ items }) => items.length === 5)).toBe(true);
		expect(countTokenRequests(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('with a wrong secret requests one token for 20 parallel executions, and all fail with the reason', async () => {
		const store = createCredential(tenant(), 'pat', { clientSecret: 'wrong' });
		const errors = await Promise.all(
			twenty(() => getFailure(runNode(store, { parameters: LIST }))),
		);
		expect(countTokenRequests(tenant())).toBe(1);
		for (const { message, description } of errors) {
			expect(message).toMatch(/^Couldn't get a token: /);
			expect(description).toMatch(/Check the client ID and secret/);
		}
	});

	test('with a wrong secret requests one token, and each item has the error', async () => {
		const store = createCredential(tenant(), 'pat', { clientSecret: 'wrong' });
		const items = Array.from({ length: 10 }, () => ({ json: {} }));
		const result = await runNode(store, { parameters: LIST, items, continueOnFail: true });
		for (const { json } of result.items) {
			expect(json.error).toBe("Couldn't get a token: Bad client credentials");
		}
		expect(countTokenRequests(tenant())).toBe(1);
	});

	test('with a scope that the client lacks explains which field to clear', async () => {
		const store = createCredential(tenant(), 'narrowPat', { scope: 'idn:sources:read' });
		const { message, description } = await getFailure(runNode(store, { parameters: LIST }));
		expect(message).toBe(
			"Couldn't get a token: The client does not have the scope idn:sources:read",
		);
		expect(description).toMatch(/^Clear 'Scope' in the credential/);
	});

	test('requests a token again when the secret is corrected', async () => {
		const store = createCredential(tenant(), 'pat', { clientSecret: 'wrong' });
		await getFailure(runNode(store, { parameters: LIST }));
		store.data.clientSecret = defaultClients.pat.secret;
		expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
	});
});

describe('a token that expires soon', () => {
	/** Creates a credential with a token, and a clock for the tenant and the node. */
	async function warm(aheadOfExpiry: number) {
		const store = createCredential(tenant());
		await runNode(store, { parameters: LIST });
		tenant().counters.reset();
		const start = Date.now();
		const lifetime = tenant().options.tokenLifetimeSeconds * 1000;
		const later = start + lifetime - aheadOfExpiry;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		tenant().options.now = () => later;
		return store;
	}
	afterEach(() => {
		jest.restoreAllMocks();
		tenant().options.now = Date.now;
	});

	test('is renewed in parallel with the request, before a 401', async () => {
		const store = await warm(20_000);
		await runNode(store, { parameters: LIST });
		await waitUntil(() => store.saves === 2);
		expect(countTokenRequests(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('is renewed once for 20 parallel executions', async () => {
		const store = await warm(20_000);
		await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
		await waitUntil(() => store.saves === 2);
		expect(countTokenRequests(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test("doesn't delay requests while it's renewed", async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', latencyMs: 5_000, times: 1 });
		await runNode(store, { parameters: LIST });
		expect(store.saves).toBe(1);
		await waitUntil(() => store.saves === 2);
	});

	test('is renewed first if it has expired', async () => {
		await runNode(await warm(-1_000), { parameters: LIST });
		expect(countTokenRequests(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test("isn't renewed while it is valid long enough", async () => {
		await runNode(await warm(120_000), { parameters: LIST });
		expect(countTokenRequests(tenant())).toBe(0);
	});

	test("is used until it expires if it can't be renewed", async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', status: 500 });
		expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
		await waitUntil(() => countTokenRequests(tenant()) === 1);
	});

	test("isn't renewed on each request while the token endpoint fails", async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', status: 429 });
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		await runNode(store, { parameters: LIST, items });
		await waitUntil(() => countTokenRequests(tenant()) > 0);
		expect(countTokenRequests(tenant())).toBe(1);
		expect(countRequests(tenant(), 'GET /sources/v1')).toBe(20);
	});
});

test("renews once if n8n's clock is far ahead of ISC's", async () => {
	const real = Date.now.bind(Date);
	const { tokenLifetimeSeconds } = tenant().options;
	Object.assign(tenant().options, { tokenLifetimeSeconds: 750, now: () => real() });
	jest.spyOn(Date, 'now').mockImplementation(() => real() + 15 * 60_000);
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	await runNode(createCredential(tenant()), { parameters: LIST, items });
	Object.assign(tenant().options, { tokenLifetimeSeconds, now: Date.now });
	expect(countTokenRequests(tenant())).toBe(2);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(20);
});

describe('the first request of a credential', () => {
	test('delays other requests until its token arrives, not until its response', async () => {
		const store = createCredential(tenant());
		tenant().faults.add({ path: '/accounts/v1', latencyMs: 60_000 });
		const stop = new AbortController();
		const parameters = { method: 'GET', path: '/accounts/v1', limit: 1 };
		const slow = getFailure(runNode(store, { parameters, signal: stop.signal }));
		await runNode(store, { parameters: LIST });
		expect(countTokenRequests(tenant())).toBe(1);
		await waitUntil(() => countRequests(tenant(), 'GET /accounts/v1') === 1);
		stop.abort();
		// It was still waiting for its response.
		expect((await slow).message).toMatch(/cancelled/);
	});

	test("can be canceled while it waits for its token, and isn't sent", async () => {
		const store = createCredential(tenant());
		tenant().faults.add({ path: '/oauth/token', latencyMs: 3_000 });
		const stop = new AbortController();
		const write = { method: 'POST', path: '/reports/v1/run', body: '{"reportType": "ACCOUNTS"}' };
		const run = getFailure(runNode(store, { parameters: write, signal: stop.signal }));
		await waitUntil(() => countTokenRequests(tenant()) === 1);
		stop.abort();
		expect((await run).message).toMatch(/cancelled/);
		expect(store.saves).toBe(0);
		await waitUntil(() => store.saves === 1);
		await new Promise((done) => setTimeout(done, 100));
		expect(countRequests(tenant(), 'POST /reports/v1/run')).toBe(0);
	});

	test('lets waiting requests be canceled or time out', async () => {
		const store = createCredential(tenant());
		tenant().faults.add({ path: '/oauth/token', latencyMs: 5_000 });
		const first = runNode(store, { parameters: LIST });
		await waitUntil(() => countTokenRequests(tenant()) === 1);
		const stop = new AbortController();
		const stopped = getFailure(runNode(store, { parameters: LIST, signal: stop.signal }));
		const late = getFailure(runNode(store, { parameters: { ...LIST, options: { timeout: 50 } } }));
		setTimeout(() => stop.abort(), 100);
		expect((await stopped).message).toMatch(/cancelled/);
		expect((await late).message).toMatch(/^Couldn't get a token from .*: the request timed out$/);
		expect(store.saves).toBe(0);
		await first;
		expect(countTokenRequests(tenant())).toBe(1);
	});

	test("isn't sent again if the credential can't be read afterward", async () => {
		const store = createCredential(tenant());
		const read = store.getDecrypted.bind(store);
		const spy = jest.spyOn(store, 'getDecrypted').mockImplementation(async () => {
			if (countRequests(tenant(), 'POST /reports/v1/run') === 0) return await read();
			throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
				code: 'ECONNREFUSED',
			});
		});
		const parameters = {
			method: 'POST',
			path: '/reports/v1/run',
			body: '{"reportType": "ACCOUNTS"}',
		};
		expect((await runNode(store, { parameters })).items).toHaveLength(1);
		expect(spy).toHaveBeenCalled();
		expect(countRequests(tenant(), 'POST /reports/v1/run')).toBe(1);
	});
});

describe("sends nothing if n8n can't read the credential", () => {
	const down = () =>
		Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

	test.each([
		['at once', 0, "n8n couldn't read the credential"],
		['for an item', 1, "n8n couldn't read the credential"],
		['for the request', 2, "n8n couldn't send the request"],
	])('%s', async (_what, reads, message) => {
		const store = createCredential(tenant());
		await runNode(store, { parameters: LIST });
		tenant().counters.reset();
		const read = store.getDecrypted.bind(store);
		let left = reads;
		jest.spyOn(store, 'getDecrypted').mockImplementation(async () => {
			if (left-- > 0) return await read();
			throw down();
		});
		const error = await getFailure(runNode(store, { parameters: LIST }));
		expect(error.message).toBe(`${message}: connect ECONNREFUSED 127.0.0.1:5432`);
		expect(error.description).toMatch(/Check .*n8n's database/);
		expect(tenant().counters.total).toBe(0);
	});

	test('in a poll', async () => {
		const store = createCredential(tenant());
		jest.spyOn(store, 'getDecrypted').mockRejectedValue(down());
		const { message } = await getFailure(new Poller(store, { event: 'accountActivity' }).poll());
		expect(message).toMatch(/^n8n couldn't read the credential: connect ECONNREFUSED/);
		expect(tenant().counters.total).toBe(0);
	});
});

test('n8n renews a rejected token, and the request is retried', async () => {
	const store = createCredential(tenant());
	await runNode(store, { parameters: LIST });
	tenant().tokens.expire();
	expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
	expect(countTokenRequests(tenant())).toBe(2);
	expect(unauthorized()).toBe(1);
});

test('carries out a write once when ISC rejects its token', async () => {
	const store = createCredential(tenant());
	await runNode(store, { parameters: LIST });
	tenant().tokens.expire();
	const parameters = {
		method: 'POST',
		path: '/reports/v1/run',
		body: '{"reportType": "ACCOUNTS"}',
	};
	expect((await runNode(store, { parameters })).items).toHaveLength(1);
	expect(tenant().counters.requests.map(({ status }) => status)).toEqual([200, 200, 401, 200, 200]);
});

test("doesn't renew a rejected fresh token at each request", async () => {
	const store = createCredential(tenant());
	await runNode(store, { parameters: LIST });
	tenant().counters.reset();
	tenant().faults.add({ path: '/sources/v1', status: 401 });
	const items = Array.from({ length: 10 }, () => ({ json: {} }));
	const { items: failed } = await runNode(store, { parameters: LIST, items, continueOnFail: true });
	expect(failed).toHaveLength(10);
	for (const { json } of failed) expect(json.error).toMatch(/^ISC returned 401: /);
	expect(countTokenRequests(tenant())).toBe(1);
	expect(countRequests(tenant(), 'GET /sources/v1')).toBe(11);
});

test('many requests with a rejected token renew it once', async () => {
	const store = createCredential(tenant());
	await runNode(store, { parameters: LIST });
	tenant().counters.reset();
	tenant().tokens.expire();
	await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
	expect(countTokenRequests(tenant())).toBe(1);
});

describe('a credential that is moved to another tenant during a run', () => {
	test.each([
		['address', (url: string) => ({ apiBaseUrl: url })],
		['client', () => ({ clientId: defaultClients.apiClient.id })],
	])('ends the run: %s', async (_what, moved) => {
		const other = await startRecordingServer((_request, response) => response.end('[]'));
		const store = createCredential(tenant());
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=0', latencyMs: 3_000 });
		const parameters = { method: 'GET', path: '/accounts/v1', returnAll: true };
		const run = getFailure(runNode(store, { parameters }));
		await waitUntil(() => countRequests(tenant(), 'GET /accounts/v1') === 1);
		Object.assign(store.data, moved(other.url));
		store.oauthTokenData = { access_token: 'token-of-the-other', token_type: 'bearer' };
		expect((await run).message).toMatch(
			/^The credential was changed to another tenant or client during this run/,
		);
		await other.close();
		expect(countRequests(tenant(), 'GET /accounts/v1')).toBe(1);
		expect(other.requests).toHaveLength(0);
	});
});

test('a token that expires between pages is renewed once, without losing records', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', expireToken: true, times: 1 });
	const { items } = await runNode(createCredential(tenant()), {
		parameters: { method: 'GET', path: '/accounts/v1', returnAll: true },
	});
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(1000);
	expect(countTokenRequests(tenant())).toBe(2);
});

describe('a token of another client', () => {
	test('is renewed before use', async () => {
		const store = createCredential(tenant(), 'apiClient');
		await runNode(store, { parameters: { method: 'GET', path: '/transforms/v1' } });
		const { id, secret } = defaultClients.pat;
		Object.assign(store.data, { clientId: id, clientSecret: secret });

		await runNode(store, { parameters: { method: 'GET', path: '/public-identities/v1' } });
		expect(countTokenRequests(tenant())).toBe(2);
		expect(tenant().counters.requests.at(-1)).toMatchObject({ clientId: id, status: 200 });
	});
});

describe('a sign-in', () => {
	const signedIn = async (name: 'webApp' | 'publicApp') => {
		const grantType = name === 'webApp' ? 'authorizationCode' : 'pkce';
		const authorizationUrl = `${tenant().url}/oauth/authorize`;
		const token = await signIn(tenant(), name);
		return createCredential(tenant(), name, { grantType, authorizationUrl }, token);
	};

	/** Whether ISC is working on a token request. */
	const isRenewing = () =>
		tenant().counters.requests.some(({ url, ms }) => url === '/oauth/token' && ms === null);

	test.each(['webApp', 'publicApp'] as const)(
		'the refresh token of %s is replaced each time, and the new one works',
		async (name) => {
			const store = await signedIn(name);
			const used = [store.oauthTokenData!.refresh_token];
			for (const _round of [1, 2]) {
				tenant().tokens.expire();
				expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
				used.push(store.oauthTokenData!.refresh_token);
			}
			expect(new Set(used).size).toBe(3);
			expect(tenant().counters.tokenRequests).toMatchObject({ refresh_token: 2 });
		},
	);

	test('asks for a new sign-in when the refresh token is rejected', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		tenant().tokens.revokeRefresh();
		const { message, description } = await getFailure(runNode(store, { parameters: LIST }));
		expect(message).toBe("The credential needs to be connected again: ISC didn't renew its token");
		expect(description).toMatch(/Open the credential, click 'Connect', and sign in/);
	});

	test('accepts that another process used the refresh token first', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		const renewed = await signIn(tenant(), 'webApp');
		tenant().tokens.revokeRefresh();
		tenant().faults.add({ path: '/oauth/token', latencyMs: 3_000 });
		const run = runNode(store, { parameters: LIST });
		await waitUntil(isRenewing);
		store.oauthTokenData = renewed;
		expect((await run).items).toHaveLength(5);
	});

	test('waits for the token of another process that used the refresh token first', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		const renewed = await signIn(tenant(), 'webApp');
		tenant().tokens.revokeRefresh();
		const run = runNode(store, { parameters: LIST });
		await waitUntil(() => tenant().counters.tokenRequests.refresh_token === 1);
		await sleep(500);
		store.oauthTokenData = renewed;
		expect((await run).items).toHaveLength(5);
	});

	test("doesn't renew the token that another process has just stored", async () => {
		// The other process stores its token after this process has read the credential so many times.
		for (let reads = 1; reads <= 10; reads++) {
			const store = await signedIn('webApp');
			const old = store.oauthTokenData;
			tenant().tokens.expire();
			const renewed = await signIn(tenant(), 'webApp');
			let count = 0;
			Object.defineProperty(store, 'oauthTokenData', {
				get: () => (count++ < reads ? old : renewed),
				set: () => {},
			});
			await runNode(store, { parameters: LIST, continueOnFail: true });
			expect(count).toBeGreaterThan(reads);
			const refreshToken = String(renewed.refresh_token);
			expect(tenant().tokens.spendRefresh(refreshToken, defaultClients.webApp.id)).toMatchObject({
				clientId: defaultClients.webApp.id,
			});
		}
	});

	test('asks for a new sign-in when ISC revokes all tokens because another process used the refresh token first', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		const renewed = await signIn(tenant(), 'webApp');
		tenant().tokens.revokeRefresh();
		tenant().faults.add({ path: '/oauth/token', latencyMs: 3_000 });
		tenant().tokens.expire();
		const run = getFailure(runNode(store, { parameters: LIST }));
		await waitUntil(isRenewing);
		store.oauthTokenData = renewed;
		const { message } = await run;
		expect(message).toBe("The credential needs to be connected again: ISC didn't renew its token");
	});

	test('asks for a new sign-in without a refresh token, without a request to ISC', async () => {
		const store = await signedIn('webApp');
		delete store.oauthTokenData!.refresh_token;
		tenant().tokens.expire();
		tenant().counters.reset();
		const { message } = await getFailure(runNode(store, { parameters: LIST }));
		expect(message).toBe('The credential needs to be connected again: it has no refresh token');
		expect(countTokenRequests(tenant())).toBe(0);
	});

	test.each([
		['webApp', 'authorizationCode'],
		['publicApp', 'pkce'],
	] as const)('%s that never signed in says so', async (client, grantType) => {
		const store = createCredential(tenant(), client, { grantType });
		const { message, description } = await getFailure(runNode(store, { parameters: LIST }));
		expect(message).toBe("The credential isn't connected yet");
		expect(description).toMatch(/click 'Connect'/);
		expect(tenant().counters.total).toBe(0);
	});
});

test('parallel runs for two tenants with one credential never use the token of the other', async () => {
	const other = await startSimulator({ rateLimit: { enabled: false } });
	try {
		const clients = { [tenant().url]: defaultClients.pat, [other.url]: defaultClients.apiClient };
		const store = createCredential(tenant());
		store.dataOfItem = ({ url }) => {
			const client = clients[String(url)];
			// n8n sometimes reads the credential without an item.
			return client ? { apiBaseUrl: url, clientId: client.id, clientSecret: client.secret } : {};
		};
		const run = async ({ url }: Simulator) => {
			const items = Array.from({ length: 10 }, () => ({ json: { url } }));
			return await runNode(store, { parameters: LIST, items, continueOnFail: true });
		};
		const errors = new Set<unknown>();
		for (let round = 0; round < 3; round++) {
			const runs = await Promise.all([run(tenant()), run(other)]);
			for (const { json } of runs.flatMap(({ items }) => items)) errors.add(json.error);
		}
		// n8n stores one token for both, so a request with the token of the other isn't sent.
		for (const error of errors) {
			if (error !== undefined) expect(error).toMatch(/is for another tenant or client$/);
		}
		for (const one of [tenant(), other]) {
			expect(countRequests(one, 'GET /sources/v1')).toBeGreaterThan(0);
			expect(one.counters.byStatus['401'] ?? 0).toBe(0);
		}
	} finally {
		await other.close();
	}
});
