import type { IDataObject } from 'n8n-workflow';

import { getFailure } from './fixture.mts';
import { useScript, type Reply, type Sent } from './scripted.mts';
import { TriggerNode } from './triggerNode.mts';

const isc = useScript();
const EVENT = 'idn:identity-created';
const SUBSCRIPTIONS = '/trigger-subscriptions/v1';

/** Subscriptions in ISC. */
let subscriptions: IDataObject[] = [];
/** What ISC does differently in a test. */
let quirk: (sent: Sent) => Reply | undefined = () => undefined;

beforeEach(() => {
	subscriptions = [];
	quirk = () => undefined;
	isc.answer((sent) => quirk(sent) ?? respond(sent));
});

function respond({ method, path, query, body }: Sent): Reply {
	if (path === '/triggers/v1') {
		return { body: [{ id: EVENT, name: 'Identity Created', type: 'FIRE_AND_FORGET' }] };
	}
	const id = path.slice(SUBSCRIPTIONS.length + 1);
	if (method === 'GET') {
		const offset = Number(query.offset ?? 0);
		return {
			body: subscriptions.slice(offset, offset + Number(query.limit ?? 50)),
			headers: { 'x-total-count': String(subscriptions.length) },
		};
	}
	const given = (body ? JSON.parse(body) : {}) as IDataObject;
	if (method === 'POST') {
		const made = { ...given, id: `made-${subscriptions.length}` };
		subscriptions.push(made);
		return { status: 201, body: made };
	}
	const found = subscriptions.findIndex((one) => one.id === id);
	if (method === 'DELETE') {
		subscriptions.splice(found, 1);
		return { status: 204 };
	}
	Object.assign(subscriptions[found]!, given);
	return { body: subscriptions[found] };
}

const trigger = () => {
	const node = new TriggerNode(isc.store(), EVENT, { options: { sendTestEvent: false } });
	node.base = 'http://127.0.0.1:5678';
	return node;
};
const isListing = ({ method, path }: Sent) => method === 'GET' && path === SUBSCRIPTIONS;

describe.each<[string, Reply]>([
	['an object', { body: {} }],
	['null', { body: null }],
	['text', { body: 'ok' }],
	['an error with status 200', { body: { detailCode: '500', messages: [] } }],
	['fewer subscriptions than its total', { body: [], headers: { 'x-total-count': '1' } }],
])('if ISC returns %s instead of the subscriptions', (_what, reply) => {
	test('publishing fails instead of creating a second subscription', async () => {
		const node = trigger();
		await node.publish();
		quirk = (sent) => (isListing(sent) ? reply : undefined);
		await getFailure(node.publish());
		expect(subscriptions).toHaveLength(1);
	});

	test('unpublishing fails instead of leaving the subscription behind silently', async () => {
		const node = trigger();
		await node.publish();
		quirk = (sent) => (isListing(sent) ? reply : undefined);
		await getFailure(node.unpublish());
		quirk = () => undefined;
		await node.unpublish();
		expect(subscriptions).toEqual([]);
	});
});

test('a subscription that is deleted while the list is read hides none', async () => {
	subscriptions = Array.from({ length: 260 }, (_, index) => ({
		id: `other-${index}`,
		name: 'Other',
		triggerId: 'idn:other',
		httpConfig: { url: `https://other.example.com/${index}` },
	}));
	const node = trigger();
	await node.publish();
	const [own] = subscriptions.splice(-1);
	// It is the first of the second page, which moves to the first page.
	subscriptions.splice(250, 0, own!);
	let isDeleted = false;
	quirk = (sent) => {
		if (isListing(sent) && sent.query.offset !== '0' && !isDeleted) {
			isDeleted = true;
			subscriptions.splice(0, 1);
		}
		return undefined;
	};
	await node.publish();
	expect(isDeleted).toBe(true);
	expect(subscriptions.filter(({ triggerId }) => triggerId === EVENT)).toHaveLength(1);
});

test('an event list that is no list is not taken for a missing event', async () => {
	quirk = ({ path }) => (path === '/triggers/v1' ? { body: {} } : undefined);
	const { message } = await getFailure(trigger().publish());
	expect(message).not.toContain("isn't available in this tenant");
});

test.each([
	['a default port', 'https://n8n.example.com:443', 'https://n8n.example.com'],
	['capitals in the host', 'https://N8N.Example.com', 'https://n8n.example.com'],
])('recognizes its subscription if ISC stores the URL without %s', async (_what, base, stored) => {
	const node = trigger();
	node.base = base;
	quirk = (sent) => {
		if (!sent.body) return undefined;
		return respond({ ...sent, body: sent.body.replaceAll(base, stored) });
	};
	await node.publish();
	await node.publish();
	expect(subscriptions).toHaveLength(1);
	expect((subscriptions[0]!.httpConfig as IDataObject).url).toMatch(stored);
	await node.unpublish();
	expect(subscriptions).toEqual([]);
});

test.each([400, 403, 409])('a creation that ISC rejects with %i is tried once', async (status) => {
	quirk = ({ method }) =>
		method === 'POST'
			? { status, body: { detailCode: String(status), messages: [{ text: 'No more than 50' }] } }
			: undefined;
	const { message } = await getFailure(trigger().publish());
	expect(message).toContain('No more than 50');
	expect(isc.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a creation whose response was lost leaves nothing behind', async () => {
	const node = trigger();
	quirk = (sent) => {
		if (sent.method !== 'POST') return undefined;
		respond(sent);
		return { status: 504, body: {} };
	};
	await getFailure(node.publish());
	// n8n deletes the webhooks of a workflow that it can't publish.
	await node.unpublish();
	expect(subscriptions).toEqual([]);
});

test('a subscription that someone deletes while it is replaced is reported', async () => {
	const node = trigger();
	await node.publish();
	quirk = (sent) => {
		if (sent.method !== 'PUT') return undefined;
		return { status: 404, body: { detailCode: '404 Not found', messages: [{ text: 'Gone' }] } };
	};
	const { message } = await getFailure(node.publish());
	expect(message).toContain('Gone');
});
