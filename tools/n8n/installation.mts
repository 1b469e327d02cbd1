import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheRoot, n8nFolder } from '../../demo/paths.mts';

/** A version of n8n, and the folder whose node_modules has it. */
export type Installation = {
	version: string;
	/** Folder that it is installed in. */
	folder: string;
	/** Folder with its package.json and package-lock.json. */
	source: string;
};

/** Names another version than the pinned one, for this process and those that it starts. */
export const VERSION_VARIABLE = 'ISC_N8N_VERSION';

const versionsFolder = join(n8nFolder, 'versions');

type Manifest = { dependencies: { n8n: string } };

/** The version that the demo, the tests and the benchmarks run; package.json alone names it. */
export const pinnedVersion = (
	JSON.parse(readFileSync(join(n8nFolder, 'package.json'), 'utf8')) as Manifest
).dependencies.n8n;

/** The versions that `npm run test:versions` runs, the oldest first. */
export const testedVersions = [...readdirSync(versionsFolder), pinnedVersion];

/** Returns the installation that this process runs. */
export function getInstallation(
	version: string = process.env[VERSION_VARIABLE] || pinnedVersion,
): Installation {
	if (version === pinnedVersion) return { version, folder: n8nFolder, source: n8nFolder };
	if (!testedVersions.includes(version)) {
		throw new Error(
			`n8n ${version} isn't one of the tested versions. Choose one of ${testedVersions.join(', ')}.`,
		);
	}
	// Outside the repository: n8n also searches the node_modules of every folder above its own, so that it would
	// find the modules of the pinned n8n and of the repository.
	return {
		version,
		folder: join(cacheRoot, 'n8n', version),
		source: join(versionsFolder, version),
	};
}

/** Tells whether the installation that this process runs is older than a version, such as 2 or 2.9. */
export function isOlderThan(version: string): boolean {
	return compareVersions(getInstallation().version, version) < 0;
}

function compareVersions(a: string, b: string): number {
	return a.localeCompare(b, 'en', { numeric: true });
}
