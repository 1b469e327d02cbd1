import { knownClients } from '../../simulator/tenant.mts';
import { calls, credentialFor, failure, tokenCalls, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { signIn } from './signIn.mts';

const tenant = useTenant({ rateLimit: { enabled: false } });

const LIST = { method: 'GET', path: '/sources/v1' };
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

	test('is asked again after a failure, once the secret is right', async () => {
		const store = credentialFor(tenant(), 'pat', { clientSecret: 'wrong' });
		await failure(runNode(store, { parameters: LIST }));
		store.data.clientSecret = knownClients.pat.secret;
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

	test('is renewed before a request is spent on a 401', async () => {
		await runNode(await warm(20_000), { parameters: LIST });
		expect(tokenCalls(tenant())).toBe(1);
		expect(unauthorized()).toBe(0);
	});

	test('is renewed once by 20 executions at once', async () => {
		const store = await warm(20_000);
		await Promise.all(twenty(() => runNode(store, { parameters: LIST })));
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
		const { id, secret } = knownClients.pat;
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

	test('a credential that never signed in says so', async () => {
		const store = credentialFor(tenant(), 'webApp', { grantType: 'authorizationCode' });
		const { message, description } = await failure(runNode(store, { parameters: LIST }));
		expect(message).toBe('The credential is not connected yet');
		expect(description).toMatch(/click 'Connect'/);
		expect(tenant().counters.total).toBe(0);
	});
});
