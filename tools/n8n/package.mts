import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npm } from '../../scripts/npm.mjs';
import { cacheFolder, root } from '../../demo/paths.mts';

const run = promisify(execFile);

const HOST_PROVIDES = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** All that the tarball depends on. */
const SOURCES = [
	'{credentials,nodes}/**/*.*',
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

/**
 * Puts the packed package where n8n keeps community packages of a user, the way n8n itself does:
 * unpacked, and without the dependencies that the host provides.
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const { name } = (await readJson<{ name: string }>(join(root, 'package.json'))) as {
		name: string;
	};
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const target = join(modules, name);
	const unpacked = join(modules, `.${name}-unpacked`);
	await rm(unpacked, { recursive: true, force: true });
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	const manifest = join(unpacked, 'package.json');
	const content = (await readJson<Record<string, unknown>>(manifest)) ?? {};
	for (const key of HOST_PROVIDES) delete content[key];
	await writeFile(manifest, JSON.stringify(content, null, 2));
	await rm(target, { recursive: true, force: true });
	await rename(unpacked, target);
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

async function readJson<T>(file: string): Promise<T | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as T;
	} catch {
		return undefined;
	}
}

async function exists(file: string): Promise<boolean> {
	return await readFile(file).then(
		() => true,
		() => false,
	);
}
