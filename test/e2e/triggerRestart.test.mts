import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../demo/n8n/editor.mts';
import { createInstance } from '../../demo/n8n/instance.mts';
import type { Instance } from '../../demo/n8n/instance.mts';
import { startTenant } from '../../simulator/tenant.mts';
import type { Tenant } from '../../simulator/tenant.mts';
import { sharedInstance } from './support/shared.mts';
import { credentialData } from './support/stage.mts';
import { until } from './support/until.mts';
import { chain } from './support/workflows.mts';

jest.setTimeout(180_000);

const CHANGED = 'idn:identity-attributes-changed';

let tenant: Tenant;
let n8n: Instance;
let userFolder: string;

beforeAll(async () => {
	tenant = await startTenant({ rateLimit: { enabled: false }, counts: { identities: 10 } });
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

test('a trigger goes on after n8n was started again, and mends its subscription', async () => {
	const { table } = tenant.triggers.subscriptions;
	const editor = await openEditor(n8n.url);
	const credentialId = await editor.createCredential({
		name: 'ISC',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
	const id = await editor.createWorkflow(
		chain({
			name: 'Event',
			type: 'n8n-nodes-sailpoint-isc.iscTrigger',
			webhookId: randomUUID(),
			parameters: { event: { __rl: true, mode: 'id', value: CHANGED }, filter: '$.changes[*]' },
			credentials: { iscOAuth2Api: { id: credentialId, name: 'ISC' } },
		}),
	);
	await editor.publishWorkflow(id);
	const [made] = [...table];
	/** Lets an event happen, and waits until so many have started the workflow. */
	const expectStarts = async (count: number) => {
		tenant.triggers.emit(CHANGED);
		await tenant.triggers.settled();
		const { session } = await openEditor(n8n.url);
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const stored = async () =>
			(await session.request<{ count: number }>('GET', `/executions?filter=${filter}`)).count;
		await until(async () => (await stored()) >= count);
		expect(await stored()).toBe(count);
	};
	await expectStarts(1);

	await n8n.stop();
	table.update(made!.id, { enabled: false, name: 'Changed by hand', filter: null });
	await n8n.start();
	await until(() => table.get(made!.id)?.enabled === true).catch(() =>
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
	await until(() => [...table].length === 2);
	expect([...table].map(({ name }) => name).sort()).toEqual(
		['Of somebody else', made!.name].sort(),
	);
	await expectStarts(3);
});
