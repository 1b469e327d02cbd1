import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { peakMemory, residentMemory } from './memory.mts';
import type { N8n } from './n8n.mts';
import { measureTime } from './format.mts';

/** What a run took: time, and the resident memory of its process before and at most. */
export type Taken = { ms: number; before: number; peak: number };

/** n8n has settled, and given back what starting took. */
const SETTLE_MS = 15_000;

/** n8n removes the files of executions that it does not keep. */
const KEEP_FILES = { saveDataSuccessExecution: 'all' };

/** Runs nodes in a published workflow, once n8n is at rest; the files that they make stay. */
export async function runAtRest(
	n8n: N8n,
	nodes: Parameters<N8n['publish']>[0],
	restMs = SETTLE_MS,
): Promise<Taken> {
	const run = await n8n.publish(nodes, KEEP_FILES);
	await sleep(restMs);
	const before = await residentMemory(n8n.pid());
	const { peak, result } = await peakMemory(n8n.pid(), async () => await measureTime(run));
	return { ms: result.ms, before, peak };
}

/** The file that n8n stored last; beside each is one with what is known of it. */
export async function newestFile(userFolder: string): Promise<string> {
	const storage = join(userFolder, '.n8n', 'storage');
	const names = await readdir(storage, { recursive: true });
	const files = await Promise.all(
		names
			.filter((name) => /binary_data\/[^/.]+$/.test(name))
			.map(async (name) => ({ path: join(storage, name), ...(await stat(join(storage, name))) })),
	);
	const newest = files.sort((a, b) => b.mtimeMs - a.mtimeMs)[0];
	if (!newest) throw new Error(`n8n stored no file below ${storage}.`);
	return newest.path;
}

/** @throws Error unless each line holds the record that belongs there */
export async function expectAllInOrder(
	path: string,
	records: number,
	idAt: (index: number) => string,
	hasHeader = false,
): Promise<void> {
	let line = 0;
	for await (const text of createInterface({ input: createReadStream(path) })) {
		const index = hasHeader ? line - 1 : line;
		if (index >= 0 && !text.includes(idAt(index))) {
			throw new Error(`Line ${line + 1} of ${path} does not hold record ${index}.`);
		}
		line++;
	}
	if (line !== records + Number(hasHeader)) throw new Error(`${path} has ${line} lines.`);
}
