import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { buildN8nEnvironment } from '../environment.mts';
import { isOlderThan } from '../installation.mts';
import { createInstance, waitForResponse } from '../n8nInstance.mts';
import type { Instance } from '../n8nInstance.mts';
import { startN8n } from '../n8nProcess.mts';
import type { N8nProcess } from '../n8nProcess.mts';
import { installPackage } from '../installPackage.mts';
import { freePorts } from '../ports.mts';
import { startLoadBalancer } from './loadBalancer.mts';
import type { Routing, Targets } from './loadBalancer.mts';
import { startServices } from './services.mts';

/** Where a process writes files: n8n's default in queue mode, or a folder that all processes share. */
export type FileStore = 'database' | 'filesystem';

export type ClusterOptions = {
	/** Keeps everything: the databases, and a user folder for each process. */
	folder: string;
	/** Packed package, which each process needs a copy of. */
	tarball: string;
	workers: number;
	webhookProcessors: number;
	/** The default is `database`. Every process can read both. */
	fileStore?: FileStore;
	/** More environment variables for every process. */
	environment?: Record<string, string>;
};

/** A process of n8n beside main. */
export type Member = N8nProcess & { name: string; url: string };

/** An n8n in queue mode, on 127.0.0.1. */
export type Cluster = {
	/** Address of all processes together. */
	url: string;
	main: Instance;
	workers: Member[];
	webhookProcessors: Member[];
	/** Starts a worker more. */
	addWorker(fileStore?: FileStore): Promise<Member>;
	/** Stops a worker, or waits for the end of a killed one. */
	removeWorker(worker: Member): Promise<void>;
	/** Changes how webhooks are distributed to the webhook processors; they go in turn at first. */
	setRouting(routing: Routing): void;
	stop(): Promise<void>;
};

/** Starts PostgreSQL, Redis, and an n8n of several processes. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { folder, tarball, fileStore = 'database' } = options;
	const stops: Array<() => unknown> = [];
	const stop = async () => {
		for (const one of stops.splice(0).reverse()) await one();
	};
	try {
		const services = await startServices(folder);
		stops.push(() => services.stop());
		const workers: Member[] = [];
		const webhookProcessors: Member[] = [];
		const targets: Targets = { main: '', webhooks: [], routing: 'inTurn' };
		const balancer = await startLoadBalancer(targets);
		stops.push(() => balancer.close());
		const extra = {
			...services.environment,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			// Runs from the editor go to the workers as well.
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			// The webhook processors alone answer webhooks.
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: String(options.webhookProcessors > 0),
			N8N_EDITOR_BASE_URL: balancer.url,
			N8N_WEBHOOK_URL: balancer.url,
			WEBHOOK_URL: balancer.url,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			N8N_DEFAULT_BINARY_DATA_MODE: fileStore,
			[isOlderThan('2') ? 'N8N_BINARY_DATA_STORAGE_PATH' : 'N8N_STORAGE_PATH']: join(
				folder,
				'files',
			),
			...options.environment,
		};
		const prepare = async (name: string) => {
			const userFolder = join(folder, name);
			await mkdir(userFolder, { recursive: true });
			await installPackage(userFolder, tarball);
			return userFolder;
		};
		const startMember = async (
			name: string,
			args: string[],
			own: Record<string, string> = {},
		): Promise<Member> => {
			const userFolder = await prepare(name);
			const [port = 0, brokerPort = 0] = await freePorts(2);
			const url = `http://127.0.0.1:${port}`;
			const process = startN8n(
				args,
				buildN8nEnvironment({
					userFolder,
					port,
					brokerPort,
					extra: { ...extra, ...own, QUEUE_HEALTH_CHECK_PORT: String(port) },
				}),
			);
			stops.push(() => process.stop());
			await waitForResponse([`${url}/healthz/readiness`], process);
			return { ...process, name, url };
		};
		let started = 0;
		const addWorker = async (ownFileStore = fileStore) => {
			const worker = await startMember(`worker-${++started}`, ['worker'], {
				N8N_DEFAULT_BINARY_DATA_MODE: ownFileStore,
			});
			workers.push(worker);
			return worker;
		};
		const removeWorker = async (worker: Member) => {
			await worker.stop();
			workers.splice(workers.indexOf(worker), 1);
		};
		const setRouting = (routing: Routing) => void (targets.routing = routing);

		// Main first: it makes the tables.
		const main = await createInstance({ userFolder: await prepare('main'), extra });
		targets.main = main.url;
		stops.push(() => main.stop());
		await main.start();
		for (let i = 0; i < options.workers; i++) await addWorker();
		for (let i = 1; i <= options.webhookProcessors; i++) {
			const processor = await startMember(`webhook-processor-${i}`, ['webhook']);
			webhookProcessors.push(processor);
			targets.webhooks.push(processor.url);
		}
		return {
			url: balancer.url,
			main,
			workers,
			webhookProcessors,
			addWorker,
			removeWorker,
			setRouting,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Returns how many executions a worker has started, by its own log. */
export function countExecutions(worker: Member): number {
	return worker.stdout().split('started execution').length - 1;
}
