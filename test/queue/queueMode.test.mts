import { setTimeout as sleep } from 'node:timers/promises';

import { startSimulator } from '../../simulator/src/server.mts';
import { isOlderThan } from '../../tools/n8n/installation.mts';
import { countExecutions } from '../../tools/n8n/queue/cluster.mts';
import { readBytes } from '../e2e/support/files.mts';
import { createDistantPollTimes } from '../e2e/support/pollTimes.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { chain, isc, getItems, records, start } from '../e2e/support/workflows.mts';
import { callAtOnce, countStatuses } from './clusterActions.mts';
import {
	answerNode,
	CHANGED,
	createInvocationIds,
	eventTrigger,
	PRE_APPROVAL,
	sendEventsUntilAccepted,
} from './events.mts';
import { useCluster } from './useCluster.mts';

const EVENTS = 200;
const BURST = 20;
/** Few, because the limit of 10 seconds also counts on a busy machine. */
const ANSWERS = 5;
const PROCESSES = { workers: 2, webhookProcessors: 2 };
const ENVIRONMENT = {
	// With n8n's defaults, it takes more than a minute until a killed worker is noticed.
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	// As docs/queue-mode.md recommends for workflows that respond to ISC.
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '2000',
	// As docs/queue-mode.md requires for n8n 1. By default, it runs the execution of a killed worker again, with its writes.
	...(isOlderThan('2') ? { QUEUE_WORKER_MAX_STALLED_COUNT: '0' } : {}),
};
/** The ID of a file in n8n's default store. n8n 1 has no store in the database, and keeps files in the execution data. */
const DEFAULT_STORE = isOlderThan('2') ? undefined : expect.stringMatching(/^database:/);

jest.setTimeout(600_000);

const stage = useCluster({ ...PROCESSES, environment: ENVIRONMENT });
beforeEach(() => {
	stage.tenant.reset();
	stage.cluster.setRouting('inTurn');
});

/** Prints a figure that depends on the machine. */
const print = (text: string) => process.stdout.write(`    ${text}\n`);

/** Publishes a workflow that an event starts and that then reads a source; resolves to its id. */
async function publishEventWorkflow(): Promise<string> {
	const credentialId = await stage.credential(stage.tenant);
	return await stage.publish(
		chain(
			eventTrigger(credentialId, CHANGED),
			isc(credentialId, { path: '/sources/v1', limit: 1 }),
		),
	);
}

describe('events', () => {
	test(`start workflows on the workers, each of ${EVENTS} once`, async () => {
		const { tenant, cluster, editor, ended } = stage;
		const before = cluster.workers.map(countExecutions);
		const id = await publishEventWorkflow();
		const [subscription] = [...tenant.triggers.subscriptions.table];
		expect(subscription!.httpConfig!.url.startsWith(cluster.url)).toBe(true);
		const { deliveries, repeats } = await sendEventsUntilAccepted(
			tenant,
			createInvocationIds(EVENTS),
		);
		expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([200]));
		const slowest = Math.max(...deliveries.map(({ ms }) => ms));
		print(
			`slowest of ${EVENTS} responses: ${(slowest / 1000).toFixed(1)} s, ${repeats} sent again`,
		);
		expect(countStatuses(await ended(id, EVENTS))).toEqual({ success: EVENTS });
		expect(tenant.counters.byRoute['GET /sources/v1']).toBe(EVENTS);
		const getCounts = () =>
			cluster.workers.map((worker, i) => countExecutions(worker) - before[i]!);
		const countAll = () => getCounts().reduce((sum, count) => sum + count, 0);
		// The log of a worker can arrive after the end of its executions.
		await waitUntil(() => countAll() >= EVENTS);
		expect(countAll()).toBe(EVENTS);
		expect(getCounts().every((count) => count > 0)).toBe(true);

		await editor.unpublishWorkflow(id);
		expect([...tenant.triggers.subscriptions.table]).toEqual([]);
	});

	test('that are sent again are ignored if each path goes to one webhook processor', async () => {
		const { tenant, cluster, editor, ended, list } = stage;
		cluster.setRouting('byPath');
		const id = await publishEventWorkflow();
		const ids = createInvocationIds(BURST);
		// The same moment, and again after all were answered.
		await sendEventsUntilAccepted(tenant, [...ids, ...ids]);
		await sendEventsUntilAccepted(tenant, ids);
		await ended(id, BURST);
		await sleep(2_000);
		expect(countStatuses(await list(id))).toEqual({ success: BURST });
		expect(tenant.counters.byRoute['GET /sources/v1']).toBe(BURST);
		await editor.unpublishWorkflow(id);
	});

	test('get the answer of the last node from a worker through the webhook processors', async () => {
		const { tenant, editor, credential, publish } = stage;
		const answer = { approved: true, comment: 'From a worker', approver: '' };
		const id = await publish(
			chain(
				eventTrigger(await credential(tenant), PRE_APPROVAL, { responseMode: 'sync' }),
				answerNode(answer),
			),
		);
		for (let round = 1; round <= 2; round++) {
			const invocations = Array.from({ length: ANSWERS }, () => tenant.triggers.emit(PRE_APPROVAL));
			await tenant.triggers.settled();
			for (const [invocation = ''] of invocations) {
				expect(tenant.triggers.invocations.get(invocation)).toMatchObject({ output: answer });
			}
		}
		await editor.unpublishWorkflow(id);
	});
});

test('workers that share a rate limit lose nothing, send nothing twice, and fail no execution', async () => {
	const { credential, publishBehindWebhook, ended, cluster } = stage;
	const [executions, items, requests] = [10, 25, 100];
	const tenant = await startSimulator({
		rateLimit: { enabled: true, requests },
		counts: { identities: 50, accounts: items },
		latencyMs: 100,
	});
	try {
		const ids = Array.from({ length: items }, (_, index) => tenant.data.accounts.idAt(index));
		const before = cluster.workers.map(countExecutions);
		const { id, call } = await publishBehindWebhook(
			...records(ids.map((one) => ({ id: one }))),
			isc(await credential(tenant), { path: '=/accounts/v1/{{ $json.id }}' }),
		);
		const started = performance.now();
		await callAtOnce(executions, call);
		expect(countStatuses(await ended(id, executions))).toEqual({ success: executions });
		const seconds = (performance.now() - started) / 1000;
		expect(cluster.workers.every((one, i) => countExecutions(one) > before[i]!)).toBe(true);

		const answered = tenant.counters.requests.filter(({ url, status }) => {
			return url.startsWith('/accounts/v1/') && status === 200;
		});
		const timesByUrl = new Map<string, number>();
		for (const { url } of answered) timesByUrl.set(url, (timesByUrl.get(url) ?? 0) + 1);
		expect([...timesByUrl.values()]).toEqual(ids.map(() => executions));
		const { 429: rejected = 0, ...others } = tenant.counters.byStatus;
		expect(Object.keys(others)).toEqual(['200']);
		print(`${answered.length} requests in ${seconds.toFixed(1)} s, ${rejected} times 429`);
	} finally {
		await tenant.close();
	}
});

describe('files', () => {
	/** Writes all accounts to files; resolves to the item of each. */
	async function writeFiles(options: Record<string, unknown>) {
		const { editor, credential, tenant } = stage;
		const node = isc(await credential(tenant), {
			path: '/accounts/v1',
			returnAll: true,
			options: { output: 'jsonl', ...options },
		});
		const execution = await editor.runWorkflow(await editor.createWorkflow(chain(start, node)));
		expect(execution.error?.message).toBeUndefined();
		return getItems(execution, 'ISC');
	}

	/** Downloads files from main, and expects all accounts in them. */
	async function expectAllAccounts(items: Awaited<ReturnType<typeof writeFiles>>) {
		const { accounts } = stage.tenant.options.counts;
		const texts = await Promise.all(
			items.map(async (item) => (await readBytes(stage.editor, item)).toString().trimEnd()),
		);
		const ids = texts
			.flatMap((text) => text.split('\n'))
			.map((line) => (JSON.parse(line) as { id: string }).id);
		expect(ids).toEqual(
			Array.from({ length: accounts }, (_, index) => stage.tenant.data.accounts.idAt(index)),
		);
	}

	test('of a worker can be downloaded from main', async () => {
		const items = await writeFiles({});
		expect(items).toHaveLength(1);
		expect(items[0]?.binary?.data?.id).toEqual(DEFAULT_STORE);
		await expectAllAccounts(items);
	});

	test('that are split are all in the default store', async () => {
		const items = await writeFiles({ splitAfterRecords: 300 });
		expect(items).toHaveLength(Math.ceil(stage.tenant.options.counts.accounts / 300));
		for (const item of items) expect(item.binary?.data?.id).toEqual(DEFAULT_STORE);
		await expectAllAccounts(items);
	});

	// From here on, all workers write to the shared folder.
	test('in a folder that all processes share can be downloaded from main', async () => {
		const { cluster } = stage;
		for (const worker of [...cluster.workers]) await cluster.removeWorker(worker);
		for (let i = 0; i < PROCESSES.workers; i++) await cluster.addWorker('filesystem');
		const items = await writeFiles({});
		expect(items[0]?.binary?.data?.id).toMatch(/^filesystem/);
		await expectAllAccounts(items);
	});
});

test('a polling trigger continues after main was restarted, and delivers each event once', async () => {
	const { tenant, cluster, editor, credential, publish, ended, list } = stage;
	const id = await publish(
		chain({
			name: 'Poll',
			type: 'n8n-nodes-sailpoint-isc.iscPollTrigger',
			parameters: {
				event: 'auditEvent',
				// A trigger starts at the tenant's time, which has whole seconds, so events of other tests could be new.
				query: 'name:Queued*',
				pollTimes: createDistantPollTimes(),
			},
			credentials: { iscOAuth2Api: { id: await credential(tenant), name: 'queue' } },
		}),
	);
	expect(await list(id)).toEqual([]);
	await cluster.main.stop();
	const names = ['Queued 1', 'Queued 2', 'Queued 3'];
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
	const { tenant, cluster, credential, publishBehindWebhook, ended } = stage;
	const ids = Array.from({ length: 20 }, (_, index) => tenant.data.accounts.idAt(index));
	tenant.faults.add({ path: '/disable', latencyMs: 1_000 });
	const { id, call } = await publishBehindWebhook(
		...records(ids.map((one) => ({ id: one }))),
		isc(await credential(tenant), {
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
	await cluster.removeWorker(worker);
	await sleep(1_000);
	const made = writes().length;
	expect(made).toBeLessThan(ids.length);
	// The other worker notices that the lock of the execution has expired, and ends it.
	expect(countStatuses(await ended(id, 1))).toEqual({ error: 1 });
	await sleep(5_000);
	expect(writes()).toHaveLength(made);
	expect(new Set(writes().map(({ url }) => url)).size).toBe(made);
});
