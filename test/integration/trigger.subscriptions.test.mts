import type { Subscription } from '../../simulator/src/triggers/types.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { countRequests, createCredential, getFailure, useTenant } from './fixture.mts';
import { TriggerNode } from './triggerNode.mts';

const CHANGED = 'idn:identity-attributes-changed';
const CREATED = 'idn:identity-created';
const PRE = 'idn:access-request-pre-approval';

const tenant = useTenant({
	counts: { identities: 5, accounts: 5 },
	rateLimit: { enabled: false },
	logBodies: true,
});
const table = () => tenant().triggers.subscriptions.table;
const all = (): Subscription[] => [...table()];
const urls = () => all().map(({ httpConfig }) => httpConfig?.url);
const tokenOf = (subscription = all()[0]!) =>
	`Bearer ${subscription.httpConfig!.bearerTokenAuthConfig!.bearerToken}`;
const triggerFor = (event: string, parameters = {}) =>
	new TriggerNode(createCredential(tenant()), event, {
		options: { sendTestEvent: false },
		...parameters,
	});
const deciding = (parameters = {}) => triggerFor(PRE, { responseMode: 'sync', ...parameters });
const refuseDeletes = () =>
	tenant().faults.add({ method: 'DELETE', path: '/trigger-subscriptions', times: 50, status: 403 });

/** Adds a subscription to ISC that the node didn't create. */
const byHand = (more: Partial<Subscription> = {}, url = 'https://other.example.com/hook') =>
	table().add({
		name: 'Of another team',
		description: null,
		triggerId: CHANGED,
		triggerName: 'x',
		type: 'HTTP',
		responseDeadline: 'PT1H',
		enabled: true,
		filter: null,
		httpConfig: { url, httpDispatchMode: 'SYNC', httpAuthenticationType: 'NO_AUTH' },
		...more,
	} as Subscription);

describe('keeps one subscription as configured', () => {
	test('creates it on publish, keeps it on the next publish, and deletes it on unpublish', async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		const [made] = all();
		await node.publish();
		expect(all()).toEqual([made]);
		await node.unpublish();
		expect(all()).toEqual([]);
	});

	test.each<[string, (made: Subscription) => Partial<Subscription>]>([
		[
			'its secret',
			(made) => ({
				httpConfig: { ...made.httpConfig!, bearerTokenAuthConfig: { bearerToken: 'by hand' } },
			}),
		],
		['its mode', (made) => ({ httpConfig: { ...made.httpConfig!, httpDispatchMode: 'DYNAMIC' } })],
		[
			'its authentication',
			(made) => ({
				httpConfig: {
					url: made.httpConfig!.url,
					httpDispatchMode: 'SYNC',
					httpAuthenticationType: 'NO_AUTH',
				},
			}),
		],
		['its filter', () => ({ filter: null })],
		['its name', () => ({ name: 'By hand' })],
		['its description', () => ({ description: null })],
		['whether it is on', () => ({ enabled: false })],
	])('restores %s when n8n starts', async (_what, change) => {
		const node = triggerFor(CHANGED, { filter: '$.changes[*]' });
		await node.publish();
		const [made] = all();
		table().update(made!.id, change(made!));
		await node.start();
		expect(all()).toEqual([made]);
		expect((await node.receive({ a: 1 }, tokenOf())).status).toBe(200);
	});

	test('removes a deleted filter', async () => {
		const node = triggerFor(CHANGED, { filter: '$.changes[*]' });
		await node.publish();
		node.parameters.filter = '';
		await node.publish();
		expect(all()).toEqual([expect.objectContaining({ filter: null })]);
	});

	test('of several that send events here, one stays, whatever event they are of', async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		const { httpConfig } = all()[0]!;
		byHand({ httpConfig });
		byHand({ httpConfig, triggerId: CREATED });
		await node.publish();
		expect(all()).toEqual([expect.objectContaining({ triggerId: CHANGED, httpConfig })]);
		byHand({ httpConfig, triggerId: CREATED });
		await node.unpublish();
		expect(all()).toEqual([]);
	});

	test('finds it among several pages of subscriptions', async () => {
		const node = triggerFor(CHANGED);
		for (let i = 0; i < 300; i++) byHand({ triggerId: i % 2 ? CREATED : 'idn:source-created' });
		byHand(
			{ triggerId: 'idn:va-cluster-status-change' },
			'https://n8n.example.com/webhook/hook-1/isc',
		);
		await node.publish();
		expect(urls().filter((url) => url?.includes('hook-1'))).toHaveLength(1);
		await node.unpublish();
		expect(all()).toHaveLength(300);
	});

	test('finds it behind a total that is too low', async () => {
		for (let i = 0; i < 260; i++) byHand({ triggerId: 'idn:access-request-post-approval' });
		const node = triggerFor(CHANGED);
		await node.publish();
		tenant().faults.add({ method: 'GET', path: '/trigger-subscriptions', total: 250 });
		await node.publish();
		expect(urls().filter((url) => url?.includes('hook-1'))).toHaveLength(1);
		await node.unpublish();
		expect(all()).toHaveLength(260);
	});

	test('uses the selected event, even if ISC ignores filters', async () => {
		const body = [
			{ id: PRE, name: 'First of the list', type: 'REQUEST_RESPONSE' },
			{ id: CHANGED, name: 'Chosen', type: 'FIRE_AND_FORGET', exampleInput: {} },
		];
		tenant().faults.add({ path: '/triggers/v1', status: 200, body });
		await triggerFor(CHANGED).publish();
		expect(all()).toEqual([expect.objectContaining({ triggerId: CHANGED })]);
		const { message } = await getFailure(triggerFor('idn:nothing').publish());
		expect(message).toMatch(/'Event' isn't available in this tenant: 'idn:nothing'/);
	});
});

describe('deletes its subscriptions', () => {
	test('when publishing fails after the subscription was made, before n8n has stored anything', async () => {
		const node = deciding();
		await node.hook('checkExists', { isLost: true });
		await node.hook('create', { isLost: true });
		expect(all()).toHaveLength(1);
		await node.hook('delete');
		expect(all()).toEqual([]);
	});

	test('when n8n lost its static data', async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		node.stored = '{}';
		await node.unpublish();
		expect(all()).toEqual([]);
	});

	test('when ISC failed to delete one and the event changed', async () => {
		const node = deciding();
		await node.publish();
		refuseDeletes();
		await getFailure(node.unpublish());
		expect(node.log.join()).toMatch(
			/couldn't be deleted in ISC: .*Publish the workflow again to retry/,
		);
		tenant().faults.clear();
		node.parameters = triggerFor(CHANGED).parameters;
		await node.publish();
		expect(all()).toEqual([expect.objectContaining({ triggerId: CHANGED })]);
	});

	test('ignores a subscription that was already deleted', async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		tenant().faults.add({
			method: 'DELETE',
			path: '/trigger-subscriptions',
			times: 1,
			status: 404,
		});
		await node.unpublish();
		expect(node.log).toEqual([]);
	});

	test('publishes even if ISC fails to delete an old subscription', async () => {
		const node = deciding();
		await node.publish();
		refuseDeletes();
		node.parameters = triggerFor(CHANGED).parameters;
		await node.publish();
		expect(
			all()
				.map(({ triggerId }) => triggerId)
				.sort(),
		).toEqual([PRE, CHANGED].sort());
		tenant().faults.clear();
		await node.publish();
		expect(all().map(({ triggerId }) => triggerId)).toEqual([CHANGED]);
	});

	test.each([CHANGED, PRE])('of a test during which n8n stopped, for %s', async (event) => {
		const node = triggerFor(event, event === PRE ? { responseMode: 'sync' } : {});
		await node.listen();
		expect(urls()).toEqual(['https://n8n.example.com/webhook-test/hook-1/isc']);
		await node.publish();
		expect(urls()).toEqual(['https://n8n.example.com/webhook/hook-1/isc']);
	});

	test('of a test of an earlier version, which has no fingerprint', async () => {
		byHand({}, 'https://n8n.example.com/webhook-test/hook-1/isc');
		await triggerFor(CHANGED).publish();
		expect(urls()).toEqual(['https://n8n.example.com/webhook/hook-1/isc']);
	});

	test("a test doesn't change the published subscription", async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		const [published] = all();
		await node.listen();
		await node.hook('delete', { isTest: true });
		expect(all()).toEqual([published]);
	});
});

describe('what sends events elsewhere is never touched', () => {
	const A = 'https://n8n.example.com';

	test.each([
		['another host', 'https://staging.example.com'],
		['another path of the same host', `${A}/staging`],
		['another port', `${A}:8443`],
	])('by a copy at %s, whatever it does', async (_where, base) => {
		const first = triggerFor(CHANGED);
		await first.publish();
		const [before] = all();
		const copy = first.copy(base);
		await copy.publish();
		expect(all()).toEqual([before, expect.objectContaining({ triggerId: CHANGED })]);
		expect(copy.log.join()).toMatch(new RegExp(`at another address.*sends events to ${A}`));
		await copy.publish();
		await copy.listen();
		await copy.hook('delete', { isTest: true });
		await copy.unpublish();
		expect(all()).toEqual([before]);
		expect((await first.receive({ a: 1 }, tokenOf())).status).toBe(200);
	});

	test('by a copy that wants to respond: the error names the subscriber', async () => {
		const first = deciding();
		await first.publish();
		const [before] = all();
		const copy = first.copy('https://staging.example.com');
		const { message } = await getFailure(copy.publish());
		expect(message).toContain(before!.id);
		expect(message).toMatch(
			/n8n\.example\.com.*created by this n8n instance at another address or by a copy of it.*has moved/,
		);
		await copy.unpublish();
		expect(all()).toEqual([before]);
	});

	test('by a second workflow with the same URL, which n8n rejects', async () => {
		const first = triggerFor(CHANGED);
		await first.publish();
		const before = all();
		const second = first.copy(A);
		second.workflowId = 'another';
		await second.unpublish();
		expect(all()).toEqual(before);
		// It takes over the subscription only after n8n assigned the URL to it.
		await second.publish();
		await second.unpublish();
		expect(all()).toEqual([]);
	});

	test('for an event with another subscriber, which the error names', async () => {
		const other = byHand({ triggerId: PRE, name: 'Approvals of HR' });
		const { message } = await getFailure(deciding().publish());
		expect(message).toMatch(
			/already has a subscriber: 'Approvals of HR' \(ID .*other\.example\.com\/hook\), and ISC/,
		);
		expect(message).toContain(other.id);
		expect(all()).toEqual([other]);
	});

	test('restores its own subscription without a URL', async () => {
		const node = triggerFor(CHANGED);
		await node.publish();
		const [made] = all();
		const copy = node.copy('https://staging.example.com');
		table().update(made!.id, {
			type: 'EVENTBRIDGE',
			httpConfig: undefined,
			eventBridgeConfig: { awsAccount: '123456789012', awsRegion: 'eu-west-1' },
		});
		await copy.publish();
		expect(all().map(({ type }) => type)).toEqual(['EVENTBRIDGE', 'HTTP']);
		expect(copy.log.join()).toMatch(/sends events to EVENTBRIDGE\. The node doesn't change it/);
		await copy.unpublish();
		await node.publish();
		expect(all()).toEqual([made]);
	});

	test('for another node or address of the same n8n instance', async () => {
		const other = triggerFor(CHANGED);
		other.webhookId = 'hook-2';
		await other.publish();
		byHand({}, `${A}/hooks/hook-1/isc`);
		byHand({}, `${A}/webhook/hook-1/isc/more`);
		byHand({}, `${A}/other/webhook-test/hook-1/isc`);
		const before = all();
		const node = triggerFor(CHANGED);
		await node.publish();
		await node.unpublish();
		expect(all()).toEqual(before);
	});
});

describe('tests', () => {
	test.each([undefined, null, 'no JSON'])(
		'let ISC use its own example for %j',
		async (exampleInput) => {
			const body = [{ id: CHANGED, name: 'A', type: 'FIRE_AND_FORGET', exampleInput }];
			tenant().faults.add({ path: '/triggers/v1', status: 200, body });
			const node = triggerFor(CHANGED, { options: {} });
			await node.listen();
			await waitUntil(() => countRequests(tenant(), 'POST /trigger-invocations/v1/test') === 1);
			const sent = tenant().counters.requests.at(-1)!.body as object;
			expect(sent).not.toHaveProperty('input');
		},
	);

	test("don't replace the published workflow, and explain how to test", async () => {
		const node = deciding();
		await node.publish();
		const before = all();
		const { message } = await getFailure(node.listen());
		expect(message).toMatch(
			/already has a subscriber: the published version of this workflow.*unpublish the workflow first/,
		);
		expect(all()).toEqual(before);
	});
});

describe('a filter', () => {
	test("that doesn't match the example is published with a warning", async () => {
		const filter = '$[?($.attributes.costCenter == "X")]';
		const node = triggerFor(CREATED, { filter });
		await node.publish();
		expect(all()).toEqual([expect.objectContaining({ filter })]);
		expect(node.log.join()).toMatch(/filter of 'Event' doesn't match ISC's example/);
	});

	test('is validated when the workflow is published, not when n8n starts', async () => {
		const node = triggerFor(CREATED, { filter: '$.identity' });
		await node.publish();
		tenant().faults.add({ path: '/trigger-subscriptions/v1/validate-filter', status: 500 });
		await node.start();
		expect(all()).toHaveLength(1);
		expect(countRequests(tenant(), 'POST /trigger-subscriptions/v1/validate-filter')).toBe(1);
	});

	test("that ISC can't parse is rejected", async () => {
		const { message } = await getFailure(triggerFor(CREATED, { filter: '$[?(' }).publish());
		expect(message).toMatch(/'Filter' isn't a JSONPath/);
		expect(all()).toEqual([]);
	});
});

describe("an address that ISC can't reach", () => {
	const cloud = () => {
		const node = triggerFor(CHANGED);
		// The address is checked before any request.
		node.store.data = {
			tenant: 'acme',
			domain: 'identitynow.com',
			clientId: 'a'.repeat(32),
			clientSecret: 'b',
		};
		return node;
	};

	test.each([
		'http://localhost:5678',
		'http://127.0.0.1:5678',
		'https://10.1.2.3',
		'https://192.168.0.9:5678',
		'https://172.20.0.2',
		'https://169.254.1.1',
		'https://100.64.0.1',
		'https://[::1]',
		'https://[fd00::1]',
		'https://n8n.local',
		'https://n8n.corp.internal',
		'http://n8n:5678',
	])('%s is rejected with a fix', async (base) => {
		const node = cloud();
		node.base = base;
		const { message } = await getFailure(node.publish());
		expect(message).toMatch(/can't reach http.*WEBHOOK_URL.*SailPoint ISC Polling Trigger/);
		expect(tenant().counters.requests).toHaveLength(0);
	});

	test('is accepted for a tenant on the same machine', async () => {
		const node = triggerFor(CHANGED);
		node.base = 'http://localhost:5678';
		await node.publish();
		expect(urls()).toEqual(['http://localhost:5678/webhook/hook-1/isc']);
	});
});

describe('a default response', () => {
	const fallback = { onInvalidResponse: 'defaultResponse' };

	test.each(['{"yes": 1}', '{"approved": "true", "comment": "", "approver": ""}'])(
		'of the wrong form is refused as a default: %s',
		async (defaultResponse) => {
			const { message } = await getFailure(deciding({ ...fallback, defaultResponse }).publish());
			expect(message).toMatch(/'Default Response' doesn't match the event's output schema/);
			expect(countRequests(tenant(), 'POST /trigger-subscriptions/v1')).toBe(0);
		},
	);

	test('that matches the schema is published', async () => {
		const defaultResponse = '{"approved": false, "comment": "", "approver": ""}';
		await deciding({ ...fallback, defaultResponse }).publish();
		expect(all()).toHaveLength(1);
	});
});
