import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import type { Instance } from '../../tools/n8n/n8nInstance.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { readBytes } from './support/files.mts';
import { credentialData } from './support/fixture.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { waitUntil } from './support/waitUntil.mts';
import { chain, getItems, isc, start } from './support/workflows.mts';

jest.setTimeout(600_000);

const ACCOUNTS = 600;
const PRE_APPROVAL = 'idn:access-request-pre-approval';

/** The settings that n8n 3 changes or requires, as far as older versions have them, and its stricter ones. */
const getSettings = (folder: string) => ({
	// Blocks new installations. Packages that are installed already are loaded.
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
	N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
	N8N_BLOCK_FILE_ACCESS_TO_N8N_FILES: 'true',
	N8N_RESTRICT_FILE_ACCESS_TO: join(folder, 'allowed'),
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
	N8N_STORAGE_PATH: join(folder, 'storage'),
	// No runner is connected: the nodes don't need one.
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'not used',
	N8N_EXPRESSION_ENGINE: 'vm',
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_BLOCKED_IP_RANGES: 'default,100.64.0.0/10',
	// The tenant of this test.
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
});

let tenant: Simulator;
let n8n: Instance;
let folder: string;
let editor: Editor;
let credentialId: string;

beforeAll(async () => {
	tenant = await startSimulator({
		rateLimit: { enabled: false },
		counts: { identities: 10, accounts: ACCOUNTS },
	});
	folder = await mkdtemp(join(tmpdir(), 'isc-n8n3-'));
	n8n = await createInstance({ userFolder: folder, extra: getSettings(folder) });
	await cp(sharedInstance().packages, join(folder, '.n8n', 'nodes'), { recursive: true });
	await n8n.start();
	editor = await openEditor(n8n.url);
	credentialId = await editor.createCredential({
		name: 'ISC',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
});
afterAll(async () => {
	await n8n.stop();
	await tenant.close();
	await rm(folder, { recursive: true, force: true });
});

describe('with the settings of n8n 3', () => {
	it('the credential test succeeds', async () => {
		expect(await editor.testCredential(credentialId)).toMatchObject({ status: 'OK' });
	});

	it('a list becomes a file in the storage folder, and a rejected token is renewed', async () => {
		tenant.tokens.expire();
		const node = isc(credentialId, {
			path: '/accounts/v1',
			returnAll: true,
			options: { output: 'jsonl' },
		});
		const execution = await editor.runWorkflow(await editor.createWorkflow(chain(start, node)));
		expect(execution.error?.message).toBeUndefined();
		const [item] = getItems(execution, 'ISC');
		expect(item?.binary?.data?.id).toMatch(/^filesystem/);
		const text = (await readBytes(editor, item)).toString();
		expect(text.trimEnd().split('\n')).toHaveLength(ACCOUNTS);
		expect(await readdir(join(folder, 'storage'))).not.toEqual([]);
	});

	it("a request to a private address that isn't allowed fails, and the error says how to allow it", async () => {
		const id = await editor.createCredential({
			name: 'Blocked',
			type: 'iscOAuth2Api',
			data: { ...credentialData(tenant, 'pat'), apiBaseUrl: 'https://10.255.255.1' },
		});
		const node = isc(id, { path: '/accounts/v1', limit: 1, options: { timeout: 5_000 } });
		const { error } = await editor.runWorkflow(await editor.createWorkflow(chain(start, node)));
		expect(error).toMatchObject({
			message: expect.stringMatching(/n8n blocks requests to this private address/) as string,
			description: expect.stringMatching(/N8N_SSRF_ALLOWED_IP_RANGES/) as string,
		});
	});

	it('an event starts a workflow, which answers it', async () => {
		const answer = { approved: false, comment: 'Of n8n 3', approver: '' };
		const id = await editor.createWorkflow(
			chain(
				{
					name: 'Event',
					type: 'n8n-nodes-sailpoint-isc.iscTrigger',
					webhookId: randomUUID(),
					parameters: { event: PRE_APPROVAL, responseMode: 'sync' },
					credentials: { iscOAuth2Api: { id: credentialId, name: 'ISC' } },
				},
				{
					name: 'Answer',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput: JSON.stringify(answer), options: {} },
				},
			),
		);
		await editor.publishWorkflow(id);
		const [invocation = ''] = tenant.triggers.emit(PRE_APPROVAL);
		await tenant.triggers.settled();
		await waitUntil(() => tenant.triggers.invocations.get(invocation)?.output !== undefined);
		expect(tenant.triggers.invocations.get(invocation)).toMatchObject({ output: answer });
		await editor.unpublishWorkflow(id);
		expect([...tenant.triggers.subscriptions.table]).toEqual([]);
	});
});
