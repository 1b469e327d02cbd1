import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import type { Instance } from '../../tools/n8n/n8nInstance.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { createTriggerWorkflow } from './support/triggerWorkflow.mts';
import { waitUntil } from './support/waitUntil.mts';

jest.setTimeout(600_000);

const CHANGED = 'idn:identity-attributes-changed';
const PRE_APPROVAL = 'idn:access-request-pre-approval';

let tenant: Simulator;
let first: Instance;
let copied: Instance;
const folders: string[] = [];

const userFolder = async () => {
	folders.push(await mkdtemp(join(tmpdir(), 'isc-copied-')));
	return folders.at(-1)!;
};
const subscriptions = () => [...tenant.triggers.subscriptions.table];
const url = ({ httpConfig }: { httpConfig?: { url: string } }) => httpConfig!.url;
const fromFirst = () => subscriptions().filter((one) => url(one).startsWith(first.url));
const fromCopy = () => subscriptions().filter((one) => url(one).startsWith(copied.url));

async function publish(n8n: Instance, event: string, parameters = {}): Promise<string> {
	const editor = await openEditor(n8n.url);
	const id = await createTriggerWorkflow(editor, tenant, 'iscTrigger', { event, ...parameters });
	await editor.publishWorkflow(id);
	return id;
}

async function executions(n8n: Instance, workflowId: string): Promise<number> {
	const { session } = await openEditor(n8n.url);
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { count } = await session.request<{ count: number }>('GET', `/executions?filter=${filter}`);
	return count;
}

const deactivate = async (n8n: Instance, id: string) =>
	await (await openEditor(n8n.url)).unpublishWorkflow(id);

beforeAll(async () => {
	tenant = await startSimulator({ rateLimit: { enabled: false }, counts: { identities: 10 } });
	first = await createInstance({ userFolder: await userFolder() });
	await cp(sharedInstance().packages, join(first.userFolder, '.n8n', 'nodes'), { recursive: true });
	await first.start();
});
afterAll(async () => {
	await Promise.all([first.stop(), copied?.stop()]);
	await tenant.close();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test("a copy of an n8n instance leaves the first one's subscriptions alone: at its start, and when it publishes and unpublishes", async () => {
	const informs = await publish(first, CHANGED);
	const asks = await publish(first, PRE_APPROVAL, { responseMode: 'sync' });
	const before = subscriptions();
	expect(before).toHaveLength(2);

	await first.stop();
	const folder = await userFolder();
	await cp(first.userFolder, folder, { recursive: true });
	copied = await createInstance({ userFolder: folder });
	await first.start();
	await copied.start();
	// It publishes what was published when it was copied; what asks for an answer is answered already.
	await waitUntil(() => fromCopy().length === 1);
	await waitUntil(() => copied.serverLog().includes('of this n8n instance at another address'));
	expect(fromFirst()).toEqual(before);

	await deactivate(copied, informs);
	await waitUntil(() => fromCopy().length === 0);
	const editor = await openEditor(copied.url);
	await editor.publishWorkflow(informs);
	expect(fromCopy()).toHaveLength(1);
	await deactivate(copied, asks).catch(() => {});
	await expect(editor.publishWorkflow(asks)).rejects.toThrow(
		/already has a subscriber: 'n8n: .*at another address or by a copy of it/,
	);
	await deactivate(copied, informs);
	expect(subscriptions()).toEqual(before);

	tenant.triggers.emit(CHANGED);
	await tenant.triggers.settled();
	await waitUntil(async () => (await executions(first, informs)) === 1);
	await sleep(1000);
	expect(await executions(copied, informs)).toBe(0);
});
