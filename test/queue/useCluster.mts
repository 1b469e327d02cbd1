import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { startCluster } from '../../tools/n8n/queue/cluster.mts';
import type { Cluster, ClusterOptions } from '../../tools/n8n/queue/cluster.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { createClusterActions } from './clusterActions.mts';
import type { ClusterActions } from './clusterActions.mts';

const START_TIMEOUT_MS = 600_000;

/** An n8n in queue mode, a tenant, and what a user does in the editor. */
export type Stage = ClusterActions & { cluster: Cluster; tenant: Simulator; editor: Editor };

/** Starts an n8n in queue mode and a tenant before the tests of a file, and stops them after it. */
export function useCluster(options: Omit<ClusterOptions, 'folder' | 'tarball'>): Stage {
	const stage = {} as Stage;
	let folder: string;
	beforeAll(async () => {
		const tarball = process.env.ISC_QUEUE_TARBALL ?? '';
		folder = await mkdtemp(join(tmpdir(), 'isc-queue-'));
		const cluster = await startCluster({ folder, tarball, ...options });
		const editor = await openEditor(cluster.url);
		const tenant = await startSimulator({
			rateLimit: { enabled: false },
			counts: { identities: 50, accounts: 2_000, events: 20 },
			triggerDeadlineMs: 10_000,
		});
		Object.assign(stage, { cluster, editor, tenant, ...createClusterActions(cluster, editor) });
	}, START_TIMEOUT_MS);
	afterAll(async () => {
		await stage.tenant?.close();
		await stage.cluster?.stop();
		if (folder) await rm(folder, { recursive: true, force: true });
	}, START_TIMEOUT_MS);
	return stage;
}
