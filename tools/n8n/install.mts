import { installLocked } from '../../scripts/ensureInstalled.mjs';
import { n8nFolder } from '../../demo/paths.mts';

/**
 * Installs the pinned n8n unless it is there already. Resolves to whether anything had to be done.
 *
 * Install scripts are skipped: one of n8n's optional native modules does not build everywhere, and
 * SQLite's is the only one that n8n cannot start without.
 */
export async function ensureN8n(
	log: (line: string) => void = console.log,
	signal?: AbortSignal,
): Promise<boolean> {
	return await installLocked({
		directory: n8nFolder,
		what: 'n8n',
		commands: [
			['ci', '--ignore-scripts'],
			['rebuild', 'sqlite3'],
		],
		log,
		signal,
	});
}
