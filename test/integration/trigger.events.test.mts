import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { countRequests, createCredential, useTenant } from './fixture.mts';
import { FakeResponse, TriggerNode } from './triggerNode.mts';

const CHANGED = 'idn:identity-attributes-changed';
const PRE = 'idn:access-request-pre-approval';
const tenant = useTenant({
	counts: { identities: 5, accounts: 5 },
	rateLimit: { enabled: false },
});
const subscription = () => [...tenant().triggers.subscriptions.table].at(-1)!;

let count = 0;
/** Creates a trigger with a unique URL, because the process remembers events by URL. */
const triggerFor = (parameters: IDataObject = {}, event = CHANGED, more: IDataObject = {}) => {
	const node = new TriggerNode(createCredential(tenant(), 'pat', more), event, parameters);
	node.webhookId = `hook-${++count}`;
	return node;
};

/** Returns the secret of the subscription. */
function secret(): string | undefined {
	const { basicAuthConfig, bearerTokenAuthConfig } = subscription().httpConfig!;
	return basicAuthConfig?.password ?? bearerTokenAuthConfig?.bearerToken ?? undefined;
}

const inScheme = (authentication: string, value = '') =>
	authentication === 'basic'
		? `Basic ${Buffer.from(`n8n:${value}`).toString('base64')}`
		: `Bearer ${value}`;

/** Builds the Authorization header that ISC sends. */
function header(): string | undefined {
	const { httpAuthenticationType } = subscription().httpConfig!;
	if (httpAuthenticationType === 'NO_AUTH') return undefined;
	return inScheme(httpAuthenticationType === 'BASIC_AUTH' ? 'basic' : 'bearer', secret());
}

/** Sends an event like ISC, and returns the result. */
const send = async (node: TriggerNode, authorization = header()) =>
	(await node.receive({ a: 1 }, authorization)).status;

describe('accepts an event of ISC', () => {
	test.each(['bearer', 'basic', 'none'])('with %s', async (authentication) => {
		const node = triggerFor({ authentication });
		await node.publish();
		expect((await node.receive({ a: 1 }, header())).item).toEqual({ a: 1 });
	});

	test('though an execution puts back static data from before the trigger was there', async () => {
		const node = triggerFor();
		await node.publish();
		node.stored = '{"global":{"n":1}}';
		expect(await send(node)).toBe(200);
	});

	test('after an execution restored static data of another authentication', async () => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		const before = node.stored;
		node.parameters.authentication = 'bearer';
		await node.publish();
		node.stored = before;
		expect(await send(node)).toBe(200);
		expect(await send(node, 'Bearer x')).toBe(401);
		expect((await node.receive({ a: 1 })).status).toBe(401);
	});

	test('after the client secret of the credential changed', async () => {
		const node = triggerFor();
		await node.publish();
		node.store.data.clientSecret = 'another';
		expect(await send(node)).toBe(200);
	});

	test('after the node was renamed or published again', async () => {
		const node = triggerFor();
		await node.publish();
		const sent = header();
		node.name = 'Another name';
		await node.unpublish();
		await node.publish();
		expect(await send(node, sent)).toBe(200);
	});

	test('for a credential without a client secret, also with older static data', async () => {
		const node = triggerFor({}, CHANGED, {});
		await node.publish();
		const without = triggerFor();
		// The client secret is used only as the key: the token is stored already.
		without.store.oauthTokenData = node.store.oauthTokenData;
		without.store.data = { ...without.store.data, grantType: 'pkce', clientSecret: '' };
		await without.publish();
		const before = without.stored;
		await without.unpublish();
		await without.publish();
		without.stored = before;
		expect(await send(without)).toBe(200);
		without.stored = '{}';
		expect(await send(without)).toBe(401);
		expect(without.log.join()).toMatch(/has lost the secret.*publish the workflow again/);
	});
});

describe('rejects requests that are not from ISC', () => {
	test('with the header of another authentication, node, or n8n instance', async () => {
		const node = triggerFor();
		await node.publish();
		const own = header()!;
		const other = triggerFor();
		await other.publish();
		expect(await send(node, header())).toBe(401);
		for (const wrong of [
			undefined,
			'',
			'Bearer ',
			`${own}x`,
			own.slice(0, -1),
			own.toLowerCase(),
		]) {
			expect((await node.receive({ a: 1 }, wrong)).status).toBe(401);
		}
		expect(await send(node, own)).toBe(200);
	});

	test.each([
		['none', 'bearer'],
		['bearer', 'basic'],
		['basic', 'bearer'],
	])('with what was right before Authentication went from %s to %s', async (from, to) => {
		const node = triggerFor({ authentication: from });
		await node.publish();
		const old = header();
		const oldSecret = secret();
		const stored = node.stored;
		tenant().faults.add({
			method: 'DELETE',
			path: '/trigger-subscriptions',
			times: 9,
			status: 403,
		});
		await node.unpublish().catch(() => {});
		node.parameters.authentication = to;
		await node.publish();
		expect((await node.receive({ a: 1 }, old)).status).toBe(401);
		expect((await node.receive({ a: 1 }, inScheme(to, oldSecret))).status).toBe(401);
		expect(await send(node)).toBe(200);
		node.stored = stored;
		expect((await node.receive({ a: 1 }, old)).status).toBe(401);
	});

	test('logs the reason once for many requests, without secrets', async () => {
		const node = triggerFor();
		await node.publish();
		const own = header()!;
		for (let i = 0; i < 20; i++) await node.receive({ a: 1 }, `Bearer secret-${i}`);
		expect(node.log).toHaveLength(1);
		expect(node.log[0]).toMatch(
			/'Event' rejected a request: the Authorization header doesn't match/,
		);
		expect(node.log[0]).not.toContain('secret-0');
		expect(node.log[0]).not.toContain(own.slice(7));
	});

	test.each([undefined, null, [], 'text', 7])('with the body %j', async (body) => {
		const node = triggerFor();
		await node.publish();
		expect((await node.receive(body, header())).status).toBe(400);
	});
});

test('stores neither secret nor token in n8n', async () => {
	const node = triggerFor();
	await node.publish();
	const { bearerToken } = subscription().httpConfig!.bearerTokenAuthConfig!;
	expect(bearerToken).toMatch(/^[\w-]{43}$/);
	expect(node.stored).not.toContain(bearerToken);
});

test.each([null, 5, 'x', [], { invocationId: {} }, { callbackURL: 7 }])(
	'an event that says %j of itself is let in',
	async (_metadata) => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		expect((await node.receive({ _metadata })).status).toBe(200);
	},
);

describe('a duplicate event', () => {
	const event = { _metadata: { invocationId: 'one' } };

	test('starts nothing, whatever the length of its ID', async () => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		for (const invocationId of ['short', 'long'.repeat(100_000)]) {
			const body = { _metadata: { invocationId } };
			expect((await node.receive(body)).item).toBeDefined();
			expect((await node.receive(body)).item).toBeUndefined();
		}
	});

	/** Delivers an event whose response n8n holds back while it starts the workflow. */
	async function hold(node: TriggerNode, body: IDataObject) {
		const response = Object.assign(new FakeResponse(), { isHeld: true });
		expect((await node.receive(body, undefined, response)).item).toBeDefined();
		return response;
	}

	test('starts the workflow if n8n failed to start it the first time', async () => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		(await hold(node, event)).status(500).end();
		expect((await node.receive(event)).item).toBeDefined();
		expect((await node.receive(event)).item).toBeUndefined();
	});

	test('waits for an earlier delivery that still runs, and starts nothing if it is accepted', async () => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		const first = await hold(node, event);
		const others = [node.receive(event), node.receive(event)];
		expect(await Promise.race([...others, sleep(300)])).toBeUndefined();
		first.end();
		for (const { status, item } of await Promise.all(others)) {
			expect({ status, item }).toEqual({ status: 200, item: undefined });
		}
	});

	test.each(['while its sender waits', 'after its sender has given up'])(
		'starts the workflow once if an earlier delivery fails %s',
		async (when) => {
			const node = triggerFor({ authentication: 'none' });
			await node.publish();
			const first = await hold(node, event);
			if (when.startsWith('after')) first.emit('close');
			const others = [node.receive(event), node.receive(event), node.receive(event)];
			await sleep(100);
			first.status(500).end();
			const items = (await Promise.all(others)).map(({ item }) => item);
			expect(items.filter((item) => item !== undefined)).toHaveLength(1);
		},
	);

	test("is rejected when an earlier delivery doesn't end within ISC's time limit", async () => {
		const node = triggerFor({ authentication: 'none' });
		await node.publish();
		const first = await hold(node, event);
		const started = Date.now();
		const { status, item } = await node.receive(event);
		expect({ status, item }).toEqual({ status: 503, item: undefined });
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(node.log.join()).toMatch(/an earlier delivery of it is still being processed/);
		first.end();
		expect(await node.receive(event)).toMatchObject({ status: 200, item: undefined });
	});

	test('starts another node, and a node that accepts duplicates', async () => {
		const node = triggerFor({ authentication: 'none', options: { ignoreDuplicates: false } });
		await node.publish();
		for (let i = 0; i < 2; i++) expect((await node.receive(event)).item).toBeDefined();
	});
});

describe('the output schema of responses', () => {
	/** Returns the response that ISC receives for a response of the workflow. */
	async function answered(node: TriggerNode, answer: string): Promise<string | undefined> {
		const ended: string[] = [];
		const response = Object.assign(new FakeResponse(), {
			end: (text: string) => void ended.push(text),
		}) as unknown as FakeResponse;
		await node.receive({ a: 1 }, header(), response);
		(response.end as (text: string) => void)(answer);
		return ended[0];
	}
	const defaultResponse = '{"approved":false,"comment":"default","approver":""}';
	const deciding = { responseMode: 'sync', onInvalidResponse: 'defaultResponse', defaultResponse };
	const good = '{"approved":true,"comment":"","approver":""}';

	test('is known to n8n, and a wrong answer gets the default', async () => {
		const node = triggerFor(deciding, PRE);
		await node.publish();
		const before = countRequests(tenant(), 'GET /triggers/v1');
		expect(await answered(node, '{"decision":"yes"}')).toBe(defaultResponse);
		expect(await answered(node, good)).toBe(good);
		expect(countRequests(tenant(), 'GET /triggers/v1')).toBe(before);
	});

	test.each([
		['gone', () => '{}'],
		[
			'of another event',
			(stored: string) => stored.replace(PRE, 'idn:access-request-dynamic-approver'),
		],
	])('is asked for once where the static data is %s', async (_what, lose) => {
		const node = triggerFor(deciding, PRE);
		node.store = createCredential(tenant());
		await node.publish();
		node.stored = lose(node.stored);
		const before = countRequests(tenant(), 'GET /triggers/v1');
		for (let i = 0; i < 3; i++) {
			expect(await answered(node, '{"decision":"yes"}')).toBe(defaultResponse);
			expect(await answered(node, good)).toBe(good);
		}
		expect(countRequests(tenant(), 'GET /triggers/v1')).toBe(before + 1);
	});
});
