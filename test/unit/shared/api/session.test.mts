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

/** A host with one credential; each token it gets is for the credential's own client. */
function hostWith(claims?: object, fields: IDataObject = {}) {
	const data: IDataObject = {
		grantType: 'clientCredentials',
		domain: 'identitynow.com',
		clientId: 'mine',
		accessTokenUrl: 'https://acme.api.identitynow.com/oauth/token',
		...fields,
	};
	const log: string[] = [];
	let made = 0;
	const store = (more: object) => {
		data.oauthTokenData = {
			access_token: jwt({ jti: `token ${++made}`, ...more }),
			expires_in: HOUR,
		};
	};
	if (claims) store(claims);
	const inAnHour = () => Math.floor(Date.now() / 1000) + HOUR;
	const host: N8nHost = {
		credentialId: `credential ${++ids}`,
		getCredential: async () => structuredClone(data) as unknown as ICredentialDataDecryptedObject,
		request: async () => {
			// As the host does: what it read before is not read again, however long the rest takes.
			const isCold = !data.oauthTokenData;
			await Promise.resolve();
			if (isCold) {
				log.push('first token');
				store({ client_id: data.clientId, exp: inAnHour() });
			}
			log.push('request');
			return { statusCode: 200, headers: {}, body: [] } as IN8nHttpFullResponse;
		},
		renewToken: async () => {
			log.push('renewal');
			store({ client_id: data.clientId, exp: inAnHour() });
		},
		log: () => {},
	};
	return { host, log, data };
}

const sendOne = async (host: N8nHost) =>
	await withFreshToken(await openSession(host), async () => await host.request({ url: '' }));
const soon = () => Math.floor(Date.now() / 1000) + 5;
const later = () => Math.floor(Date.now() / 1000) + HOUR;

test.each([
	['a token that lasts', () => ({ client_id: 'mine', org: 'acme', exp: later() }), ['request']],
	['a token about to expire', () => ({ client_id: 'mine', exp: soon() }), ['renewal', 'request']],
	['a token that has expired', () => ({ client_id: 'mine', exp: 1 }), ['renewal', 'request']],
	[
		'a token of another client',
		() => ({ client_id: 'other', exp: later() }),
		['renewal', 'request'],
	],
	['a token of another tenant', () => ({ org: 'umbrella', exp: later() }), ['renewal', 'request']],
])('renews the stored token only if necessary: %s', async (_what, claims, expected) => {
	const { host, log } = hostWith(claims());
	await sendOne(host);
	expect(log).toEqual(expected);
});

test('fetches one token for many requests at once', async () => {
	const { host, log } = hostWith();
	await Promise.all(Array.from({ length: 20 }, () => sendOne(host)));
	expect(log.filter((entry) => entry === 'first token')).toHaveLength(1);
	expect(log.filter((entry) => entry === 'request')).toHaveLength(20);
});

test('renews a token that expires soon once for many requests at once', async () => {
	const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
	await Promise.all(Array.from({ length: 20 }, () => sendOne(host)));
	expect(log.filter((entry) => entry === 'renewal')).toHaveLength(1);
});

test("doesn't renew on every request if the claims differ after a renewal as well", async () => {
	const { host, log, data } = hostWith({ client_id: 'mine', org: 'umbrella', exp: later() });
	host.renewToken = async () => {
		log.push('renewal');
		const odd = { jti: 'odd', org: 'umbrella', exp: later() };
		data.oauthTokenData = { access_token: jwt(odd), expires_in: HOUR };
	};
	await sendOne(host);
	await sendOne(host);
	expect(log).toEqual(['renewal', 'request', 'request']);
});

describe('a failed renewal', () => {
	const refused = new Error('needs to be reconnected');

	test('is ignored while the token is valid', async () => {
		const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
		host.renewToken = () => Promise.reject(refused);
		await sendOne(host);
		expect(log).toEqual(['request']);
	});

	test.each([
		['expired', { client_id: 'mine', exp: 1 }],
		['of another client', { client_id: 'other', exp: later() }],
	])('prevents sending a token that is %s', async (_what, claims) => {
		const { host, log } = hostWith(claims);
		host.renewToken = () => Promise.reject(refused);
		await expect(sendOne(host)).rejects.toMatchObject({ cause: refused });
		expect(log).toEqual([]);
	});

	test("isn't repeated on each request", async () => {
		const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
		let renewals = 0;
		host.renewToken = () => {
			renewals++;
			return Promise.reject(new Error('429'));
		};
		for (let index = 0; index < 5; index++) await sendOne(host);
		expect(renewals).toBe(1);
		expect(log).toHaveLength(5);
	});

	test('is ignored if another process has stored a token', async () => {
		const { host, log, data } = hostWith({ client_id: 'mine', exp: 1 });
		host.renewToken = () => {
			const fresh = { client_id: 'mine', exp: later() };
			data.oauthTokenData = { access_token: jwt(fresh), expires_in: HOUR };
			return Promise.reject(refused);
		};
		await sendOne(host);
		expect(log).toEqual(['request']);
	});

	test('that is permanent is reused for other requests until the credential changes', async () => {
		const { host, data } = hostWith({ client_id: 'mine', exp: 1 });
		let renewals = 0;
		host.renewToken = () => {
			renewals++;
			const body = { error: 'invalid_client' };
			return Promise.reject(Object.assign(new Error('no'), { code: 'EAUTH', body }));
		};
		for (let index = 0; index < 3; index++) await expect(sendOne(host)).rejects.toThrow('no');
		expect(renewals).toBe(1);
		data.clientSecret = 'another';
		await expect(sendOne(host)).rejects.toThrow('no');
		expect(renewals).toBe(2);
	});
});

test("doesn't wait for the renewal of a token that still works", async () => {
	const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
	host.renewToken = () => new Promise(() => {});
	await sendOne(host);
	expect(log).toEqual(['request']);
});

test('renews once if the clock is far ahead of ISC', async () => {
	const past = () => ({ client_id: 'mine', exp: later() - 2 * HOUR });
	const { host, log, data } = hostWith(past());
	host.renewToken = async () => {
		log.push('renewal');
		data.oauthTokenData = { access_token: jwt({ ...past(), jti: 'new' }), expires_in: 750 };
	};
	for (let index = 0; index < 5; index++) await sendOne(host);
	expect(log.filter((entry) => entry === 'renewal')).toHaveLength(1);
	expect(log.filter((entry) => entry === 'request')).toHaveLength(5);
});

test('renews once per process if the claims differ', async () => {
	const odd = (jti: string) => ({ jti, client_id: 'other', exp: later() });
	const { host, log, data } = hostWith(odd('first'));
	host.renewToken = async () => {
		log.push('renewal');
		data.oauthTokenData = { access_token: jwt(odd(`${log.length}`)), expires_in: HOUR };
	};
	let other!: { openSession: typeof openSession; withFreshToken: typeof withFreshToken };
	await jest.isolateModulesAsync(async () => {
		other = await import('../../../../nodes/shared/api/session.ts');
	});
	expect(other.withFreshToken).not.toBe(withFreshToken);
	for (let index = 0; index < 5; index++) {
		await sendOne(host);
		await other.withFreshToken(await other.openSession(host), async () => {});
	}
	expect(log.filter((entry) => entry === 'renewal')).toHaveLength(2);
});

describe('waiting for the token of another execution', () => {
	/** A first request whose token does not come. */
	function withoutToken() {
		const found = hostWith();
		const stop = new AbortController();
		const open = async (signal?: AbortSignal) => await openSession(found.host, { signal });
		const hangs = async () => {
			const first = await open(stop.signal);
			const call = withFreshToken(first, async () => await new Promise<void>(() => {}));
			call.catch(() => {});
			await Promise.resolve();
		};
		return { ...found, open, hangs };
	}

	test('ends when the execution is stopped', async () => {
		const { open, hangs } = withoutToken();
		await hangs();
		const stop = new AbortController();
		const waiting = withFreshToken(await open(stop.signal), async () => {});
		setTimeout(() => stop.abort(), 20);
		await expect(waiting).rejects.toThrow(CancelledError);
	});

	test('ends with a NoTokenError after the timeout', async () => {
		const { open, hangs } = withoutToken();
		await hangs();
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
		const { host, data } = hostWith({ client_id: 'mine', exp: later() });
		const session = await openSession(host);
		expect(() => assertSameTenant(session, data as never)).not.toThrow();
		expect(() => assertSameTenant(session, { ...data, ...fields } as never)).toThrow(
			ParameterError,
		);
	});

	test.each(ITEM)('with %s after it was reloaded ends the run', async (_what, fields) => {
		const { host, log, data } = hostWith({ client_id: 'mine', exp: 1 });
		const session = await openSession(host);
		Object.assign(data, fields);
		const call = withFreshToken(session, async () => await host.request({ url: '' }));
		await expect(call).rejects.toThrow(/changed to another tenant or client during this run/);
		expect(log).toEqual([]);
	});
});

test('ends with the signal of n8n and with its own signal', async () => {
	const { host } = hostWith();
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
		const { host, log } = hostWith(undefined, { grantType });
		await expect(sendOne(host)).rejects.toMatchObject({ failure: { state: 'notConnected' } });
		expect(log).toEqual([]);
	},
);

test.each([
	['plain http', { accessTokenUrl: 'http://acme.com/oauth/token' }],
	['no address', { accessTokenUrl: '' }],
	['pitfall', { accessTokenUrl: 'client-secret-is-missing://refused' }],
])('rejects an invalid credential: %s', async (_what, fields) => {
	const { host, log } = hostWith({ client_id: 'mine' }, fields);
	await expect(openSession(host)).rejects.toThrow(ParameterError);
	expect(log).toEqual([]);
});
