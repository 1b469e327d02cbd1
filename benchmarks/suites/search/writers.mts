import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createData } from '../../../simulator/src/data/data.mts';
import { completeOptions } from '../../../simulator/src/options.mts';
import type { Taken } from '../../measureFileRun.mts';
import { expectAllInOrder, newestFile, runAtRest } from '../../measureFileRun.mts';
import type { Bench } from '../../measurement.mts';
import type { SimulatorProcess } from '../../simulatorProcess.mts';
import { fetchLoop } from '../../clients/fetchLoop.mts';
import { iscSearch } from '../../clients/searchNodes.mts';

/** What it took to write a file, and its size in bytes. */
export type Written = Taken & { size: number };

/** A tenant to search in, whose node has been run once: with its token, and warm on both sides. */
export type Searched = {
	simulator: SimulatorProcess;
	credentialId: string;
	/** What the node asks for at a time where it is not told, but for its first request. */
	pageSize: number;
};

/** The node keeps to the limit of ISC unless told that there is none. */
const TO_FILE = { output: 'jsonl', rateLimit: 1_000_000 };
/** More than fit in a page of any size. */
const WARM_UP = 10_001;

export async function warmUp({ n8n }: Bench, simulator: SimulatorProcess): Promise<Searched> {
	const credentialId = await n8n.credential(simulator.url);
	await runAtRest(n8n, [iscSearch(credentialId, TO_FILE, { limit: WARM_UP })], 0);
	await check(await newestFile(n8n.userFolder), WARM_UP);
	const pageSize = Math.max(...(await simulator.seen()).pages.map(({ limit }) => limit ?? 0));
	return { simulator, credentialId, pageSize };
}

/** Has our node write all events, in a page size of its own unless one is given. */
export async function byNode(
	{ n8n }: Bench,
	{ credentialId }: Searched,
	records: number,
	pageSize?: number,
	restMs?: number,
): Promise<Written> {
	const options = { ...TO_FILE, ...(pageSize !== undefined && { pageSize }) };
	const taken = await runAtRest(n8n, [iscSearch(credentialId, options)], restMs);
	return { ...taken, size: await check(await newestFile(n8n.userFolder), records) };
}

/** Has a plain loop write all events. */
export async function byLoop(
	{ simulator }: Searched,
	records: number,
	pageSize: number,
): Promise<Written> {
	const folder = await mkdtemp(join(tmpdir(), 'isc-bench-loop-'));
	try {
		const file = join(folder, 'events.jsonl');
		const taken = await fetchLoop(simulator.url, pageSize, file);
		return { ...taken, size: await check(file, records) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const { events } = createData(completeOptions());

/** Checks that a file holds all events in order, says how large it is and removes it: many are written. */
async function check(file: string, records: number): Promise<number> {
	await expectAllInOrder(file, records, (index) => events.idAt(index));
	const { size } = await stat(file);
	await rm(file);
	return size;
}
