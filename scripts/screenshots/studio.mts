import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { openBrowser } from '../../demo/browser.mts';
import type { CleanupStack } from '../../demo/cleanupStack.mts';
import { startSimulatedTenant } from '../../demo/demoTenant.mts';
import { upsertCredential, upsertExamples } from '../../demo/importExamples.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { ensureN8n } from '../../tools/n8n/install.mts';
import { installPackage } from '../../tools/n8n/installPackage.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { packPackage } from '../../tools/n8n/package.mts';

/** A real n8n with the package and the examples, a simulated tenant, and a browser. */
export type Studio = {
	page: Page;
	url: string;
	editor: Editor;
	credentialId: string;
	/** Workflow IDs of the examples, by file name. */
	exampleIds: Record<string, string>;
	tenant: Simulator;
};

export async function openStudio(cleanup: CleanupStack): Promise<Studio> {
	await ensureN8n();
	const tarball = await packPackage();
	const { simulator, credential, adaptation } = await startSimulatedTenant();
	cleanup.add(() => simulator?.close());
	const userFolder = await mkdtemp(join(tmpdir(), 'isc-screenshots-'));
	cleanup.add(() => rm(userFolder, { recursive: true, force: true }));
	await installPackage(userFolder, tarball);
	const n8n = await createInstance({ userFolder });
	cleanup.add(() => n8n.stop());
	await n8n.start();
	const editor = await openEditor(n8n.url);
	const credentialId = await upsertCredential(editor, credential);
	const exampleIds = await upsertExamples(editor, adaptation);
	const { page, close } = await openBrowser(n8n.url);
	cleanup.add(close);
	return { page, url: n8n.url, editor, credentialId, exampleIds, tenant: simulator! };
}
