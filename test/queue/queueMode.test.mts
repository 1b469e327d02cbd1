import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { connectCredential } from '../../tools/n8n/oauth.mts';
import { countExecutions } from '../../tools/n8n/queue/cluster.mts';
import { readBytes } from '../e2e/support/files.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { chain, isc, getItems, records, start } from '../e2e/support/workflows.mts';
import { callAtOnce, useCluster } from './support.mts';

const CHANGED = 'idn:identity-attributes-changed';
const PRE_APPROVAL = 'idn:access-request-pre-approval';
const EVENTS = 40;
const BURST = 20;

jest.setTimeout(300_000);

const stage = useCluster({ workers: 2, webhookProcessors: 1 });
beforeEach(() => stage.tenant.reset());

/** Our trigger, named "Event". */
const trigger = (
	credentialId: string,
	event: string,
	parameters: Record<string, unknown> = {},
) => ({
	name: 'Event',
	type: 'n8n-nodes-sailpoint-isc.iscTrigger',
	webhookId: randomUUID(),
	parameters: { event: { __rl: true, mode: 'id', value: event }, ...parameters },
	credentials: { iscOAuth2Api: { id: credentialId, name: 'queue' } },
});

const statuses = (list: Array<{ status: string }>) => [
	...new Set(list.map(({ status }) => status)),
];

test('events start workflows on the workers, each once', async () => {
	const { tenant, cluster, editor, credential, publish, ended } = stage;
	const before = cluster.workers.map(countExecutions);
	const id = await publish(chain(trigger(await credential(), CHANGED)));
	const [subscription] = [...tenant.triggers.subscriptions.table];
	expect(subscription!.httpConfig!.url.startsWith(cluster.url)).toBe(true);
	for (let i = 0; i < EVENTS; i++) tenant.triggers.emit(CHANGED);
	await tenant.triggers.settled();
	const executions = await ended(id, EVENTS);
	expect(executions).toHaveLength(EVENTS);
	expect(statuses(executions)).toEqual(['success']);
	const counts = cluster.workers.map((worker, i) => countExecutions(worker) - before[i]!);
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(EVENTS);
	expect(counts.every((count) => count > 0)).toBe(true);

	await editor.unpublishWorkflow(id);
	expect([...tenant.triggers.subscriptions.table]).toEqual([]);
});

test('an answer of the last node gets from a worker through the webhook processor to ISC', async () => {
	const { tenant, editor, credential, publish } = stage;
	const answer = { approved: true, comment: 'From a worker', approver: '' };
	const id = await publish(
		chain(trigger(await credential(), PRE_APPROVAL, { responseMode: 'sync' }), {
			name: 'Answer',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(answer), options: {} },
		}),
	);
	const [invocation = ''] = tenant.triggers.emit(PRE_APPROVAL);
	await tenant.triggers.settled();
	expect(tenant.triggers.invocations.get(invocation)).toMatchObject({ output: answer });
	await editor.unpublishWorkflow(id);
});

test('processes that meet on a cold credential get a token each at most', async () => {
	const { tenant, credential, publishBehindWebhook, ended } = stage;
	tenant.faults.add({ path: '/oauth/token', latencyMs: 1_500 });
	const { id, call } = await publishBehindWebhook(
		isc(await credential(), { path: '/sources/v1', limit: 1 }),
	);
	await callAtOnce(BURST, call);
	expect(statuses(await ended(id, BURST))).toEqual(['success']);
	expect(tenant.counters.byRoute['GET /sources/v1']).toBe(BURST);
	const tokens = tenant.counters.tokenRequests.client_credentials!;
	expect(tokens).toBeLessThanOrEqual(stage.cluster.workers.length);
});

describe('a sign-in whose refresh tokens work once', () => {
	async function connect() {
		const { editor, credential, publishBehindWebhook } = stage;
		const credentialId = await credential('webApp');
		await connectCredential(editor.session, credentialId);
		return await publishBehindWebhook(isc(credentialId, { path: '/sources/v1', limit: 1 }));
	}

	test('is renewed once for executions on several workers', async () => {
		const { tenant, ended } = stage;
		expect(tenant.options.refreshReuse).toBe('single-use');
		const { id, call } = await connect();
		tenant.tokens.expire();
		await callAtOnce(BURST, call);
		expect(statuses(await ended(id, BURST))).toEqual(['success']);
		expect(tenant.counters.tokenRequests.refresh_token).toBe(1);
	});

	// n8n waits 10 seconds for the renewal of another process, then renews itself with the refresh token used by then.
	test('survives a token endpoint that is slower than the wait of n8n', async () => {
		const { tenant, ended } = stage;
		const { id, call } = await connect();
		tenant.tokens.expire();
		tenant.faults.add({ path: '/oauth/token', latencyMs: 12_000 });
		await callAtOnce(BURST, call);
		expect(statuses(await ended(id, BURST))).toEqual(['success']);
		// At least one process was refused, and went on with the token of the other.
		expect(tenant.counters.tokenRequests.refresh_token).toBeGreaterThan(1);
	});
});

test('a file that a worker writes can be downloaded from main', async () => {
	const { editor, credential } = stage;
	const id = await editor.createWorkflow(
		chain(
			start,
			isc(await credential(), {
				path: '/accounts/v1',
				returnAll: true,
				options: { output: 'jsonl' },
			}),
		),
	);
	const execution = await editor.runWorkflow(id);
	expect(execution.error?.message).toBeUndefined();
	const [item] = getItems(execution, 'ISC');
	expect(item?.binary?.data?.id).toMatch(/^database:/);
	const lines = (await readBytes(editor, item)).toString().trimEnd().split('\n');
	expect(lines).toHaveLength(stage.tenant.options.counts.accounts);
});

test('a polling trigger continues after main was restarted, and delivers each event once', async () => {
	const { tenant, cluster, editor, credential, publish, ended, list } = stage;
	const id = await publish(
		chain({
			name: 'Poll',
			type: 'n8n-nodes-sailpoint-isc.iscPollTrigger',
			parameters: {
				event: 'auditEvent',
				// n8n polls when it starts; the next time is far away.
				pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 3, minute: 3 }] },
			},
			credentials: { iscOAuth2Api: { id: await credential(), name: 'queue' } },
		}),
	);
	expect(await list(id)).toEqual([]);
	await cluster.main.stop();
	const names = ['First', 'Second', 'Third'];
	for (const name of names) {
		tenant.data.events.add({ created: new Date().toISOString(), name });
	}
	await cluster.main.start();
	const [execution] = await ended(id, 1);
	const { runData } = await editor.execution(execution!.id);
	expect(runData.Poll?.[0]?.data?.main[0]?.map(({ json }) => json.name).sort()).toEqual(
		names.sort(),
	);

	const polls = () => tenant.counters.byRoute['POST /search/v1'] ?? 0;
	const before = polls();
	await cluster.main.stop();
	await cluster.main.start();
	await waitUntil(() => polls() > before);
	expect(await list(id)).toHaveLength(1);
	await editor.unpublishWorkflow(id);
});

// Last: it ends a worker.
test('the writes of a worker that is killed are not repeated', async () => {
	const { tenant, cluster, credential, publishBehindWebhook } = stage;
	const ids = Array.from({ length: 20 }, (_, index) => tenant.data.accounts.idAt(index));
	tenant.faults.add({ path: '/disable', latencyMs: 400 });
	const { call } = await publishBehindWebhook(
		...records(ids.map((id) => ({ id }))),
		isc(await credential(), {
			method: 'POST',
			path: '=/accounts/v1/{{ $json.id }}/disable',
			options: { maxParallel: 1 },
		}),
	);
	const writes = () => tenant.counters.requests.filter(({ url }) => url.endsWith('/disable'));
	const before = cluster.workers.map(countExecutions);
	await call();
	await waitUntil(() => writes().length >= 3);
	const worker = cluster.workers.find((one, i) => countExecutions(one) > before[i]!)!;
	process.kill(worker.pid, 'SIGKILL');
	await worker.ended;
	await sleep(1_000);
	const made = writes().length;
	expect(made).toBeLessThan(ids.length);
	// Longer than Bull needs to notice a stalled job.
	await sleep(75_000);
	expect(writes()).toHaveLength(made);
	expect(new Set(writes().map(({ url }) => url)).size).toBe(made);
});
