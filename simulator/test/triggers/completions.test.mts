import { call, closeSimulators, open, session } from '../helpers.mts';
import type { Failure } from '../helpers.mts';
import {
	changed,
	closeReceivers,
	dynamicApprover,
	preApproval,
	receive,
	statuses,
	subscribe,
} from './receiver.mts';
import type { Reply } from './receiver.mts';

afterAll(closeSimulators);
afterAll(closeReceivers);

type Metadata = Record<'callbackURL' | 'responseMode' | 'secret' | 'triggerId', string>;
const yes = { approved: true, comment: 'fine', approver: 'rules' };
const post = (url: string, json: unknown) => call(url, { method: 'POST', json });

/** A tenant with one subscription to the pre-approval of access requests. */
async function waiting(
	mode: string,
	reply: Reply,
	more: Record<string, unknown> = {},
	triggerApi: 'recorded' | 'documented' = 'recorded',
) {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({
		now: () => now,
		tokenLifetimeSeconds: 1e6,
		triggerDeadlineMs: reply === null ? 300 : 60_000,
		triggerApi,
	});
	const api = await session(tenant);
	const { url, received } = await receive(() => reply);
	await subscribe(api, preApproval, url, mode, more);
	const [id] = tenant.triggers.emit(preApproval);
	await tenant.triggers.settled();
	return {
		tenant,
		id,
		received,
		metadata: received[0]?.body._metadata as Metadata,
		pass: (ms: number) => (now += ms),
		status: async () => (await statuses(tenant, api))[0],
	};
}

const HOUR = 3_600_000;
const NO_REFERENCE = [400, '400.1.404 Referenced object not found'];
const reasonOf = ({ status, body }: { status: number; body: unknown }) => [
	status,
	(body as Failure).detailCode,
];

test.each([
	['the full answer', yes],
	['the answer of the official examples', { approved: false }],
])('SYNC: %s decides at once', async (_what, json) => {
	const { status, received } = await waiting('SYNC', { json });
	expect(received[0]?.body).not.toHaveProperty('_metadata');
	expect(received[0]?.body).toHaveProperty('requestedItems');
	const seen = await status();
	expect(seen?.completed).not.toBeNull();
	expect(seen?.completeInvocationInput).toEqual({ localizedError: null, output: json });
});

test.each<[string, Reply, string]>([
	['no answer', null, '300 ms'],
	['an error', { status: 500, json: yes }, '500'],
	['202', { status: 202, json: yes }, '202'],
	['no JSON', { text: '<html>' }, 'JSON'],
	['no decision', { json: {} }, '"output.approved"'],
	['a decision in words', { json: { ...yes, approved: 'yes' } }, '"output.approved"'],
	['a list', { json: [yes] }, '"output"'],
])('SYNC: %s is a failure without a decision', async (_what, reply, message) => {
	const { status } = await waiting('SYNC', reply);
	const seen = await status();
	expect(seen?.completeInvocationInput?.output).toBeNull();
	expect(seen?.completeInvocationInput?.localizedError?.text).toContain(message);
});

test('ASYNC: accepts one completion through the callback, without a token', async () => {
	const { metadata, id, status, tenant } = await waiting('ASYNC', {});
	expect(metadata).toEqual({
		callbackURL: `${tenant.url}/beta/trigger-invocations/${id}/complete`,
		responseMode: 'async',
		secret: expect.any(String),
		triggerId: preApproval,
		triggerType: 'requestResponse',
	});
	expect(await status()).toMatchObject({
		completed: null,
		completeInvocationInput: { output: null, localizedError: null },
	});

	const { callbackURL, secret } = metadata;
	const refused = await post(callbackURL, { secret: 'other', output: yes });
	expect([refused.status, (refused.body as Failure).detailCode]).toEqual([
		400,
		'400.1 Bad request content',
	]);
	for (const wrong of [{ output: yes }, { secret }, { secret, output: { approved: 1 } }]) {
		expect((await post(callbackURL, wrong)).status).toBe(400);
	}
	const lost = callbackURL.replace(String(id), 'nobody');
	expect(reasonOf(await post(lost, { secret, output: yes }))).toEqual(NO_REFERENCE);
	expect((await status())?.completed).toBeNull();

	const done = await post(callbackURL, { secret, output: yes });
	expect([done.status, done.text]).toEqual([204, '']);
	expect((await status())?.completeInvocationInput).toEqual({ localizedError: null, output: yes });
	expect(reasonOf(await post(callbackURL, { secret, output: { approved: false } }))).toEqual(
		NO_REFERENCE,
	);
	expect((await status())?.completeInvocationInput?.output).toEqual(yes);
});

test('accepts a completion with only an error', async () => {
	const { metadata, status } = await waiting('ASYNC', {});
	const { callbackURL, secret } = metadata;
	expect((await post(callbackURL, { secret, error: 'No rule fits' })).status).toBe(204);
	expect((await status())?.completeInvocationInput).toEqual({
		localizedError: { locale: 'en', text: 'No rule fits' },
		output: null,
	});
});

test('documented: requires an output, and returns other errors and statuses', async () => {
	const { metadata, id, status } = await waiting('ASYNC', {}, {}, 'documented');
	const { callbackURL, secret } = metadata;
	expect(await status()).toMatchObject({ completed: null, completeInvocationInput: null });
	expect((await status())?.created).toBe('2026-01-01T00:00:00.000Z');
	const error = 'No rule fits';
	expect((await post(callbackURL, { secret, error })).status).toBe(400);
	const lost = callbackURL.replace(String(id), 'nobody');
	expect((await post(lost, { secret, output: yes })).status).toBe(404);
	expect((await post(callbackURL, { secret, output: {}, error })).status).toBe(204);
	expect((await post(callbackURL, { secret, output: yes })).status).toBe(400);
	expect((await status())?.completeInvocationInput).toEqual({
		localizedError: { locale: 'en', message: error },
		output: {},
	});
});

test('accepts an error, also at the path of the service', async () => {
	const { metadata, id, status, tenant } = await waiting('ASYNC', {});
	const path = `${tenant.url}/trigger-invocations/v1/${id}/complete`;
	const { secret } = metadata;
	expect((await post(path, { secret, output: {}, error: 'No rule fits' })).status).toBe(204);
	expect((await status())?.completeInvocationInput).toEqual({
		localizedError: { locale: 'en', text: 'No rule fits' },
		output: {},
	});
});

test.each([
	['the default', {}, HOUR],
	['its own', { responseDeadline: 'PT90S' }, 90_000],
])('ASYNC: %s deadline is kept', async (_what, more, deadline) => {
	const inTime = await waiting('ASYNC', {}, more);
	inTime.pass(deadline - 1);
	const { callbackURL, secret } = inTime.metadata;
	expect((await post(callbackURL, { secret, output: yes })).status).toBe(204);

	const late = await waiting('ASYNC', {}, more);
	late.pass(deadline);
	const refused = await post(late.metadata.callbackURL, {
		secret: late.metadata.secret,
		output: yes,
	});
	expect(refused.status).toBe(400);
	const seen = await late.status();
	expect(seen?.completed).toBe(
		new Date(Date.parse('2026-01-01') + deadline).toISOString().replace('Z', '000Z'),
	);
	expect(seen?.completeInvocationInput?.localizedError?.text).toContain('deadline');
});

test.each<[string, Reply]>([
	['an error', { status: 500 }],
	['202', { status: 202 }],
	['no answer', null],
])('ASYNC: %s is not an acknowledgement', async (_what, reply) => {
	const { status, metadata } = await waiting('ASYNC', reply);
	expect((await status())?.completeInvocationInput?.localizedError).not.toBeNull();
	const { callbackURL, secret } = metadata;
	expect((await post(callbackURL, { secret, output: yes })).status).toBe(400);
});

test('DYNAMIC: completes with a 200 at once, with a 202 through the callback', async () => {
	const sync = await waiting('DYNAMIC', { json: yes });
	expect(sync.metadata).toMatchObject({ responseMode: 'async', secret: expect.any(String) });
	expect((await sync.status())?.completeInvocationInput?.output).toEqual(yes);

	const async = await waiting('DYNAMIC', { status: 202 });
	expect((await async.status())?.completed).toBeNull();
	const { callbackURL, secret } = async.metadata;
	expect((await post(callbackURL, { secret, output: yes })).status).toBe(204);
	expect((await async.status())?.completeInvocationInput?.output).toEqual(yes);

	const neither = await waiting('DYNAMIC', { json: {} });
	expect((await neither.status())?.completeInvocationInput?.localizedError).not.toBeNull();
});

test('accepts a callback before the acknowledgement', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const seen: number[] = [];
	const { url } = await receive(async ({ body }) => {
		const { callbackURL, secret } = body._metadata as Metadata;
		seen.push((await post(callbackURL, { secret, output: yes })).status);
		return {};
	});
	await subscribe(api, preApproval, url, 'ASYNC');
	tenant.triggers.emit(preApproval);
	const [status] = await statuses(tenant, api);
	expect(seen).toEqual([204]);
	expect(status?.completeInvocationInput?.output).toEqual(yes);
});

test.each([
	[{ id: '1', name: 'Ines', type: 'IDENTITY' }, true],
	[{ id: '2', name: 'Auditors', type: 'GOVERNANCE_GROUP' }, true],
	[{ id: '', name: '', type: '' }, true],
	[null, true],
	[{ id: '1', name: 'Ines', type: 'ROLE' }, false],
	[{ id: '1', type: 'IDENTITY' }, false],
])('the approver %j is taken: %s', async (json, taken) => {
	const tenant = await open();
	const api = await session(tenant);
	const { url } = await receive(() => ({ json }));
	await subscribe(api, dynamicApprover, url);
	tenant.triggers.emit(dynamicApprover);
	const [status] = await statuses(tenant, api);
	expect(status?.completeInvocationInput?.localizedError === null).toBe(taken);
	expect(status?.completeInvocationInput?.output).toEqual(taken ? json : null);
});

test('rejects a completion for a trigger without a response', async () => {
	const tenant = await open();
	const { url } = await receive(() => null);
	await subscribe(await session(tenant), changed, url);
	const [id = ''] = tenant.triggers.emit(changed);
	const secret = tenant.triggers.invocations.get(id)?.secret;
	const path = `${tenant.url}/trigger-invocations/v1/${id}/complete`;
	expect((await post(path, { secret, output: {} })).status).toBe(400);
	expect(tenant.triggers.invocations.get(id)?.completed).toBeNull();
});
