import { call, closeSimulators, open, session } from '../helpers.mts';
import {
	PATH,
	body,
	changed,
	closeReceivers,
	preApproval,
	receive,
	statuses,
	subscribe,
} from './receiver.mts';
import type { Reply } from './receiver.mts';

afterAll(closeSimulators);
afterAll(closeReceivers);

const input = { identity: { id: '1', name: 'Jo' }, changes: [{ attribute: 'location' }] };

test('sends an event to each enabled subscription whose filter matches', async () => {
	const tenant = await open({ triggerMetadata: 'documented' });
	const api = await session(tenant);
	const { url, received } = await receive();
	const told = await subscribe(api, changed, `${url}/all`);
	await subscribe(api, changed, `${url}/match`, 'SYNC', { filter: '$[?($.identity.id == "1")]' });
	await subscribe(api, changed, `${url}/miss`, 'SYNC', { filter: '$[?($.identity.id == "2")]' });
	await subscribe(api, changed, `${url}/off`, 'SYNC', { enabled: false });
	await subscribe(api, 'idn:identity-created', `${url}/other`);
	const ids = tenant.triggers.emit(changed, input);
	expect(ids).toHaveLength(2);
	const list = await statuses(tenant, api);
	expect(received.map(({ path }) => path).sort()).toEqual(['/all', '/match']);
	expect(received[0]?.body).toEqual(input);
	expect(received[0]?.headers['content-type']).toBe('application/json');
	expect(received[0]?.headers.authorization).toBeUndefined();
	expect(list).toHaveLength(2);
	expect(list.find(({ subscriptionId }) => subscriptionId === told.id)).toEqual({
		id: ids[0],
		triggerId: changed,
		subscriptionId: told.id,
		subscriptionName: told.name,
		type: 'REAL_TIME',
		created: expect.any(String),
		completed: expect.any(String),
		startInvocationInput: { triggerId: changed, input, contentJson: {} },
		completeInvocationInput: { localizedError: null, output: null },
	});
	expect(() => tenant.triggers.emit('idn:nothing')).toThrow('idn:nothing');
});

test('authenticates to subscribers as configured', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const { url, received } = await receive();
	const send = async (auth: Record<string, unknown>) => {
		const httpConfig = { url, httpDispatchMode: 'SYNC', ...auth };
		const { id } = (await api.post<{ id: string }>(PATH, body(changed, url, { httpConfig }))).body;
		tenant.triggers.emit(changed, input);
		await tenant.triggers.settled();
		await api.send('DELETE', `${PATH}/${id}`);
		return received.at(-1)?.headers.authorization;
	};
	const bearer = (bearerToken: string | null) =>
		send({ httpAuthenticationType: 'BEARER_TOKEN', bearerTokenAuthConfig: { bearerToken } });
	expect(await bearer('s3cret')).toBe('Bearer s3cret');
	expect(await bearer(null)).toBeUndefined();
	const basic = await send({
		httpAuthenticationType: 'BASIC_AUTH',
		basicAuthConfig: { userName: 'isc', password: 'pä:ss' },
	});
	expect(basic).toBe(`Basic ${Buffer.from('isc:pä:ss').toString('base64')}`);
	expect(received).toHaveLength(3);
});

test.each<[string, Reply, string]>([
	['an error', { status: 500 }, '500'],
	['a redirect', { status: 302, location: 'http://127.0.0.1:1/' }, '302'],
	['no answer in time', null, '300 ms'],
])('%s is a failed invocation, and nothing is sent again', async (_what, reply, message) => {
	const tenant = await open({ triggerDeadlineMs: reply === null ? 300 : 60_000 });
	const api = await session(tenant);
	const { url, received } = await receive(() => reply);
	await subscribe(api, changed, url);
	tenant.triggers.emit(changed, input);
	const [status] = await statuses(tenant, api);
	expect(status?.completed).toEqual(expect.any(String));
	expect(status?.completeInvocationInput?.localizedError?.text).toContain(message);
	expect(status?.completeInvocationInput?.output).toBeNull();
	expect(received).toHaveLength(1);
});

test.each([
	['another machine', 'http://192.0.2.1/hook', 'alone, not to 192.0.2.1'],
	['a name', 'https://isc.acme.example/hook', 'alone, not to isc.acme.example'],
	['a port where nobody listens', 'http://127.0.0.1:1/hook', 'could not be reached'],
])('%s is a failed invocation', async (_what, url, message) => {
	const tenant = await open();
	const api = await session(tenant);
	await subscribe(api, changed, url);
	tenant.triggers.emit(changed, input);
	const [status] = await statuses(tenant, api);
	expect(status?.completeInvocationInput?.localizedError?.text).toContain(message);
});

test("doesn't deliver to a subscription of another type than HTTP", async () => {
	const tenant = await open();
	const api = await session(tenant);
	const eventBridgeConfig = { awsAccount: '123456789012', awsRegion: 'eu-west-1' };
	const bridge = { name: 'Bus', triggerId: changed, type: 'EVENTBRIDGE', eventBridgeConfig };
	expect((await api.post(PATH, bridge)).status).toBe(201);
	tenant.triggers.emit(changed, input);
	const [status] = await statuses(tenant, api);
	expect(status?.completeInvocationInput?.localizedError?.text).toContain('HTTP');
});

test('delivers a burst of events at once', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const waiting: (() => void)[] = [];
	let all: () => void = () => undefined;
	const allThere = new Promise<void>((resolve) => (all = resolve));
	const { url, received } = await receive(
		() =>
			new Promise((resolve) => {
				waiting.push(() => resolve({}));
				if (waiting.length === 40) all();
			}),
	);
	await subscribe(api, changed, url);
	for (let i = 0; i < 40; i++) tenant.triggers.emit(changed, { ...input, i });
	// Nobody is answered before all have come: with fewer at a time this would never end.
	await allThere;
	for (const answer of waiting) answer();
	await tenant.triggers.settled();
	expect(new Set(received.map(({ body: { i } }) => i)).size).toBe(40);
});

test('repeats deliveries unchanged', async () => {
	const tenant = await open({ triggerRepeat: 2, triggerMetadata: 'always' });
	const api = await session(tenant);
	const answers = [{ status: 503 }, { json: { n: 2 } }, { json: { n: 3 } }];
	const { url, received } = await receive(() => answers.shift() ?? null);
	await subscribe(api, changed, url);
	const [id] = tenant.triggers.emit(changed, input);
	const [status] = await statuses(tenant, api);
	expect(received).toHaveLength(3);
	expect(new Set(received.map((one) => JSON.stringify(one.body))).size).toBe(1);
	expect(received[0]?.body._metadata).toMatchObject({ invocationId: id });
	expect(status?.completeInvocationInput?.localizedError).toBeNull();
});

test.each([
	['recorded', [true, false, true]],
	['documented', [false, false, true]],
	['request-response', [false, true, true]],
	['always', [true, true, true]],
] as const)('with %s metadata is where it should be', async (triggerMetadata, expected) => {
	const tenant = await open({ triggerMetadata });
	const api = await session(tenant);
	const { url, received } = await receive();
	await subscribe(api, changed, url);
	await subscribe(api, preApproval, url);
	await subscribe(api, 'idn:access-request-dynamic-approver', url, 'ASYNC');
	for (const trigger of [changed, preApproval, 'idn:access-request-dynamic-approver']) {
		tenant.triggers.emit(trigger);
		await tenant.triggers.settled();
	}
	expect(received.map(({ body: { _metadata } }) => _metadata !== undefined)).toEqual(expected);
});

test('recorded: sends metadata with an event without a response', async () => {
	const tenant = await open();
	const { url, received } = await receive();
	const { id } = await subscribe(await session(tenant), changed, url);
	const [invocationId] = tenant.triggers.emit(changed, input);
	await tenant.triggers.settled();
	const _metadata = {
		invocationId,
		triggerId: changed,
		triggerType: 'fireAndForget',
		subscriptionId: id,
	};
	expect(received[0]?.body).toEqual({ ...input, _metadata });
});

test('cancels deliveries on close', async () => {
	const tenant = await open();
	const { url, received } = await receive(() => null);
	await subscribe(await session(tenant), changed, url);
	tenant.triggers.emit(changed, input);
	tenant.triggers.emitLater(60_000, changed, input);
	while (!received.length) await new Promise((resolve) => setTimeout(resolve, 5));
	await tenant.close();
	await tenant.triggers.settled();
	expect(received).toHaveLength(1);
	await expect(call(tenant.url)).rejects.toThrow();
});
