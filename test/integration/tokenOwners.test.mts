import type { IncomingMessage } from 'node:http';
import type { IDataObject } from 'n8n-workflow';

import { CredentialStore } from './credentialStore.mts';
import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

const READ = { method: 'GET', path: '/accounts/v1/1' };
const servers: RecordingServer[] = [];
/** Received requests: the tenant and the token. */
const seen: string[] = [];
/** Number of tokens that all tenants issued. */
let tokens = 0;

afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
	seen.length = 0;
});

/** A tenant that issues opaque tokens with its name and a unique number. */
async function startSimulator(name: string, latency = 0): Promise<string> {
	const server = await startRecordingServer((request: IncomingMessage, response) => {
		const isToken = request.url === '/oauth/token';
		seen.push(`${name}: ${isToken ? 'token' : request.headers.authorization}`);
		const body = isToken
			? { access_token: `${name}${++tokens}`, token_type: 'bearer', expires_in: 3600 }
			: { id: name };
		setTimeout(
			() =>
				response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
			isToken ? latency : 0,
		);
	});
	servers.push(server);
	return server.url;
}

const storeOf = (apiBaseUrl: string, more: IDataObject = {}, token?: IDataObject) =>
	new CredentialStore(
		{ domain: 'custom', apiBaseUrl, clientId: 'c'.repeat(32), clientSecret: 's', ...more },
		token,
	);

const readFor = async (store: CredentialStore, url = '') =>
	await runNode(store, { parameters: READ, items: [{ json: { url } }] });

/** Returns the received requests, with token numbers from 1. */
function counted(): string[] {
	const numbers = [...new Set(seen.join().match(/\d+/g))];
	return seen.map((one) => one.replace(/\d+/, (number) => `${numbers.indexOf(number) + 1}`));
}

/** Returns requests with a token of another tenant. */
const astray = () => seen.filter((one) => /^(\w): Bearer (?!\1)/.test(one));

/** Builds a credential with an expression as the address. */
function storeByItem(url: string): CredentialStore {
	const store = storeOf(url);
	store.dataOfItem = (item) => ({ apiBaseUrl: item.url });
	return store;
}

test('a token of one tenant is not sent to the next that an expression names', async () => {
	const [a, b] = [await startSimulator('A'), await startSimulator('B')];
	const store = storeByItem(a);
	for (const url of [a, b, a]) await readFor(store, url);
	expect(counted()).toEqual([
		'A: token',
		'A: Bearer A1',
		'B: token',
		'B: Bearer B2',
		'A: token',
		'A: Bearer A3',
	]);
});

test('a token is not sent to the tenant that the user edits the credential to', async () => {
	const [a, b] = [await startSimulator('A'), await startSimulator('B')];
	const store = storeOf(a);
	await readFor(store);
	store.data.apiBaseUrl = b;
	await readFor(store);
	await readFor(store);
	expect(counted()).toEqual([
		'A: token',
		'A: Bearer A1',
		'B: token',
		'B: Bearer B2',
		'B: Bearer B2',
	]);
});

test("doesn't use a token for another client after an edit of the credential", async () => {
	const store = storeOf(await startSimulator('A'));
	await readFor(store);
	store.data.clientId = 'd'.repeat(32);
	await readFor(store);
	expect(counted()).toEqual(['A: token', 'A: Bearer A1', 'A: token', 'A: Bearer A2']);
});

test('a sign-in that is for another tenant keeps both of its tokens', async () => {
	const [a, b] = [await startSimulator('A'), await startSimulator('B')];
	const token = { access_token: 'A0', refresh_token: 'refresh', token_type: 'bearer' };
	const grant = { grantType: 'authorizationCode', authorizationUrl: `${a}/oauth/authorize` };
	const store = storeOf(a, grant, token);
	await readFor(store);
	store.data.apiBaseUrl = b;
	const { message, description } = await getFailure(readFor(store));
	expect(message).toBe(
		'The credential needs to be connected again: its token is for another tenant or client',
	);
	expect(description).toMatch(/click 'Connect', and sign in/);
	expect(seen).toEqual(['A: Bearer A0']);

	store.oauthTokenData = { access_token: 'B0', token_type: 'bearer' };
	await readFor(store);
	expect(seen.at(-1)).toBe('B: Bearer B0');
});

test.each([
	['cold', 0],
	['cold, with slow token endpoints', 50],
])('parallel runs for two tenants send each token to its tenant: %s', async (_what, latency) => {
	const urls = [await startSimulator('A', latency), await startSimulator('B', latency)];
	const store = storeByItem(urls[0]!);
	for (let round = 0; round < 3; round++) {
		const runs = Array.from(
			{ length: 10 },
			async (_, index) =>
				await readFor(store, urls[index % 2]).then(
					({ items }) => items[0]!.json.id,
					(error: Error) => error.message,
				),
		);
		for (const [index, outcome] of (await Promise.all(runs)).entries()) {
			expect([
				'AB'[index % 2],
				"n8n's stored token for this credential is for another tenant or client",
			]).toContain(outcome);
		}
	}
	expect(astray()).toEqual([]);
	expect(seen.filter((one) => one.includes('Bearer')).length).toBeGreaterThan(0);
});
