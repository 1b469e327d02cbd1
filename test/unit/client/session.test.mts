import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { BadInput } from '../../../nodes/client/errors/failures.ts';
import type { Host } from '../../../nodes/client/host.ts';
import { openSession, requestWithToken } from '../../../nodes/client/session.ts';

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
	const host: Host = {
		credentialId: `credential ${++ids}`,
		credential: async () => structuredClone(data) as unknown as ICredentialDataDecryptedObject,
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

const sendOne = async (host: Host) =>
	await requestWithToken(await openSession(host), async () => await host.request({ url: '' }));
const soon = () => Math.floor(Date.now() / 1000) + 5;
const later = () => Math.floor(Date.now() / 1000) + HOUR;

test.each([
	['a token that lasts', () => ({ client_id: 'mine', org: 'acme', exp: later() }), ['request']],
	['a token about to expire', () => ({ client_id: 'mine', exp: soon() }), ['renewal', 'request']],
	[
		'a token of another client',
		() => ({ client_id: 'other', exp: later() }),
		['renewal', 'request'],
	],
	['a token of another tenant', () => ({ org: 'umbrella', exp: later() }), ['renewal', 'request']],
])('%s', async (_what, claims, expected) => {
	const { host, log } = hostWith(claims());
	await sendOne(host);
	expect(log).toEqual(expected);
});

test('no token yet: one is fetched for many calls at once', async () => {
	const { host, log } = hostWith();
	await Promise.all(Array.from({ length: 20 }, () => sendOne(host)));
	expect(log.filter((entry) => entry === 'first token')).toHaveLength(1);
	expect(log.filter((entry) => entry === 'request')).toHaveLength(20);
});

test('a token about to expire is renewed once for many calls at once', async () => {
	const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
	await Promise.all(Array.from({ length: 20 }, () => sendOne(host)));
	expect(log.filter((entry) => entry === 'renewal')).toHaveLength(1);
});

test('claims that stay odd after a renewal do not make it renew at every call', async () => {
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

describe('a renewal that fails', () => {
	const refused = new Error('needs to be reconnected');

	test('does not matter while the token is still good', async () => {
		const { host, log } = hostWith({ client_id: 'mine', exp: soon() });
		host.renewToken = () => Promise.reject(refused);
		await sendOne(host);
		expect(log).toEqual(['request']);
	});

	test.each([
		['expired', { client_id: 'mine', exp: 1 }],
		['of another client', { client_id: 'other', exp: later() }],
	])('keeps a token that is %s from being sent', async (_what, claims) => {
		const { host, log } = hostWith(claims);
		host.renewToken = () => Promise.reject(refused);
		await expect(sendOne(host)).rejects.toBe(refused);
		expect(log).toEqual([]);
	});
});

test.each([
	['plain http', { accessTokenUrl: 'http://acme.com/oauth/token' }],
	['no address', { accessTokenUrl: '' }],
	['pitfall', { accessTokenUrl: 'client-secret-is-missing://refused' }],
])('a credential that cannot work is refused: %s', async (_what, fields) => {
	const { host, log } = hostWith({ client_id: 'mine' }, fields);
	await expect(openSession(host)).rejects.toThrow(BadInput);
	expect(log).toEqual([]);
});
