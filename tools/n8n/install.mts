import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { installLocked } from '../../scripts/ensureInstalled.mjs';
import { n8nFolder } from '../../demo/paths.mts';
import { getInstallation } from './installation.mts';

/**
 * Installs the n8n that this process runs, unless it is there already. Resolves to whether anything had to be done.
 *
 * Install scripts are skipped: one of n8n's optional native modules does not build everywhere, and
 * SQLite's is the only one that n8n cannot start without.
 */
export async function ensureN8n(
	log: (line: string) => void = console.log,
	signal?: AbortSignal,
): Promise<boolean> {
	const { version, folder, source } = getInstallation();
	if (folder !== source) {
		await mkdir(folder, { recursive: true });
		for (const name of ['package.json', 'package-lock.json']) {
			await copyFile(join(source, name), join(folder, name));
		}
		await copyFile(join(n8nFolder, '.npmrc'), join(folder, '.npmrc'));
	}
	return await installLocked({
		directory: folder,
		what: `n8n ${version}`,
		commands: [
			['ci', '--ignore-scripts'],
			['rebuild', 'sqlite3'],
		],
		log,
		signal,
	});
}
