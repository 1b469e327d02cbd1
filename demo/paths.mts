import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '..');

/** Folder with the pinned n8n and its node_modules. */
export const n8nFolder = join(root, 'tools', 'n8n');

/** What all checkouts share, such as other versions of n8n. */
export const cacheRoot = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-sailpoint-isc',
);

/**
 * What the demo and the tests keep, for each checkout. Outside of it, since a node that is installed below it
 * would find the development copy of n8n-workflow before that of the n8n it runs in.
 */
export const cacheFolder = join(
	cacheRoot,
	createHash('sha256').update(root).digest('hex').slice(0, 8),
);
