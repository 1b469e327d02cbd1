import { ensureN8n } from '../../tools/n8n/install.mts';
import { packPackage } from '../../tools/n8n/package.mts';

/** Installs n8n and packs the package, for all files of this suite. */
export default async function globalSetup(): Promise<void> {
	await ensureN8n();
	process.env.ISC_QUEUE_TARBALL = await packPackage();
}
