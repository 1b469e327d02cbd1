import { defaultClients, startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { calls, credentialFor, failure, tokenCalls, until, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startOtherServer } from './recordingServer.mts';
import { Poller } from './pollHarness.mts';
import { signIn } from './oauthSignIn.mts';

const tenant = useTenant({ rateLimit: { enabled: false } });

// As many as there are, so that each run makes one request.
const LIST = { method: 'GET', path: '/sources/v1', limit: 5 };
const twenty = <T,>(make: () => Promise<T>) => Array.from({ length: 20 }, make);
const unauthorized = () => tenant().counters.byStatus['401'] ?? 0;

describe('a cold credential', () => {
	test('asks for one token for 20 items', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ json: { index } }));
		await runNode(credentialFor(tenant()), { parameters: LIST, items });
		expect(tokenCalls(tenant())).toBe(1);
		expect(calls(tenant(), 'GET /sources/v1')).toBe(20);
	});

	test('asks for one token for 20 executions at once', async () => {
		const store = credentialFor(tenant());
		const runs = await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
		expect(runs.every(({ items }) => items.length === 5)).toBe(true);
		expect(tokenCalls(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('with a wrong secret asks once for 20 executions at once, and all say why', async () => {
		const store = credentialFor(tenant(), 'pat', { clientSecret: 'wrong' });
		const errors = await Promise.all(twenty(() => failure(runNode(store, { parameters: LIST }))));
		expect(tokenCalls(tenant())).toBe(1);
		for (const { message, description } of errors) {
			expect(message).toMatch(/^ISC did not give a token: /);
			expect(description).toMatch(/Check client ID and secret/);
		}
	});

	test('with a wrong secret tells each item so, and asks once', async () => {
		const store = credentialFor(tenant(), 'pat', { clientSecret: 'wrong' });
		const items = Array.from({ length: 10 }, () => ({ json: {} }));
		const result = await runNode(store, { parameters: LIST, items, continueOnFail: true });
		for (const { json } of result.items) {
			expect(json.error).toBe('ISC did not give a token: Bad client credentials');
		}
		expect(tokenCalls(tenant())).toBe(1);
	});

	test('with a scope that the client lacks names the field to empty', async () => {
		const store = credentialFor(tenant(), 'narrowPat', { scope: 'idn:sources:read' });
		const { message, description } = await failure(runNode(store, { parameters: LIST }));
		expect(message).toBe(
			'ISC did not give a token: The client does not have the scope idn:sources:read',
		);
		expect(description).toMatch(/^Empty the field 'Scope' in the credential/);
	});

	test('is asked again after a failure, once the secret is right', async () => {
		const store = credentialFor(tenant(), 'pat', { clientSecret: 'wrong' });
		await failure(runNode(store, { parameters: LIST }));
		store.data.clientSecret = defaultClients.pat.secret;
		expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
	});
});

describe('a token near its end', () => {
	/** A warm credential, and a clock that the tenant and the node share. */
	async function warm(aheadOfExpiry: number) {
		const store = credentialFor(tenant());
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

	test('is renewed beside the request, before one is spent on a 401', async () => {
		const store = await warm(20_000);
		await runNode(store, { parameters: LIST });
		await until(() => store.saves === 2);
		expect(tokenCalls(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('is renewed once by 20 executions at once', async () => {
		const store = await warm(20_000);
		await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
		await until(() => store.saves === 2);
		expect(tokenCalls(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('keeps no request waiting for its renewal', async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', latencyMs: 1_000, times: 1 });
		await runNode(store, { parameters: LIST });
		expect(store.saves).toBe(1);
		await until(() => store.saves === 2);
	});

	test('that is over is renewed first', async () => {
		await runNode(await warm(-1_000), { parameters: LIST });
		expect(tokenCalls(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('is kept while it lasts long enough', async () => {
		await runNode(await warm(120_000), { parameters: LIST });
		expect(tokenCalls(tenant())).toBe(0);
	});

	test('is used to the end if it cannot be renewed', async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', status: 500 });
		expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
		await until(() => tokenCalls(tenant()) === 1);
	});

	test('is not renewed at each request while the token endpoint refuses', async () => {
		const store = await warm(20_000);
		tenant().faults.add({ path: '/oauth/token', status: 429 });
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		await runNode(store, { parameters: LIST, items });
		await until(() => tokenCalls(tenant()) > 0);
		expect(tokenCalls(tenant())).toBe(1);
		expect(calls(tenant(), 'GET /sources/v1')).toBe(20);
	});
});

test('a clock of n8n far ahead of that of ISC costs one renewal', async () => {
	const real = Date.now.bind(Date);
	const { tokenLifetimeSeconds } = tenant().options;
	Object.assign(tenant().options, { tokenLifetimeSeconds: 750, now: () => real() });
	jest.spyOn(Date, 'now').mockImplementation(() => real() + 15 * 60_000);
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	await runNode(credentialFor(tenant()), { parameters: LIST, items });
	Object.assign(tenant().options, { tokenLifetimeSeconds, now: Date.now });
	expect(tokenCalls(tenant())).toBe(2);
	expect(calls(tenant(), 'GET /sources/v1')).toBe(20);
});

describe('the first request of a credential', () => {
	test('keeps others waiting for its token, not for its answer', async () => {
		const store = credentialFor(tenant());
		tenant().faults.add({ path: '/accounts/v1', latencyMs: 3_000 });
		let isOver = false;
		const slow = runNode(store, { parameters: { method: 'GET', path: '/accounts/v1', limit: 1 } });
		void slow.finally(() => (isOver = true));
		await runNode(store, { parameters: LIST });
		expect(isOver).toBe(false);
		expect(tokenCalls(tenant())).toBe(1);
		await slow;
	});

	test('can be stopped while it waits for its token, and sends nothing then', async () => {
		const store = credentialFor(tenant());
		tenant().faults.add({ path: '/oauth/token', latencyMs: 1_000 });
		const stop = new AbortController();
		const write = { method: 'POST', path: '/reports/v1/run', body: '{"reportType": "ACCOUNTS"}' };
		const run = failure(runNode(store, { parameters: write, signal: stop.signal }));
		await until(() => tokenCalls(tenant()) === 1);
		stop.abort();
		expect((await run).message).toMatch(/cancelled/);
		expect(store.saves).toBe(0);
		await until(() => store.saves === 1);
		await new Promise((done) => setTimeout(done, 100));
		expect(calls(tenant(), 'POST /reports/v1/run')).toBe(0);
	});

	test('leaves those behind it free to stop, or to end after Timeout', async () => {
		const store = credentialFor(tenant());
		tenant().faults.add({ path: '/oauth/token', latencyMs: 2_000 });
		const first = runNode(store, { parameters: LIST });
		await until(() => tokenCalls(tenant()) === 1);
		const stop = new AbortController();
		const stopped = failure(runNode(store, { parameters: LIST, signal: stop.signal }));
		const late = failure(runNode(store, { parameters: { ...LIST, options: { timeout: 50 } } }));
		setTimeout(() => stop.abort(), 100);
		expect((await stopped).message).toMatch(/cancelled/);
		expect((await late).message).toMatch(/^No token could be had from .*: it took too long$/);
		expect(store.saves).toBe(0);
		await first;
		expect(tokenCalls(tenant())).toBe(1);
	});

	test('is not sent again where the credential cannot be read after it', async () => {
		const store = credentialFor(tenant());
		const read = store.getDecrypted.bind(store);
		const spy = jest.spyOn(store, 'getDecrypted').mockImplementation(async () => {
			if (calls(tenant(), 'POST /reports/v1/run') === 0) return await read();
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
		expect(calls(tenant(), 'POST /reports/v1/run')).toBe(1);
	});
});

describe('a credential that n8n cannot read is a failure of n8n, and nothing is sent', () => {
	const down = () =>
		Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

	test.each([
		['at once', 0, 'n8n could not read the credential'],
		['for an item', 1, 'n8n could not read the credential'],
		['for the request', 2, 'n8n could not send the request'],
	])('%s', async (_what, reads, message) => {
		const store = credentialFor(tenant());
		await runNode(store, { parameters: LIST });
		tenant().counters.reset();
		const read = store.getDecrypted.bind(store);
		let left = reads;
		jest.spyOn(store, 'getDecrypted').mockImplementation(async () => {
			if (left-- > 0) return await read();
			throw down();
		});
		const error = await failure(runNode(store, { parameters: LIST }));
		expect(error.message).toBe(`${message}: connect ECONNREFUSED 127.0.0.1:5432`);
		expect(error.description).toMatch(/Check .*n8n's database/);
		expect(tenant().counters.total).toBe(0);
	});

	test('in a poll', async () => {
		const store = credentialFor(tenant());
		jest.spyOn(store, 'getDecrypted').mockRejectedValue(down());
		const { message } = await failure(new Poller(store, { event: 'accountActivity' }).poll());
		expect(message).toMatch(/^n8n could not read the credential: connect ECONNREFUSED/);
		expect(tenant().counters.total).toBe(0);
	});
});

test('a token that ISC refuses is renewed by the host, and the request sent again', async () => {
	const store = credentialFor(tenant());
	await runNode(store, { parameters: LIST });
	tenant().tokens.expire();
	expect((await runNode(store, { parameters: LIST })).items).toHaveLength(5);
	expect(tokenCalls(tenant())).toBe(2);
	expect(unauthorized()).toBe(1);
});

test('a write whose token ISC refuses is carried out once', async () => {
	const store = credentialFor(tenant());
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

test('a fresh token that ISC refuses as well is not renewed at each request', async () => {
	const store = credentialFor(tenant());
	await runNode(store, { parameters: LIST });
	tenant().counters.reset();
	tenant().faults.add({ path: '/sources/v1', status: 401 });
	const items = Array.from({ length: 10 }, () => ({ json: {} }));
	const { items: failed } = await runNode(store, { parameters: LIST, items, continueOnFail: true });
	expect(failed).toHaveLength(10);
	for (const { json } of failed) expect(json.error).toMatch(/^ISC answered 401: /);
	expect(tokenCalls(tenant())).toBe(1);
	expect(calls(tenant(), 'GET /sources/v1')).toBe(11);
});

test('many requests whose token ISC refuses renew it once', async () => {
	const store = credentialFor(tenant());
	await runNode(store, { parameters: LIST });
	tenant().counters.reset();
	tenant().tokens.expire();
	await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
	expect(tokenCalls(tenant())).toBe(1);
});

describe('a credential that the user moves to another tenant while a run reads', () => {
	test.each([
		['address', (url: string) => ({ apiBaseUrl: url })],
		['client', () => ({ clientId: defaultClients.apiClient.id })],
	])('ends the run: %s', async (_what, moved) => {
		const other = await startOtherServer((_request, response) => response.end('[]'));
		const store = credentialFor(tenant());
		tenant().faults.add({ path: '/accounts/v1', query: 'offset=0', latencyMs: 300 });
		const parameters = { method: 'GET', path: '/accounts/v1', returnAll: true };
		const run = failure(runNode(store, { parameters }));
		await until(() => calls(tenant(), 'GET /accounts/v1') === 1);
		Object.assign(store.data, moved(other.url));
		store.oauthTokenData = { access_token: 'token-of-the-other', token_type: 'bearer' };
		expect((await run).message).toMatch(
			/^The credential was changed to another tenant or client during this run/,
		);
		await other.close();
		expect(calls(tenant(), 'GET /accounts/v1')).toBe(1);
		expect(other.requests).toHaveLength(0);
	});
});

test('a token that expires in the middle of many pages costs one renewal and no record', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', expireToken: true, times: 1 });
	const { items } = await runNode(credentialFor(tenant()), {
		parameters: { method: 'GET', path: '/accounts/v1', returnAll: true },
	});
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(1000);
	expect(tokenCalls(tenant())).toBe(2);
});

describe('a token of another client', () => {
	test('is renewed before it is used', async () => {
		const store = credentialFor(tenant(), 'apiClient');
		await runNode(store, { parameters: { method: 'GET', path: '/transforms/v1' } });
		const { id, secret } = defaultClients.pat;
		Object.assign(store.data, { clientId: id, clientSecret: secret });

		await runNode(store, { parameters: { method: 'GET', path: '/public-identities/v1' } });
		expect(tokenCalls(tenant())).toBe(2);
		expect(tenant().counters.requests.at(-1)).toMatchObject({ clientId: id, status: 200 });
	});
});

describe('signed in by a person', () => {
	const signedIn = async (name: 'webApp' | 'publicApp') => {
		const grantType = name === 'webApp' ? 'authorizationCode' : 'pkce';
		const authorizationUrl = `${tenant().url}/oauth/authorize`;
		const token = await signIn(tenant(), name);
		return credentialFor(tenant(), name, { grantType, authorizationUrl }, token);
	};

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

	test('a refused refresh token asks for a new sign-in', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		tenant().tokens.revokeRefresh();
		const { message, description } = await failure(runNode(store, { parameters: LIST }));
		expect(message).toBe('The credential needs to be connected again: ISC did not renew its token');
		expect(description).toMatch(/Open the credential, click 'Connect' and sign in/);
	});

	test('a refresh token that another process used first is no matter', async () => {
		const store = await signedIn('webApp');
		tenant().tokens.expire();
		const renewed = await signIn(tenant(), 'webApp');
		tenant().faults.add({ path: '/oauth/token', latencyMs: 200 });
		tenant().tokens.revokeRefresh();
		const run = runNode(store, { parameters: LIST });
		await until(() => tokenCalls(tenant()) > 0);
		store.oauthTokenData = renewed;
		expect((await run).items).toHaveLength(5);
	});

	test('a token without a refresh token asks for a new sign-in, and nothing is asked of ISC', async () => {
		const store = await signedIn('webApp');
		delete store.oauthTokenData!.refresh_token;
		tenant().tokens.expire();
		tenant().counters.reset();
		const { message } = await failure(runNode(store, { parameters: LIST }));
		expect(message).toBe('The credential needs to be connected again: it has no refresh token');
		expect(tokenCalls(tenant())).toBe(0);
	});

	test.each([
		['webApp', 'authorizationCode'],
		['publicApp', 'pkce'],
	] as const)('%s that never signed in says so', async (client, grantType) => {
		const store = credentialFor(tenant(), client, { grantType });
		const { message, description } = await failure(runNode(store, { parameters: LIST }));
		expect(message).toBe('The credential is not connected yet');
		expect(description).toMatch(/click 'Connect'/);
		expect(tenant().counters.total).toBe(0);
	});
});

test('runs for two tenants that share a credential at the same time use no token of the other', async () => {
	const other = await startSimulator({ rateLimit: { enabled: false } });
	try {
		const clients = { [tenant().url]: defaultClients.pat, [other.url]: defaultClients.apiClient };
		const store = credentialFor(tenant());
		store.dataOfItem = ({ url }) => {
			const client = clients[String(url)];
			// At some reads, n8n has no item.
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
		// n8n stores one token for both: a request that would go out with that of the other isn't sent.
		for (const error of errors) {
			if (error !== undefined) expect(error).toMatch(/is for another tenant or client$/);
		}
		for (const one of [tenant(), other]) {
			expect(calls(one, 'GET /sources/v1')).toBeGreaterThan(0);
			expect(one.counters.byStatus['401'] ?? 0).toBe(0);
		}
	} finally {
		await other.close();
	}
});
