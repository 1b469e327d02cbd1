// Takes the pictures of the documentation in a real editor: node scripts/screenshots.mts [name …]
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CleanupStack } from '../demo/cleanupStack.mts';
import { MAIN_EXAMPLE } from '../demo/examples.mts';
import { openBrowser } from '../demo/browser.mts';
import { openEditor } from '../tools/n8n/n8nRestClient.mts';
import { ensureN8n } from '../tools/n8n/install.mts';
import { createInstance } from '../tools/n8n/n8nInstance.mts';
import { installPackage } from '../tools/n8n/installPackage.mts';
import { packPackage } from '../tools/n8n/package.mts';
import { root } from '../demo/paths.mts';
import { upsertCredential, upsertExamples } from '../demo/importExamples.mts';
import { startSimulatedTenant } from '../demo/demoTenant.mts';
import { operationsWorkflow } from './screenshots/operations.mts';
import { exampleScenes } from './screenshots/examples.mts';
import { scenes } from './screenshots/scenes.mts';

const wanted = process.argv.slice(2);
const folder = join(root, 'docs', 'images');
const cleanup = new CleanupStack();
process.once('SIGINT', () => void cleanup.run().then(() => process.exit(130)));

try {
	await ensureN8n();
	const tarball = await packPackage();
	const tenant = await startSimulatedTenant();
	cleanup.add(() => tenant.simulator?.close());
	const userFolder = await mkdtemp(join(tmpdir(), 'isc-screenshots-'));
	cleanup.add(() => rm(userFolder, { recursive: true, force: true }));
	await installPackage(userFolder, tarball);
	const n8n = await createInstance({ userFolder });
	cleanup.add(() => n8n.stop());
	await n8n.start();
	const editor = await openEditor(n8n.url);
	const credentialId = await upsertCredential(editor, tenant.credential);
	const ids = await upsertExamples(editor, tenant.adaptation);
	const operationsId = await editor.createWorkflow(
		operationsWorkflow(credentialId, tenant.simulator!.data),
	);

	const { page, close } = await openBrowser(n8n.url);
	cleanup.add(close);
	await mkdir(folder, { recursive: true });
	for (const [name, take] of Object.entries({ ...scenes, ...(await exampleScenes()) })) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		try {
			const target = await take({
				page,
				url: n8n.url,
				ids,
				mainId: ids[MAIN_EXAMPLE] ?? '',
				operationsId,
				tenant: tenant.simulator!,
			});
			await target.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
			console.log(`${name}.png`);
		} catch (error) {
			await page.screenshot({ path: join(tmpdir(), `${name}-failed.png`) });
			console.error(`${name}: ${(error as Error).message}`);
			process.exitCode = 1;
		}
	}
} finally {
	await cleanup.run();
}
