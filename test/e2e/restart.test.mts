import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import type { Instance } from '../../tools/n8n/n8nInstance.mts';
import type { Workflow, WorkflowNode } from '../../tools/n8n/types.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { credentialData } from './support/fixture.mts';
import { waitUntil } from './support/waitUntil.mts';
import { chain } from './support/workflows.mts';

jest.setTimeout(180_000);

const CHANGED = 'idn:identity-attributes-changed';

let tenant: Simulator;
let n8n: Instance;
let userFolder: string;

beforeAll(async () => {
	tenant = await startSimulator({
		rateLimit: { enabled: false },
		counts: { identities: 10, events: 20 },
	});
	userFolder = await mkdtemp(join(tmpdir(), 'isc-restart-'));
	n8n = await createInstance({ userFolder });
	await cp(sharedInstance().packages, join(userFolder, '.n8n', 'nodes'), { recursive: true });
	await n8n.start();
});
afterAll(async () => {
	await n8n.stop();
	await tenant.close();
	await rm(userFolder, { recursive: true, force: true });
});

/** Creates a workflow of one trigger; resolves to its id. */
async function create(type: string, parameters: Record<string, unknown>): Promise<string> {
	const editor = await openEditor(n8n.url);
	const credentialId = await editor.createCredential({
		name: 'ISC',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
	return await editor.createWorkflow(
		chain({
			name: 'Event',
			type: `n8n-nodes-sailpoint-isc.${type}`,
			webhookId: randomUUID(),
			parameters,
			credentials: { iscOAuth2Api: { id: credentialId, name: 'ISC' } },
		}),
	);
}

/** Publishes a workflow of one trigger; resolves to its id. */
async function publish(type: string, parameters: Record<string, unknown>): Promise<string> {
	const id = await create(type, parameters);
	await (await openEditor(n8n.url)).publishWorkflow(id);
	return id;
}

type Stored = { count: number; results: Array<{ id: string; status: string }> };

/** What n8n keeps of the executions of a workflow. */
async function stored(workflowId: string): Promise<Stored> {
	const { session } = await openEditor(n8n.url);
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await session.request<Stored>('GET', `/executions?filter=${filter}`);
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
	await (await openEditor(n8n.url)).startWorkflow(id, 'Event');
	const ours = () => [...table].filter((one) => !published.some((other) => other.id === one.id));
	expect(ours().map(({ httpConfig }) => httpConfig?.url)).toEqual([
		expect.stringContaining('/webhook-test/'),
	]);
	await n8n.stop();
	await n8n.start();
	await (await openEditor(n8n.url)).publishWorkflow(id);
	expect(ours().map(({ httpConfig }) => httpConfig?.url)).toEqual([
		expect.stringMatching(/\/webhook\//),
	]);
});

test('a polling trigger returns records of a downtime once', async () => {
	const id = await publish('iscPollTrigger', {
		event: 'auditEvent',
		// n8n polls when it starts; the next time is far away.
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 3, minute: 3 }] },
	});
	expect((await stored(id)).count).toBe(0);
	await n8n.stop();
	for (let i = 0; i < 3; i++) {
		tenant.data.events.add({ created: new Date(Date.now() + i).toISOString(), name: `New ${i}` });
	}
	await n8n.start();
	await waitUntil(async () => (await stored(id)).count === 1);
	const { results } = await stored(id);
	expect(results[0]).toMatchObject({ status: 'success' });

	const polls = () => tenant.counters.byRoute['POST /search/v1'] ?? 0;
	const before = polls();
	await n8n.stop();
	await n8n.start();
	await waitUntil(() => polls() > before);
	expect((await stored(id)).count).toBe(1);
});

/** Changes a published trigger, and reads the names of the events that started its workflow. */
async function followPolls(id: string) {
	const editor = await openEditor(n8n.url);
	const changed = async (change: (node: WorkflowNode) => void) => {
		const workflow = await editor.session.request<Workflow>('GET', `/workflows/${id}`);
		const nodes = structuredClone(workflow.nodes);
		change(nodes[0]!);
		await editor.updateWorkflow(id, { ...workflow, nodes });
		await editor.publishWorkflow(id);
	};
	/** Delivered items, in the order of their names. */
	const items = async () => {
		const { results } = await stored(id);
		const executions = await Promise.all(
			results.map(async (one) => await editor.execution(one.id)),
		);
		return executions
			.flatMap(({ runData }) => Object.values(runData).flat())
			.flatMap(({ data }) => data?.main[0]?.map(({ json }) => json) ?? [])
			.sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
	};
	/** Names of the delivered events, in order. */
	const delivered = async () => (await items()).map(({ name }) => name);
	const expectDelivered = async (...names: string[]) => {
		await waitUntil(async () => (await delivered()).length >= names.length, 60_000);
		expect(await delivered()).toEqual(names);
	};
	return { editor, changed, expectDelivered, items };
}

const addEvent = (name: string, created = new Date()) =>
	tenant.data.events.add({ created: created.toISOString(), name });

test('a polling trigger from before Simplify keeps all fields, and a new one simplifies', async () => {
	const id = await publish('iscPollTrigger', {
		event: 'auditEvent',
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 3, minute: 3 }] },
	});
	const { changed, expectDelivered, items } = await followPolls(id);
	addEvent('A');
	await changed((node) => (node.name = 'Renamed'));
	await expectDelivered('A');
	addEvent('B');
	await changed((node) => (node.typeVersion = 1.1));
	await expectDelivered('A', 'B');
	const [before, after] = await items();
	expect(before).toMatchObject({ name: 'A', _type: 'event' });
	expect(Object.keys(after!).sort()).toEqual(['created', 'id', 'name']);
});

test('a polling trigger continues after a rename and with another credential of the tenant', async () => {
	const id = await publish('iscPollTrigger', {
		event: 'auditEvent',
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 3, minute: 3 }] },
	});
	const { editor, changed, expectDelivered } = await followPolls(id);
	addEvent('A');
	await changed((node) => (node.name = 'Renamed'));
	await expectDelivered('A');

	addEvent('B');
	const other = await editor.createCredential({
		name: 'Another',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
	await changed((node) => (node.credentials = { iscOAuth2Api: { id: other, name: 'Another' } }));
	await expectDelivered('A', 'B');

	await n8n.stop();
	addEvent('C');
	await n8n.start();
	await expectDelivered('A', 'B', 'C');
});

test('a polling trigger fetches records again, once', async () => {
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
	const id = await publish('iscPollTrigger', {
		event: 'auditEvent',
		query: 'name:Lost*',
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 3, minute: 3 }] },
		options: { startFrom: 'date', startDate: minutesAgo(60).toISOString() },
	});
	const { changed, expectDelivered } = await followPolls(id);
	addEvent('Lost A', minutesAgo(30));
	addEvent('Lost B', minutesAgo(10));
	await n8n.stop();
	await n8n.start();
	await expectDelivered('Lost A', 'Lost B');

	const options = { fetchAgainFrom: minutesAgo(20).toISOString() };
	await changed((node) => (node.parameters.options = options));
	await expectDelivered('Lost A', 'Lost B', 'Lost B');

	addEvent('Lost C');
	await n8n.stop();
	await n8n.start();
	await expectDelivered('Lost A', 'Lost B', 'Lost B', 'Lost C');
});
