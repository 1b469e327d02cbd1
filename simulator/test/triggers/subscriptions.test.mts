import { closeSimulators, open, session } from '../helpers.mts';
import type { Failure } from '../helpers.mts';
import { PATH, body, changed, dynamicApprover, preApproval, subscribe } from './receiver.mts';
import type { Subscribed } from './receiver.mts';

afterAll(closeSimulators);

const url = 'http://127.0.0.1:9/hook';
const cause = (answer: { body: unknown }) => (answer.body as Failure).causes[0]?.text;

test('creates, finds, replaces, patches and deletes a subscription', async () => {
	const api = await session(await open(), 'apiClient');
	const made = await api.post<Subscribed>(
		PATH,
		body(changed, url, { filter: '$.changes[?(@.attribute == "department")]' }),
	);
	expect(made.status).toBe(201);
	expect(made.body).toEqual({
		id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		name: `Told of ${changed}`,
		description: null,
		triggerId: changed,
		triggerName: 'Identity Attributes Changed',
		type: 'HTTP',
		responseDeadline: 'PT1H',
		httpConfig: {
			url,
			httpDispatchMode: 'SYNC',
			httpAuthenticationType: 'NO_AUTH',
			basicAuthConfig: null,
			bearerTokenAuthConfig: null,
		},
		enabled: true,
		filter: '$.changes[?(@.attribute == "department")]',
	});
	const { id } = made.body;
	const path = `${PATH}/${id}`;
	const find = async () =>
		(await api.get<Subscribed[]>(`${PATH}?filters=${encodeURIComponent(`id eq "${id}"`)}`)).body;
	expect(await find()).toEqual([made.body]);
	expect((await api.get(path)).body).toEqual(made.body);

	const replaced = await api.send<Subscribed>('PUT', path, {
		json: { ...made.body, name: 'Other', filter: undefined, responseDeadline: 'P1DT2H' },
	});
	expect(replaced.status).toBe(200);
	expect(replaced.body).toMatchObject({ id, name: 'Other' });
	expect(replaced.body).not.toHaveProperty('filter');
	const missing = [{ op: 'replace', path: '/filter', value: '$.identity' }];
	expect((await api.patch(path, missing)).status).toBe(400);
	expect(await find()).toMatchObject([{ responseDeadline: 'P1DT2H' }]);

	const applyJsonPatch = await api.patch<Subscribed>(path, [
		{ op: 'replace', path: '/enabled', value: false },
		{ op: 'add', path: '/filter', value: '$.identity' },
	]);
	expect([applyJsonPatch.status, applyJsonPatch.body.enabled, applyJsonPatch.body.filter]).toEqual([
		200,
		false,
		'$.identity',
	]);
	expect(await find()).toEqual([applyJsonPatch.body]);

	expect((await api.send('DELETE', path)).status).toBe(204);
	expect(await find()).toEqual([]);
	for (const method of ['PUT', 'PATCH', 'DELETE']) {
		const headers = { 'content-type': 'application/json-patch+json' };
		expect((await api.send(method, path, { json: [], headers })).status).toBe(404);
	}
});

test('filters and sorts lists', async () => {
	const api = await session(await open());
	const first = await subscribe(api, preApproval, url);
	const second = await subscribe(api, changed, url);
	const bridge = await api.post<Subscribed>(PATH, {
		name: 'To a bus',
		triggerId: changed,
		type: 'EVENTBRIDGE',
		eventBridgeConfig: { awsAccount: '123456789012', awsRegion: 'eu-west-1' },
	});
	expect(bridge.body).not.toHaveProperty('httpConfig');
	const ids = async (query: string) =>
		(await api.get<Subscribed[]>(`/beta/trigger-subscriptions?${query}`)).body.map(({ id }) => id);
	const where = (filter: string) => ids(`filters=${encodeURIComponent(filter)}`);
	expect(await where(`triggerId eq "${changed}"`)).toEqual([second.id, bridge.body.id]);
	expect(await where('type eq "EVENTBRIDGE"')).toEqual([bridge.body.id]);
	expect(await ids('sorters=triggerName&limit=1')).toEqual([first.id]);
	expect(await ids('sorters=-triggerName&limit=1')).toEqual([second.id]);
	expect((await api.get(`${PATH}?sorters=name`)).status).toBe(400);
});

test.each([
	['no name', { name: undefined }, '"name"'],
	['no trigger', { triggerId: undefined }, '"triggerId"'],
	['an unknown trigger', { triggerId: 'idn:nothing' }, '"idn:nothing"'],
	['no type', { type: undefined }, '"type"'],
	['an unknown type', { type: 'MAIL' }, '"type"'],
	['a broken filter', { filter: '$.a[' }, '"filter"'],
	['a filter that is no text', { filter: 7 }, '"filter"'],
	['a deadline in words', { responseDeadline: '1 hour' }, '"responseDeadline"'],
	['a deadline of nothing', { responseDeadline: 'PT0S' }, '"responseDeadline"'],
	['a switch that is a text', { enabled: 'yes' }, '"enabled"'],
	['no destination', { httpConfig: undefined }, '"httpConfig"'],
	['no URL', { httpConfig: { httpDispatchMode: 'SYNC' } }, '"httpConfig.url"'],
	['no web URL', { httpConfig: { url: 'ftp://x', httpDispatchMode: 'SYNC' } }, '"httpConfig.url"'],
	['no mode', { httpConfig: { url } }, '"httpConfig.httpDispatchMode"'],
	['an unknown mode', { httpConfig: { url, httpDispatchMode: 'LATER' } }, 'httpDispatchMode'],
	[
		'an unknown authentication',
		{ httpConfig: { url, httpDispatchMode: 'SYNC', httpAuthenticationType: 'MTLS' } },
		'httpAuthenticationType',
	],
	[
		'no user',
		{
			httpConfig: {
				url,
				httpDispatchMode: 'SYNC',
				httpAuthenticationType: 'BASIC_AUTH',
				basicAuthConfig: { password: 'x' },
			},
		},
		'basicAuthConfig.userName',
	],
	[
		'no token',
		{ httpConfig: { url, httpDispatchMode: 'SYNC', httpAuthenticationType: 'BEARER_TOKEN' } },
		'bearerTokenAuthConfig.bearerToken',
	],
	['a bridge to nowhere', { type: 'EVENTBRIDGE' }, 'eventBridgeConfig'],
])('by the documents, %s is refused', async (_what, wrong, named) => {
	const api = await session(await open({ triggerApi: 'documented' }));
	const answer = await api.post(PATH, body(preApproval, url, wrong));
	expect(answer.status).toBe(400);
	expect(cause(answer)).toContain(named);
	expect((await api.get<unknown[]>(PATH)).body).toEqual([]);
});

test('recorded: accepts a subscription without a name, and an invalid URL and filter', async () => {
	const api = await session(await open());
	const httpConfig = { url: 'test', httpDispatchMode: 'SYNC' };
	const loose = { name: undefined, filter: 'replacedFilter', httpConfig };
	const made = await api.post<Subscribed>(PATH, body(changed, url, loose));
	expect(made.body).toMatchObject({ filter: 'replacedFilter', httpConfig });
});

test('documented: finds one subscription only by a filter, and returns null for no filter', async () => {
	const api = await session(await open({ triggerApi: 'documented' }));
	const made = await subscribe(api, changed, url);
	expect(made.filter).toBeNull();
	expect(made.httpConfig).not.toHaveProperty('basicAuthConfig');
	expect((await api.get(`${PATH}/${made.id}`)).status).toBe(404);
});

test('accepts a missing dispatch mode for a trigger without a response', async () => {
	const api = await session(await open());
	const made = await api.post(PATH, body(changed, url, { httpConfig: { url } }));
	expect(made.body).toMatchObject({ httpConfig: { httpDispatchMode: 'SYNC' } });
});

test('limits a trigger to 50 subscriptions, or to one that decides', async () => {
	const api = await session(await open());
	const made = [];
	for (let i = 0; i < 50; i++) made.push(await subscribe(api, changed, url));
	const last = await api.post(PATH, body(changed, url));
	expect([last.status, cause(last)]).toEqual([400, expect.stringContaining('50')]);
	await api.send('DELETE', `${PATH}/${made[0]?.id}`);
	expect((await api.post(PATH, body(changed, url))).status).toBe(201);

	for (const trigger of [preApproval, dynamicApprover]) {
		await subscribe(api, trigger, url, 'SYNC', { enabled: false });
		expect((await api.post(PATH, body(trigger, url))).status).toBe(400);
	}
});

test('rejects changes of immutable fields and incomplete subscriptions', async () => {
	const api = await session(await open({ triggerApi: 'documented' }));
	const made = await subscribe(api, changed, url);
	const path = `${PATH}/${made.id}`;
	for (const wrong of [{ id: 'other' }, { triggerId: preApproval }, { name: '' }, { type: 'X' }]) {
		expect((await api.send('PUT', path, { json: { ...made, ...wrong } })).status).toBe(400);
	}
	for (const wrong of [
		{ op: 'replace', path: '/id', value: 'other' },
		{ op: 'replace', path: '/triggerId', value: preApproval },
		{ op: 'replace', path: '/triggerName', value: 'Other' },
		{ op: 'test', path: '/name', value: made.name },
		{ op: 'remove', path: '/httpConfig' },
		{ op: 'replace', path: '/httpConfig/url', value: 'nowhere' },
		{ op: 'replace', path: '/type', value: 'EVENTBRIDGE' },
		{ op: 'replace', path: '/filter', value: '$[' },
	]) {
		expect((await api.patch(path, [wrong])).status).toBe(400);
	}
	expect((await api.send('PATCH', path, { json: [] })).status).toBe(400);
	expect((await api.get(PATH)).body).toEqual([made]);
});

test('returns no secrets, and loses them when they are sent back as read', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const secretive = (auth: Record<string, unknown>) =>
		body(changed, url, { httpConfig: { url, httpDispatchMode: 'SYNC', ...auth } });
	const basic = await api.post<Subscribed>(
		PATH,
		secretive({
			httpAuthenticationType: 'BASIC_AUTH',
			basicAuthConfig: { userName: 'isc', password: 'top-secret' },
		}),
	);
	const bearer = await api.post<Subscribed>(
		PATH,
		secretive({
			httpAuthenticationType: 'BEARER_TOKEN',
			bearerTokenAuthConfig: { bearerToken: 'top-secret' },
		}),
	);
	expect(basic.body.httpConfig).toMatchObject({
		basicAuthConfig: { userName: 'isc', password: null },
	});
	expect(bearer.body.httpConfig).toMatchObject({ bearerTokenAuthConfig: { bearerToken: null } });
	const path = `${PATH}/${basic.body.id}`;
	const applyJsonPatch = await api.patch(path, [{ op: 'replace', path: '/name', value: 'Other' }]);
	const list = await api.get(PATH);
	for (const { text } of [basic, bearer, applyJsonPatch, list])
		expect(text).not.toContain('top-secret');

	const kept = () => tenant.triggers.subscriptions.table.get(basic.body.id)?.httpConfig;
	expect(kept()?.basicAuthConfig?.password).toBe('top-secret');
	const put = await api.send('PUT', path, { json: basic.body });
	expect([put.status, kept()?.basicAuthConfig?.password]).toEqual([200, null]);
});

test('requires scopes but no user', async () => {
	const tenant = await open();
	const narrow = await session(tenant, 'narrowPat');
	expect((await narrow.get(PATH)).status).toBe(403);
	expect((await narrow.post(PATH, body(changed, url))).status).toBe(403);
	expect((await narrow.post('/trigger-invocations/v1/test', {})).status).toBe(403);
	expect((await narrow.get('/trigger-invocations/v1/status')).status).toBe(403);
	const service = await session(tenant, 'apiClient');
	expect((await service.get(PATH)).status).toBe(200);
});

test('removes subscriptions on reset, and then creates the same IDs', async () => {
	const tenant = await open();
	const before = await subscribe(await session(tenant), changed, url);
	tenant.reset();
	const api = await session(tenant);
	expect((await api.get(PATH)).body).toEqual([]);
	expect((await subscribe(api, changed, url)).id).toBe(before.id);
});
