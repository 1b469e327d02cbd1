import { execFile } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../demo/paths.mts';
import { readJson } from './readJson.mts';

const run = promisify(execFile);

const HOST_PROVIDES = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

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
