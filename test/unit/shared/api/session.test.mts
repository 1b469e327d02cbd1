import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { CancelledError } from '../../../../nodes/shared/api/errors/errors.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import type { N8nHost } from '../../../../nodes/shared/api/n8nHost.ts';
import {
	assertSameTenant,
	openSession,
	withFreshToken,
} from '../../../../nodes/shared/api/session.ts';

const HOUR = 3600;
let ids = 0;

const jwt = (claims: object) => `a.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c`;

/** Creates a host with one credential. Its tokens are for the client of the credential. */
function createHost(claims?: object, fields: IDataObject = {}) {
	const data: IDataObject = {
		grantType: 'clientCredentials',
		domain: 'identitynow.com',
		clientId: 'mine',
		accessTokenUrl: 'https://acme.api.identitynow.com/oauth/token',
		...fields,
	};
	const log: string[] = [];
	let tokenCount = 0;
	const storeToken = (more: object) => {
		data.oauthTokenData = {
			access_token: jwt({ jti: `token ${++tokenCount}`, ...more }),
			expires_in: HOUR,
		};
	};
	if (claims) storeToken(claims);
	const getHourFromNow = () => Math.floor(Date.now() / 1000) + HOUR;
	const host: N8nHost = {
		credentialId: `credential ${++ids}`,
		getCredential: async () => structuredClone(data) as unknown as ICredentialDataDecryptedObject,
		request: async () => {
			// Like n8n, use the credential that was read before the renewal.
			const isCold = !data.oauthTokenData;
			await Promise.resolve();
			if (isCold) {
				log.push('first token');
				storeToken({ client_id: data.clientId, exp: getHourFromNow() });
			}
			log.push('request');
			return { statusCode: 200, headers: {}, body: [] } as IN8nHttpFullResponse;
		},
		renewToken: async () => {
			log.push('renewal');
			storeToken({ client_id: data.clientId, exp: getHourFromNow() });
		},
		log: () => {},
	};
	return { host, log, data };
}

const sendOneRequest = async (host: N8nHost) =>
	await withFreshToken(await openSession(host), async () => await host.request({ url: '' }));
const getSoon = () => Math.floor(Date.now() / 1000) + 5;
const getLater = () => Math.floor(Date.now() / 1000) + HOUR;

test.each([
	['a token that lasts', () => ({ client_id: 'mine', org: 'acme', exp: getLater() }), ['request']],
	[
		'a token about to expire',
		() => ({ client_id: 'mine', exp: getSoon() }),
		['renewal', 'request'],
	],
	['a token that has expired', () => ({ client_id: 'mine', exp: 1 }), ['renewal', 'request']],
	[
		'a token of another client',
		() => ({ client_id: 'other', exp: getLater() }),
		['renewal', 'request'],
	],
	[
		'a token of another tenant',
		() => ({ org: 'umbrella', exp: getLater() }),
		['renewal', 'request'],
	],
])('renews the stored token only if necessary: %s', async (_what, claims, expected) => {
	const { host, log } = createHost(claims());
	await sendOneRequest(host);
	expect(log).toEqual(expected);
});

test('fetches one token for many requests at once', async () => {
	const { host, log } = createHost();
	await Promise.all(Array.from({ length: 20 }, () => sendOneRequest(host)));
	expect(log.filter((logEntry) => logEntry === 'first token')).toHaveLength(1);
	expect(log.filter((logEntry) => logEntry === 'request')).toHaveLength(20);
});

test('renews a token that expires soon once for many requests at once', async () => {
	const { host, log } = createHost({ client_id: 'mine', exp: getSoon() });
	await Promise.all(Array.from({ length: 20 }, () => sendOneRequest(host)));
	expect(log.filter((logEntry) => logEntry === 'renewal')).toHaveLength(1);
});

test("doesn't renew on every request if the claims differ after a renewal as well", async () => {
	const { host, log, data } = createHost({ client_id: 'mine', org: 'umbrella', exp: getLater() });
	host.renewToken = async () => {
		log.push('renewal');
		const otherClaims = { jti: 'odd', org: 'umbrella', exp: getLater() };
		data.oauthTokenData = { access_token: jwt(otherClaims), expires_in: HOUR };
	};
	await sendOneRequest(host);
	await sendOneRequest(host);
	expect(log).toEqual(['renewal', 'request', 'request']);
});

describe('a failed renewal', () => {
	const rejection = new Error('needs to be reconnected');

	test('is ignored while the token is valid', async () => {
		const { host, log } = createHost({ client_id: 'mine', exp: getSoon() });
		host.renewToken = () => Promise.reject(rejection);
		await sendOneRequest(host);
		expect(log).toEqual(['request']);
	});

	test.each([
		['expired', { client_id: 'mine', exp: 1 }],
		['of another client', { client_id: 'other', exp: getLater() }],
	])('prevents sending a token that is %s', async (_what, claims) => {
		const { host, log } = createHost(claims);
		host.renewToken = () => Promise.reject(rejection);
		await expect(sendOneRequest(host)).rejects.toMatchObject({ cause: rejection });
		expect(log).toEqual([]);
	});

	test("isn't repeated on each request", async () => {
		const { host, log } = createHost({ client_id: 'mine', exp: getSoon() });
		let renewals = 0;
		host.renewToken = () => {
			renewals++;
			return Promise.reject(new Error('429'));
		};
		for (let index = 0; index < 5; index++) await sendOneRequest(host);
		expect(renewals).toBe(1);
		expect(log).toHaveLength(5);
	});

	test('is ignored if another process has stored a token', async () => {
		const { host, log, data } = createHost({ client_id: 'mine', exp: 1 });
		host.renewToken = () => {
			const fresh = { client_id: 'mine', exp: getLater() };
			data.oauthTokenData = { access_token: jwt(fresh), expires_in: HOUR };
			return Promise.reject(rejection);
		};
		await sendOneRequest(host);
		expect(log).toEqual(['request']);
	});

	test('that is permanent is reused for other requests until the credential changes', async () => {
		const { host, data } = createHost({ client_id: 'mine', exp: 1 });
		let renewals = 0;
		host.renewToken = () => {
			renewals++;
			const body = { error: 'invalid_client' };
			return Promise.reject(Object.assign(new Error('no'), { code: 'EAUTH', body }));
		};
		for (let index = 0; index < 3; index++)
			await expect(sendOneRequest(host)).rejects.toThrow('no');
		expect(renewals).toBe(1);
		data.clientSecret = 'another';
		await expect(sendOneRequest(host)).rejects.toThrow('no');
		expect(renewals).toBe(2);
	});
});

test("doesn't wait for the renewal of a token that still works", async () => {
	const { host, log } = createHost({ client_id: 'mine', exp: getSoon() });
	host.renewToken = () => new Promise(() => {});
	await sendOneRequest(host);
	expect(log).toEqual(['request']);
});

test.each([
	['that n8n recorded', { n8n_expires_at: String(Date.now() - 1000) }, ['renewal', 'request']],
	['that n8n recorded, later', { n8n_expires_at: String(Date.now() + 3_600_000) }, ['request']],
	["that older n8n versions don't record", {}, ['request']],
])('renews an opaque token in advance by the expiry %s', async (_which, recorded, expected) => {
	const { host, log, data } = createHost();
	data.oauthTokenData = { access_token: 'opaque', expires_in: HOUR, ...recorded };
	await sendOneRequest(host);
	expect(log).toEqual(expected);
});

test('renews once if the clock is far ahead of ISC', async () => {
	const past = () => ({ client_id: 'mine', exp: getLater() - 2 * HOUR });
	const { host, log, data } = createHost(past());
	host.renewToken = async () => {
		log.push('renewal');
		data.oauthTokenData = { access_token: jwt({ ...past(), jti: 'new' }), expires_in: 750 };
	};
	for (let index = 0; index < 5; index++) await sendOneRequest(host);
	expect(log.filter((logEntry) => logEntry === 'renewal')).toHaveLength(1);
	expect(log.filter((logEntry) => logEntry === 'request')).toHaveLength(5);
});

test('renews once per process if the claims differ', async () => {
	const otherClaims = (jti: string) => ({ jti, client_id: 'other', exp: getLater() });
	const { host, log, data } = createHost(otherClaims('first'));
	host.renewToken = async () => {
		log.push('renewal');
		data.oauthTokenData = { access_token: jwt(otherClaims(`${log.length}`)), expires_in: HOUR };
	};
	let other!: { openSession: typeof openSession; withFreshToken: typeof withFreshToken };
	await jest.isolateModulesAsync(async () => {
		other = await import('../../../../nodes/shared/api/session.ts');
	});
	expect(other.withFreshToken).not.toBe(withFreshToken);
	for (let index = 0; index < 5; index++) {
		await sendOneRequest(host);
		await other.withFreshToken(await other.openSession(host), async () => {});
	}
	expect(log.filter((logEntry) => logEntry === 'renewal')).toHaveLength(2);
});

describe('waiting for the token of another execution', () => {
	/** Starts a first request whose token never arrives. */
	function withoutToken() {
		const hostState = createHost();
		const stop = new AbortController();
		const open = async (signal?: AbortSignal) => await openSession(hostState.host, { signal });
		const blockRenewal = async () => {
			const first = await open(stop.signal);
			const request = withFreshToken(first, async () => await new Promise<void>(() => {}));
			request.catch(() => {});
			await Promise.resolve();
		};
		return { ...hostState, open, blockRenewal };
	}

	test('ends when the execution is stopped', async () => {
		const { open, blockRenewal } = withoutToken();
		await blockRenewal();
		const stop = new AbortController();
		const waiting = withFreshToken(await open(stop.signal), async () => {});
		setTimeout(() => stop.abort(), 20);
		await expect(waiting).rejects.toThrow(CancelledError);
	});

	test('ends with a NoTokenError after the timeout', async () => {
		const { open, blockRenewal } = withoutToken();
		await blockRenewal();
		const waiting = withFreshToken(await open(), async () => {}, 20);
		await expect(waiting).rejects.toMatchObject({ failure: { kind: 'auth', code: 'ETIMEDOUT' } });
	});
});

describe('a credential', () => {
	const ITEM: Array<[string, IDataObject]> = [
		['another tenant', { accessTokenUrl: 'https://umbrella.api.identitynow.com/oauth/token' }],
		['another client', { clientId: 'other' }],
	];

	test.each(ITEM)('with %s for an item is rejected', async (_what, fields) => {
		const { host, data } = createHost({ client_id: 'mine', exp: getLater() });
		const session = await openSession(host);
		expect(() => assertSameTenant(session, data as never)).not.toThrow();
		expect(() => assertSameTenant(session, { ...data, ...fields } as never)).toThrow(
			ParameterError,
		);
	});

	test.each(ITEM)('with %s after it was reloaded ends the run', async (_what, fields) => {
		const { host, log, data } = createHost({ client_id: 'mine', exp: 1 });
		const session = await openSession(host);
		Object.assign(data, fields);
		const request = withFreshToken(session, async () => await host.request({ url: '' }));
		await expect(request).rejects.toThrow(/changed to another tenant or client during this run/);
		expect(log).toEqual([]);
	});
});

test('ends with the signal of n8n and with its own signal', async () => {
	const { host } = createHost();
	const [user, run] = [new AbortController(), new AbortController()];
	const session = await openSession({ ...host, cancelSignal: user.signal }, { signal: run.signal });
	expect(session.signal!.aborted).toBe(false);
	run.abort();
	expect(session.signal!.aborted).toBe(true);
	const other = await openSession({ ...host, cancelSignal: user.signal });
	user.abort();
	expect(other.signal!.aborted).toBe(true);
});

test.each(['authorizationCode', 'pkce'])(
	'sends no request with %s before signing in',
	async (grantType) => {
		const { host, log } = createHost(undefined, { grantType });
		await expect(sendOneRequest(host)).rejects.toMatchObject({
			failure: { state: 'notConnected' },
		});
		expect(log).toEqual([]);
	},
);

test.each([
	['plain http', { accessTokenUrl: 'http://acme.com/oauth/token' }],
	['no address', { accessTokenUrl: '' }],
	['pitfall', { accessTokenUrl: 'client-secret-is-missing://refused' }],
])('rejects an invalid credential: %s', async (_what, fields) => {
	const { host, log } = createHost({ client_id: 'mine' }, fields);
	await expect(openSession(host)).rejects.toThrow(ParameterError);
	expect(log).toEqual([]);
});
