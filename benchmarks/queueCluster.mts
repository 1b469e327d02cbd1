import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CleanupStack } from '../demo/cleanupStack.mts';
import { startSimulator } from '../simulator/src/server.mts';
import type { OptionsInput, Simulator } from '../simulator/src/server.mts';
import { createClusterActions } from '../test/queue/clusterActions.mts';
import type { ClusterActions } from '../test/queue/clusterActions.mts';
import { openEditor } from '../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../tools/n8n/n8nRestClient.mts';
import { packPackage } from '../tools/n8n/package.mts';
import { startCluster } from '../tools/n8n/queue/cluster.mts';
import type { Cluster, ClusterOptions } from '../tools/n8n/queue/cluster.mts';

/** An n8n in queue mode with the package, and what a user does in its editor. */
export type QueueStage = ClusterActions & { cluster: Cluster; editor: Editor };

/** Runs some work with an n8n in queue mode, and stops it afterwards. */
export async function withCluster<T>(
	options: Omit<ClusterOptions, 'folder' | 'tarball'>,
	work: (stage: QueueStage) => Promise<T>,
): Promise<T> {
	const cleanup = new CleanupStack();
	try {
		const folder = await mkdtemp(join(tmpdir(), 'isc-bench-queue-'));
		cleanup.add(() => rm(folder, { recursive: true, force: true }));
		const cluster = await startCluster({ folder, tarball: await packPackage(), ...options });
		cleanup.add(() => cluster.stop());
		const editor = await openEditor(cluster.url);
		return await work({ cluster, editor, ...createClusterActions(cluster, editor) });
	} finally {
		await cleanup.run();
	}
}

/** Runs some work with a simulated tenant in this process, for measurements that hardly use it. */
export async function withTenant<T>(
	options: OptionsInput,
	work: (tenant: Simulator) => Promise<T>,
): Promise<T> {
	const tenant = await startSimulator({ rateLimit: { enabled: false }, ...options });
	try {
		return await work(tenant);
	} finally {
		await tenant.close();
	}
}
