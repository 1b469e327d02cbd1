import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { startSimulator, type Simulator } from '../../simulator/src/server.mts';
import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import { createInstance, type Instance } from '../../tools/n8n/n8nInstance.mts';
import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { createTriggerWorkflow } from './support/triggerWorkflow.mts';
import { itSince } from './support/versions.mts';
import { waitUntil } from './support/waitUntil.mts';

jest.setTimeout(240_000);

let tenant: Simulator;
let n8n: Instance;

beforeAll(async () => {
	tenant = await startSimulator({ rateLimit: { enabled: false }, counts: { identities: 10 } });
	n8n = await createInstance({ userFolder: await mkdtemp(join(tmpdir(), 'isc-locked-')) });
	await cp(sharedInstance().packages, join(n8n.userFolder, '.n8n', 'nodes'), { recursive: true });
	await n8n.start();
});
afterAll(async () => {
	await n8n.stop();
	await tenant.close();
	await rm(n8n.userFolder, { recursive: true, force: true });
});

/** Publishes a trigger. Returns functions that deliver an event to it, and count the executions. */
async function publishTrigger() {
	const editor = await openEditor(n8n.url);
	const id = await createTriggerWorkflow(editor, tenant, 'iscTrigger', {
		event: 'idn:identity-attributes-changed',
	});
	await editor.publishWorkflow(id);
	const { url, bearerTokenAuthConfig } = [...tenant.triggers.subscriptions.table][0]!.httpConfig!;
	const headers = {
		authorization: `Bearer ${bearerTokenAuthConfig!.bearerToken}`,
		'content-type': 'application/json',
	};
	const deliver = async (invocationId: string) => {
		const body = JSON.stringify({ _metadata: { invocationId } });
		return (await fetchOnce(url, { method: 'POST', headers, body })).status;
	};
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const countExecutions = async () =>
		(await editor.session.request<{ count: number }>('GET', `/executions?filter=${filter}`)).count;
	return { deliver, countExecutions };
}

/** Locks n8n's database like another program. n8n can't store an execution until it is unlocked. */
function lockDatabase(): () => void {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'));
	database.exec('BEGIN IMMEDIATE');
	return () => {
		database.exec('ROLLBACK');
		database.close();
	};
}

// n8n 1 responds before it stores the execution, so the sender can't learn that n8n failed.
itSince('2.0.0')(
	'an event that arrives again while its first delivery fails is not lost',
	async () => {
		const { deliver, countExecutions } = await publishTrigger();
		const unlock = lockDatabase();
		const first = deliver('one');
		await sleep(300);
		const second = deliver('one');
		expect(await first).toBe(500);
		unlock();
		// The second one takes the place of the first one. It can fail as well, but the sender learns it.
		if ((await second) !== 200) expect(await deliver('one')).toBe(200);
		await waitUntil(async () => (await countExecutions()) === 1);
		expect(await deliver('one')).toBe(200);
		await sleep(1_000);
		expect(await countExecutions()).toBe(1);
	},
);
