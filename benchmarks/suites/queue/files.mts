import { setTimeout as sleep } from 'node:timers/promises';

import { getItems, isc } from '../../../test/e2e/support/workflows.mts';
import type { Editor } from '../../../tools/n8n/n8nRestClient.mts';
import type { RunItem } from '../../../tools/n8n/types.mts';
import type { FileStore } from '../../../tools/n8n/queue/cluster.mts';
import { formatCount, formatMegabytes, formatSeconds, measureTime } from '../../format.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { peakMemory, residentMemory } from '../../memory.mts';
import { withCluster } from '../../queueCluster.mts';
import type { QueueStage } from '../../queueCluster.mts';
import { startSimulator } from '../../simulatorProcess.mts';

/** One file of them is smaller than what n8n can read back from its database. */
const RECORDS = 300_000;
const IDENTITIES = 100_000;
const SPLIT_MB = 50;
const SETTLE_MS = 10_000;
const TIMEOUT_MS = 1_200_000;

type Subject = { label: string; options: Record<string, unknown> };

const ONE_FILE = { label: 'CSV', options: { output: 'csv' } };
const SPLIT = {
	label: `CSV, Split After ${SPLIT_MB} MB`,
	options: { output: 'csv', splitAfterMegabytes: SPLIT_MB },
};

export const queueFiles: Measurement = {
	name: 'queue:files',
	title: `Queue mode: ${formatCount(RECORDS)} records in a file`,
	isQueueMode: true,
	notes: `${formatCount(RECORDS)} accounts, 250 per page, no latency, no rate limit, one worker. Memory is the resident memory of the worker, before the run and at its peak, and of main at its peak while the files were downloaded from it. Every file was downloaded, and all records were in the files.`,
	run: async (bench) => [
		...(await measureStore(bench, 'filesystem', [ONE_FILE])),
		...(await measureStore(bench, 'database', [ONE_FILE, SPLIT])),
	],
};

async function measureStore(bench: Bench, store: FileStore, subjects: Subject[]): Promise<Row[]> {
	const simulator = await startSimulator({
		accounts: RECORDS,
		identities: IDENTITIES,
		'no-rate-limit': true,
	});
	try {
		const rows: Row[] = [];
		for (const subject of subjects) {
			// A fresh worker: V8 keeps memory that it had once.
			const options = { workers: 1, webhookProcessors: 0, fileStore: store };
			const row = await withCluster(options, (stage) => measureFile(stage, simulator.url, subject));
			rows.push({ store, ...row });
			bench.say(JSON.stringify(rows.at(-1)));
		}
		return rows;
	} finally {
		await simulator.stop();
	}
}

async function measureFile(stage: QueueStage, url: string, { label, options }: Subject) {
	const { cluster, credential, editor } = stage;
	const id = await credential({ url });
	// n8n loads what it needs for files, and gets the token.
	await writeFiles(stage, isc(id, { path: '/accounts/v1', limit: 1000, options }));
	await sleep(SETTLE_MS);
	const { pid } = cluster.workers[0]!;
	const before = await residentMemory(pid);
	const node = isc(id, { path: '/accounts/v1', returnAll: true, options });
	const { peak, result } = await peakMemory(pid, async () => {
		return await measureTime(async () => await writeFiles(stage, node));
	});
	const mainBefore = await residentMemory(cluster.main.pid());
	const download = await peakMemory(cluster.main.pid(), async () => {
		return await downloadAll(editor, result.result);
	});
	const { bytes, lines } = download.result;
	// Each CSV file has a line with the names of the columns.
	const records = lines - result.result.length;
	if (records !== RECORDS) throw new Error(`The files have ${records} records.`);
	return {
		output: label,
		files: String(result.result.length),
		size: formatMegabytes(bytes),
		time: formatSeconds(result.ms),
		'worker before': formatMegabytes(before),
		'worker peak': formatMegabytes(peak),
		'main before': formatMegabytes(mainBefore),
		'main peak': formatMegabytes(download.peak),
	};
}

/** Runs a node on the worker; resolves to an item for each file. */
async function writeFiles(
	{ publishBehindWebhook, ended, editor }: QueueStage,
	node: ReturnType<typeof isc>,
): Promise<RunItem[]> {
	const { id, call } = await publishBehindWebhook(node);
	await call();
	const [stored] = await ended(id, 1, TIMEOUT_MS);
	const execution = await editor.execution(stored!.id);
	if (execution.status !== 'success') throw new Error(execution.error?.message ?? execution.status);
	return getItems(execution, node.name);
}

/** Downloads files one after the other, and counts bytes and lines. */
async function downloadAll({ session }: Editor, items: RunItem[]) {
	let [bytes, lines] = [0, 0];
	for (const item of items) {
		const query = new URLSearchParams({
			id: item.binary?.data?.id ?? '',
			action: 'download',
			fileName: 'file',
		});
		const response = await session.open(`${session.url}/rest/binary-data?${query}`);
		if (!response.ok || !response.body) throw new Error(`n8n answered ${response.status}.`);
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			bytes += chunk.length;
			for (const byte of chunk) if (byte === LINE_FEED) lines++;
		}
	}
	return { bytes, lines };
}
const LINE_FEED = 10;
