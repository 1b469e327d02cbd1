import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { npm } from '../../scripts/npm.mjs';
import { cacheFolder, root } from '../../demo/paths.mts';
import { readJson } from './readJson.mts';

/** All that the tarball depends on. */
const SOURCES = [
	'{credentials,nodes}/**/*.*',
	'scripts/outputSchemas{.mts,/*}',
	'{package.json,package-lock.json,tsconfig.json,index.js,README.md,CHANGELOG.md,LICENSE*}',
	'gulpfile.*',
];

/**
 * Builds the package and packs it into the cache folder; resolves to the tarball. Does nothing when no
 * source changed since the last time.
 */
export async function packPackage(
	log: (line: string) => void = console.log,
	signal?: AbortSignal,
): Promise<string> {
	const note = join(cacheFolder, 'packed.json');
	const sources = await hashSources();
	const packed = await readJson<{ sources: string; tarball: string }>(note);
	if (packed?.sources === sources && (await exists(packed.tarball))) return packed.tarball;

	log('Building and packing the package …');
	await mkdir(cacheFolder, { recursive: true });
	await npm(['run', 'build'], { cwd: root, signal });
	const output = await npm(
		['pack', '--json', '--ignore-scripts', '--pack-destination', cacheFolder],
		{
			cwd: root,
			signal,
		},
	);
	const [{ filename }] = JSON.parse(output.slice(output.indexOf('['))) as [{ filename: string }];
	const tarball = join(cacheFolder, filename);
	await writeFile(note, JSON.stringify({ sources, tarball }));
	return tarball;
}

async function hashSources(): Promise<string> {
	const hash = createHash('sha256');
	const files: string[] = [];
	for await (const file of glob(SOURCES, { cwd: root })) files.push(file);
	for (const file of files.sort()) {
		hash.update(`${file}\0`).update(await readFile(join(root, file)));
	}
	return hash.digest('hex');
}

async function exists(file: string): Promise<boolean> {
	return await readFile(file).then(
		() => true,
		() => false,
	);
}
