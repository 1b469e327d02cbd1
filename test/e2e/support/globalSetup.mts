import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../../tools/n8n/n8nRestClient.mts';
import { ensureN8n } from '../../../tools/n8n/install.mts';
import { createInstance } from '../../../tools/n8n/n8nInstance.mts';
import { installPackage } from '../../../tools/n8n/installPackage.mts';
import { packPackage } from '../../../tools/n8n/package.mts';
import { shareInstance } from './sharedInstance.mts';

type Holder = { stopSharedN8n?: () => Promise<void> };

/** Starts one n8n, with the packed package installed, for all files of this suite. */
export default async function globalSetup(): Promise<void> {
	await ensureN8n();
	const tarball = await packPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'isc-e2e-'));
	const n8n = await createInstance({ userFolder });
	const stop = async () => {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await installPackage(userFolder, tarball);
		await n8n.start();
		const { session } = await openEditor(n8n.url);
		const packages = join(userFolder, '.n8n', 'nodes');
		shareInstance({ url: n8n.url, session: session.save(), packages, tarball });
	} catch (error) {
		// Jest does not tear down what was not set up.
		await stop();
		throw error;
	}
	(globalThis as Holder).stopSharedN8n = stop;
}

/** Stops it. */
export async function stopSharedN8n(): Promise<void> {
	await (globalThis as Holder).stopSharedN8n?.();
}
