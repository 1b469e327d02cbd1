import { triggers } from '../../src/triggers/catalogue/catalogue.mts';
import { Invocations } from '../../src/triggers/invocations.mts';
import type { Subscription, Trigger } from '../../src/triggers/types.mts';
import { closeSimulators, open, session } from '../helpers.mts';
import { changed, closeReceivers, preApproval, receive, statuses, subscribe } from './receiver.mts';
import type { Api } from './receiver.mts';

afterAll(closeSimulators);
afterAll(closeReceivers);

interface Started {
	id: string;
	triggerId: string;
	secret: string;
	contentJson: unknown;
}
const contentJson = { ticket: 7 };
const start = (api: Api, json: Record<string, unknown>) =>
	api.post<Started[]>('/trigger-invocations/v1/test', { triggerId: changed, contentJson, ...json });

test('sends a test event to matching subscriptions, including disabled ones', async () => {
	const tenant = await open();
	const api = await session(tenant, 'apiClient');
	const { url, received } = await receive();
	const off = await subscribe(api, changed, `${url}/off`, 'SYNC', { enabled: false });
	const filter = '$[?($.identity.name == "Jo")]';
	await subscribe(api, changed, `${url}/jo`, 'SYNC', { filter });

	const example = await start(api, {});
	expect(example.status).toBe(200);
	expect(example.body).toEqual([
		{ id: expect.any(String), triggerId: changed, secret: expect.any(String), contentJson },
	]);
	const [status] = await statuses(tenant, api);
	expect(status).toMatchObject({
		id: example.body[0]?.id,
		subscriptionId: off.id,
		type: 'TEST',
		startInvocationInput: { contentJson },
	});
	const kept = triggers.find(({ id }) => id === changed) as Trigger;
	expect(received.map(({ path, body }) => [path, body])).toEqual([
		['/off', { ...kept.exampleInput, _metadata: expect.anything() as unknown }],
	]);

	const input = { identity: { type: 'IDENTITY', id: '1', name: 'Jo' }, changes: [] };
	expect((await start(api, { input })).body).toHaveLength(2);
	expect((await start(api, { input, subscriptionIds: [off.id] })).body).toHaveLength(1);
	await tenant.triggers.settled();
	expect(received.map(({ path }) => path).sort()).toEqual(['/jo', '/off', '/off', '/off']);
});

test.each([
	['recorded', 400],
	['documented', 200],
] as const)(
	'%s, an input that is not the event is answered with %d',
	async (triggerApi, status) => {
		const tenant = await open({ triggerApi });
		const api = await session(tenant);
		const { url } = await receive();
		await subscribe(api, changed, url);
		for (const input of [{ identity: {}, changes: [] }, { changes: 'none' }, { other: 1 }]) {
			expect((await start(api, { input })).status).toBe(status);
		}
	},
);

test('returns one invocation by its ID, with microseconds', async () => {
	const tenant = await open({ now: () => Date.parse('2026-01-01T00:00:00.123Z') });
	const api = await session(tenant);
	const { url } = await receive();
	await subscribe(api, changed, url);
	const [id] = tenant.triggers.emit(changed);
	const [listed] = await statuses(tenant, api);
	expect(listed?.created).toBe('2026-01-01T00:00:00.123000Z');
	expect((await api.get(`/trigger-invocations/v1/status/${id}`)).body).toEqual(listed);
	expect((await api.get('/trigger-invocations/v1/status/nobody')).status).toBe(404);
	tenant.options.triggerApi = 'documented';
	expect((await api.get(`/trigger-invocations/v1/status/${id}`)).status).toBe(404);
});

test('returns a 204 for a test event without subscriptions', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const none = await start(api, {});
	expect([none.status, none.text]).toEqual([204, '']);
	const { url } = await receive();
	await subscribe(api, changed, url, 'SYNC', { filter: '$.nothing' });
	expect((await start(api, {})).status).toBe(204);
	expect((await start(api, { subscriptionIds: ['nobody'] })).status).toBe(204);
	expect(await statuses(tenant, api)).toEqual([]);
	for (const wrong of [
		{ triggerId: 'idn:nothing' },
		{ triggerId: undefined },
		{ contentJson: undefined },
		{ contentJson: [] },
		{ input: 'text' },
		{ subscriptionIds: 'one' },
	]) {
		expect((await start(api, wrong)).status).toBe(400);
	}
});

test('filters, sorts and pages the status, latest first', async () => {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({ now: () => now });
	const api = await session(tenant);
	const { url } = await receive(() => ({ json: { approved: true } }));
	const one = await subscribe(api, changed, url, 'SYNC', { name: 'b' });
	await subscribe(api, changed, url, 'SYNC', { name: 'a' });
	await subscribe(api, preApproval, url, 'SYNC', { name: 'c' });
	for (const trigger of [changed, preApproval]) {
		tenant.triggers.emit(trigger);
		await tenant.triggers.settled();
		now += 1000;
	}
	const names = async (query: string) =>
		(await statuses(tenant, api, `?${query}`)).map(({ subscriptionName }) => subscriptionName);
	const where = (filter: string) => names(`filters=${encodeURIComponent(filter)}`);
	expect(await names('')).toEqual(['c', 'a', 'b']);
	expect(await where(`triggerId eq "${changed}"`)).toEqual(['a', 'b']);
	expect(await where(`subscriptionId eq "${one.id}"`)).toEqual(['b']);
	expect(await names('sorters=subscriptionName')).toEqual(['a', 'b', 'c']);
	expect(await names('sorters=-created&limit=1&offset=0')).toEqual(['c']);
	expect(await names('limit=1&offset=1')).toEqual(['a']);
	const counted = await api.get('/trigger-invocations/v1/status?count=true&limit=1');
	expect(counted.headers.get('x-total-count')).toBe('3');
	const refused = `/trigger-invocations/v1/status?filters=${encodeURIComponent('type eq "TEST"')}`;
	expect((await api.get(refused)).status).toBe(400);
});

test('lists successes for a day, failures for two, and others until they end', async () => {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({ now: () => now, tokenLifetimeSeconds: 1e6 });
	const api = await session(tenant);
	const { url } = await receive(({ path }) => (path === '/good' ? {} : { status: 500 }));
	await subscribe(api, changed, `${url}/good`, 'SYNC', { name: 'good' });
	await subscribe(api, changed, `${url}/bad`, 'SYNC', { name: 'bad' });
	await subscribe(api, preApproval, `${url}/good`, 'ASYNC', {
		name: 'waiting',
		responseDeadline: 'P3D',
	});
	tenant.triggers.emit(changed);
	tenant.triggers.emit(preApproval);
	const names = async () =>
		(await statuses(tenant, api)).map(({ subscriptionName }) => subscriptionName).sort();
	const hours = (count: number) => (now += count * 3_600_000);
	expect(await names()).toEqual(['bad', 'good', 'waiting']);
	now += 24 * 3_600_000 - 1;
	expect(await names()).toEqual(['bad', 'good', 'waiting']);
	now += 1;
	expect(await names()).toEqual(['bad', 'waiting']);
	hours(24);
	expect(await names()).toEqual(['waiting']);
	hours(24 + 47);
	expect(await names()).toEqual(['waiting']);
	hours(1);
	expect(await names()).toEqual([]);
});

test('lists at most 2000, and keeps those that wait for a response', () => {
	const invocations = new Invocations(() => 0);
	const subscription = { responseDeadline: 'PT1H' } as Subscription;
	const find = (wanted: string) => triggers.find(({ id }) => id === wanted) as Trigger;
	const input = {};
	const begin = (id: string) =>
		invocations.start(find(id), subscription, { kind: 'REAL_TIME', input, contentJson: {} });
	const waiting = begin(preApproval);
	const first = begin(changed);
	invocations.finish(first, {});
	for (let i = 0; i < 9000; i++) invocations.finish(begin(changed), {});
	const latest = invocations.latest();
	expect(latest).toHaveLength(2000);
	expect(latest).not.toContain(waiting);
	expect(invocations.get(waiting.id)).toBe(waiting);
	expect(invocations.get(first.id)).toBeUndefined();
});
