import { inspect } from 'node:util';
import { defaultClients } from '../../simulator/src/server.mts';
import { createCredential, getFailure, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

const tenant = useTenant();
let elsewhere: RecordingServer;

beforeAll(async () => {
	elsewhere = await startRecordingServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id": "theirs"}]');
	});
});
beforeEach(() => elsewhere.requests.splice(0));
afterAll(async () => await elsewhere.close());

const HOSTILE = () => [
	`${elsewhere.url}/accounts/v1`,
	elsewhere.url.replace('http:', ''),
	elsewhere.url.replace('http://', '//'),
	`@${elsewhere.url.replace('http://', '')}/accounts/v1`,
	`/\\${elsewhere.url.replace('http://', '')}/accounts`,
	`\\\\${elsewhere.url.replace('http://', '')}/accounts`,
	`/accounts/v1/../../oauth/token`,
	`/accounts/v1/%2e%2e/%2E%2E/oauth/token`,
	`/accounts/v1/..%2f..%2foauth`,
	`/accounts/v1/..%5coauth`,
	`/accounts/v1\r\nHost: evil`,
	`/accounts/v1\u0000`,
	`.${elsewhere.url.replace('http://', '')}`,
	`:80@${elsewhere.url.replace('http://', '')}/`,
];

test.each(Array.from(Array(14).keys()))(
	'hostile path %i goes nowhere but to the tenant',
	async (index) => {
		const path = HOSTILE()[index]!;
		const { items } = await request(tenant(), { method: 'GET', path }, { continueOnFail: true });
		expect(items[0]!.json).toHaveProperty('error');
		expect(elsewhere.requests).toHaveLength(0);
		const paths = tenant().counters.requests.map(({ url }) => url.split('?')[0]);
		expect(
			paths.every((sent) => sent === '/oauth/token' || !/\.\.|oauth|evil/.test(sent ?? '')),
		).toBe(true);
	},
);

test('encodes a path parameter as one path segment', async () => {
	await request(
		tenant(),
		{
			method: 'GET',
			path: '/accounts/v1/{id}',
			pathParameters: { parameter: [{ name: 'id', value: '../../oauth/token?x=y#z' }] },
		},
		{ continueOnFail: true },
	);
	const url = tenant().counters.requests.at(-1)!.url;
	expect(url).toBe('/accounts/v1/..%2F..%2Foauth%2Ftoken%3Fx%3Dy%23z');
});

test.each(['/accounts/v1', '/oauth/token'])(
	'what %s repeats of a secret or token is in no error, item or hint',
	async (path) => {
		const store = createCredential(tenant());
		await runNode(store, { parameters: { method: 'GET', path: '/sources/v1' } });
		const token = String(store.oauthTokenData!.access_token);
		const { secret } = defaultClients.pat;
		const messages = [{ text: `Refused ${token} and ${secret}` }];
		tenant().faults.add({ path, status: 400, body: { messages, error: `${token} ${secret}` } });
		if (path === '/oauth/token') tenant().tokens.expire();

		const parameters = { method: 'GET', path: '/accounts/v1' };
		const error = await getFailure(runNode(store, { parameters }));
		const { items, hints } = await runNode(store, { parameters, continueOnFail: true });
		for (const shown of [error, items, hints]) {
			const text = `${JSON.stringify(shown)} ${inspect(shown, { depth: 12, showHidden: true })}`;
			expect(text).not.toContain(token);
			expect(text).not.toContain(secret);
		}
		expect(error.message).toContain('[secret]');
	},
);
