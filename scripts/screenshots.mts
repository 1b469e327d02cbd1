// Takes the pictures of the documentation in a real editor: node scripts/screenshots.mts [name …]
// With a folder, it takes a picture of the form of each action instead: node scripts/screenshots.mts --forms <folder> [action …]
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { CleanupStack } from '../demo/cleanupStack.mts';
import { MAIN_EXAMPLE } from '../demo/examples.mts';
import { root } from '../demo/paths.mts';
import { exampleScenes } from './screenshots/examples.mts';
import { formScenes } from './screenshots/forms.mts';
import { operationsWorkflow } from './screenshots/operations.mts';
import { scenes } from './screenshots/scenes.mts';
import { openStudio } from './screenshots/studio.mts';

const { values, positionals: wanted } = parseArgs({
	options: { forms: { type: 'string' } },
	allowPositionals: true,
});
const folder = values.forms ?? join(root, 'docs', 'images');
const cleanup = new CleanupStack();
process.once('SIGINT', () => void cleanup.run().then(() => process.exit(130)));

try {
	const studio = await openStudio(cleanup);
	const { page, url, editor, credentialId, exampleIds, tenant } = studio;
	const operationsId = await editor.createWorkflow(operationsWorkflow(credentialId, tenant.data));
	const all = values.forms ? formScenes(studio) : { ...scenes, ...(await exampleScenes()) };
	await mkdir(folder, { recursive: true });
	for (const [name, take] of Object.entries(all)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		try {
			const target = await take({
				page,
				url,
				ids: exampleIds,
				mainId: exampleIds[MAIN_EXAMPLE] ?? '',
				operationsId,
				tenant,
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
