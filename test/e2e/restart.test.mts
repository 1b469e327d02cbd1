import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import type { Instance } from '../../tools/n8n/n8nInstance.mts';
import type { Workflow, WorkflowNode } from '../../tools/n8n/types.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { credentialData } from './support/fixture.mts';
import { createDistantPollTimes } from './support/pollTimes.mts';
import { createTriggerWorkflow, type TriggerType } from './support/triggerWorkflow.mts';
import { waitUntil } from './support/waitUntil.mts';

jest.setTimeout(600_000);

const CHANGED = 'idn:identity-attributes-changed';

let tenant: Simulator;
let n8n: Instance;
/** Signed in once: the session outlasts restarts. */
let editor: Editor;
let userFolder: string;

beforeAll(async () => {
	tenant = await startSimulator({
		rateLimit: { enabled: false },
		counts: { identities: 10, events: 20 },
		logBodies: true,
	});
	userFolder = await mkdtemp(join(tmpdir(), 'isc-restart-'));
	n8n = await createInstance({ userFolder });
	await cp(sharedInstance().packages, join(userFolder, '.n8n', 'nodes'), { recursive: true });
	await n8n.start();
	editor = await openEditor(n8n.url);
});
afterAll(async () => {
	await n8n.stop();
	await tenant.close();
	await rm(userFolder, { recursive: true, force: true });
});

/** Creates a workflow of one trigger; resolves to its id. */
const create = async (type: TriggerType, parameters: Record<string, unknown>) =>
	await createTriggerWorkflow(editor, tenant, type, parameters);

/** Publishes a workflow of one trigger; resolves to its id. */
async function publish(type: TriggerType, parameters: Record<string, unknown>): Promise<string> {
	const id = await create(type, parameters);
	await editor.publishWorkflow(id);
	return id;
}

type Stored = { count: number; results: Array<{ id: string; status: string }> };

/** What n8n keeps of the executions of a workflow. */
async function stored(workflowId: string): Promise<Stored> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await editor.session.request<Stored>('GET', `/executions?filter=${filter}`);
}

test('a trigger works after a restart of n8n, and fixes its subscription', async () => {
	const { table } = tenant.triggers.subscriptions;
	const id = await publish('iscTrigger', {
		event: CHANGED,
		filter: '$.changes[*]',
	});
	const [made] = [...table];
	/** Lets an event happen, and waits until so many have started the workflow. */
	const expectStarts = async (count: number) => {
		tenant.triggers.emit(CHANGED);
		await tenant.triggers.settled();
		await waitUntil(async () => (await stored(id)).count >= count);
		expect((await stored(id)).count).toBe(count);
	};
	await expectStarts(1);

	await n8n.stop();
	table.update(made!.id, { enabled: false, name: 'Changed by hand', filter: null });
	await n8n.start();
	await waitUntil(() => table.get(made!.id)?.enabled === true).catch(() =>
		console.log(n8n.serverLog()),
	);
	expect([...table]).toEqual([expect.objectContaining({ id: made!.id, name: made!.name })]);
	expect(table.get(made!.id)).toMatchObject({ enabled: true, filter: '$.changes[*]' });
	await expectStarts(2);

	await n8n.stop();
	table.remove(made!.id);
	const others = table.add({ ...made!, id: undefined as never, name: 'Of somebody else' });
	table.update(others.id, {
		httpConfig: { ...made!.httpConfig!, url: 'http://127.0.0.1:9/other' },
	});
	await n8n.start();
	await waitUntil(() => [...table].length === 2);
	expect([...table].map(({ name }) => name).sort()).toEqual(
		['Of somebody else', made!.name].sort(),
	);
	await expectStarts(3);
});

test("a test interrupted by a restart doesn't block publishing", async () => {
	const { table } = tenant.triggers.subscriptions;
	const published = [...table];
	const id = await create('iscTrigger', {
		event: 'idn:access-request-pre-approval',
		responseMode: 'sync',
		options: { sendTestEvent: false },
	});
	await editor.startWorkflow(id, 'Event');
	const ours = () => [...table].filter((one) => !published.some((other) => other.id === one.id));
	expect(ours().map(({ httpConfig }) => httpConfig?.url)).toEqual([
		expect.stringContaining('/webhook-test/'),
	]);
	await n8n.stop();
	await n8n.start();
	await editor.publishWorkflow(id);
	expect(ours().map(({ httpConfig }) => httpConfig?.url)).toEqual([
		expect.stringMatching(/\/webhook\//),
	]);
});

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Publishes a polling trigger for the events of one test, and follows what it delivers. A trigger starts at the tenant's
 * time, which has whole seconds, so it also returns events that a test created in the second before.
 * @param prefix start of the names of the events, which no other test uses
 */
async function publishPolling(prefix: string, parameters: Record<string, unknown> = {}) {
	const query = `name:${prefix}*`;
	const id = await publish('iscPollTrigger', {
		event: 'auditEvent',
		query,
		// n8n polls when it publishes the workflow and when it starts.
		pollTimes: createDistantPollTimes(),
		...parameters,
	});
	/** Changes the trigger, and publishes it again. */
	const change = async (update: (node: WorkflowNode) => void) => {
		const workflow = await editor.session.request<Workflow>('GET', `/workflows/${id}`);
		const nodes = structuredClone(workflow.nodes);
		update(nodes[0]!);
		await editor.updateWorkflow(id, { ...workflow, nodes });
		await editor.publishWorkflow(id);
	};
	/** Returns the executions that have ended. */
	const executions = async () => {
		const ended = (await stored(id)).results.filter(({ status }) => ENDED.includes(status));
		return await Promise.all(ended.map(async (one) => await editor.execution(one.id)));
	};
	/** Returns the delivered items, in the order of their names. */
	const items = async () =>
		(await executions())
			.flatMap(({ runData }) => Object.values(runData).flat())
			.flatMap(({ data }) => data?.main[0]?.map(({ json }) => json) ?? [])
			.sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
	/** Returns the names of the delivered events, in order. */
	const delivered = async () => (await items()).map(({ name }) => name);
	const expectDelivered = async (...names: string[]) => {
		await waitUntil(async () => (await delivered()).length >= names.length);
		expect(await delivered()).toEqual(names);
	};
	/** Returns how many requests of the trigger were answered. */
	const countPolls = () =>
		tenant.counters.requests.filter(
			({ ms, body }) => ms !== null && JSON.stringify(body ?? '').includes(query),
		).length;
	return { id, change, executions, items, expectDelivered, countPolls };
}

const addEvent = (name: string, created = new Date()) =>
	tenant.data.events.add({ created: created.toISOString(), name });

test('a polling trigger returns records of a downtime once', async () => {
	const { id, executions, expectDelivered, countPolls } = await publishPolling('Downtime');
	expect((await stored(id)).count).toBe(0);
	await n8n.stop();
	const names = ['Downtime 1', 'Downtime 2', 'Downtime 3'];
	for (const name of names) addEvent(name);
	await n8n.start();
	await expectDelivered(...names);
	expect(await executions()).toMatchObject([{ status: 'success' }]);

	const before = countPolls();
	await n8n.stop();
	await n8n.start();
	await waitUntil(() => countPolls() > before);
	addEvent('Downtime 4');
	await n8n.stop();
	await n8n.start();
	// Neither the start in between nor this one returns the first three again.
	await expectDelivered(...names, 'Downtime 4');
	expect((await stored(id)).count).toBe(2);
});

test('a polling trigger from before Simplify keeps all fields, and a new one simplifies', async () => {
	const { change, expectDelivered, items } = await publishPolling('Simplified');
	addEvent('Simplified A');
	await change((node) => (node.name = 'Renamed'));
	await expectDelivered('Simplified A');
	addEvent('Simplified B');
	await change((node) => (node.typeVersion = 1.1));
	await expectDelivered('Simplified A', 'Simplified B');
	const [before, after] = await items();
	expect(before).toMatchObject({ name: 'Simplified A', _type: 'event' });
	expect(Object.keys(after!).sort()).toEqual(['created', 'id', 'name']);
});

test('a polling trigger continues after a rename and with another credential of the tenant', async () => {
	const { change, expectDelivered } = await publishPolling('Continued');
	addEvent('Continued A');
	await change((node) => (node.name = 'Renamed'));
	await expectDelivered('Continued A');

	addEvent('Continued B');
	const other = await editor.createCredential({
		name: 'Another',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
	await change((node) => (node.credentials = { iscOAuth2Api: { id: other, name: 'Another' } }));
	await expectDelivered('Continued A', 'Continued B');

	await n8n.stop();
	addEvent('Continued C');
	await n8n.start();
	await expectDelivered('Continued A', 'Continued B', 'Continued C');
});

test('a polling trigger fetches records again, once', async () => {
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
	const { change, expectDelivered } = await publishPolling('Lost', {
		options: { startFrom: 'date', startDate: minutesAgo(60).toISOString() },
	});
	addEvent('Lost A', minutesAgo(30));
	addEvent('Lost B', minutesAgo(10));
	await n8n.stop();
	await n8n.start();
	await expectDelivered('Lost A', 'Lost B');

	const options = { fetchAgainFrom: minutesAgo(20).toISOString() };
	await change((node) => (node.parameters.options = options));
	await expectDelivered('Lost A', 'Lost B', 'Lost B');

	addEvent('Lost C');
	await n8n.stop();
	await n8n.start();
	await expectDelivered('Lost A', 'Lost B', 'Lost B', 'Lost C');
});
