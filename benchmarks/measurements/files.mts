import { createReadStream } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { createData } from '../../simulator/data/data.mts';
import { completeOptions } from '../../simulator/options.mts';
import type { Bench, Measurement, Row } from '../measurement.mts';
import { peakMemory, residentMemory } from '../memory.mts';
import { inSeconds, megabytes, thousands, timed } from '../numbers.mts';
import { startSimulator } from '../simulatorProcess.mts';
import { iscList } from '../subjects/nodes.mts';

const RECORDS = 1_000_000;
const IDENTITIES = 100_000;
const NO_LIMIT = 1_000_000;
/** n8n has settled, and given back what starting took. */
const SETTLE_MS = 15_000;

/** n8n removes the files of executions that it does not keep. */
const KEEP_FILES = { saveDataSuccessExecution: 'all' };

const FORMATS = {
	'JSON Lines': { output: 'jsonl' },
	CSV: { output: 'csv', fields: 'id,name,sourceName,disabled,attributes.department' },
};

export const files: Measurement = {
	name: 'files',
	title: 'A million records into a file',
	notes: `${thousands(RECORDS)} accounts, 250 a page, no latency, no rate limit. Memory is the resident memory of n8n's process: before, and the most during the run. Each file was read afterwards: all records, in order.`,
	run: async (bench) => {
		const simulator = await startSimulator({
			accounts: RECORDS,
			identities: IDENTITIES,
			'no-rate-limit': true,
		});
		try {
			const credentialId = await bench.n8n.credential(simulator.url);
			const warmUp = { rateLimit: NO_LIMIT, output: 'jsonl', pagination: 'none' };
			await (
				await bench.n8n.publish([iscList(credentialId, warmUp)], KEEP_FILES)
			)();
			const rows: Row[] = [];
			for (const [format, options] of Object.entries(FORMATS)) {
				rows.push(await measure(bench, credentialId, format, options));
			}
			return rows;
		} finally {
			await simulator.stop();
		}
	},
};

async function measure(
	{ n8n, say }: Bench,
	credentialId: string,
	format: string,
	options: Record<string, unknown>,
): Promise<Row> {
	const run = await n8n.publish(
		[iscList(credentialId, { rateLimit: NO_LIMIT, ...options })],
		KEEP_FILES,
	);
	await sleep(SETTLE_MS);
	const before = await residentMemory(n8n.pid());
	const { peak, result } = await peakMemory(n8n.pid(), async () => await timed(run));
	const file = await newestFile(n8n.userFolder);
	await expectAllInOrder(file, format === 'CSV');
	const { size } = await stat(file);
	say(`${format}: ${inSeconds(result.ms)}, ${megabytes(before)} → ${megabytes(peak)}`);
	return {
		format,
		file: megabytes(size),
		time: inSeconds(result.ms),
		'records/s': thousands(Math.round((RECORDS / result.ms) * 1000)),
		'memory before': megabytes(before),
		'most during': megabytes(peak),
		more: megabytes(peak - before),
	};
}

async function newestFile(userFolder: string): Promise<string> {
	let newest = { path: '', time: 0 };
	for await (const entry of glob('**/binary_data/*', { cwd: userFolder })) {
		const path = join(userFolder, entry);
		const { mtimeMs } = await stat(path);
		if (!path.endsWith('.metadata') && mtimeMs > newest.time) newest = { path, time: mtimeMs };
	}
	return newest.path;
}

/** @throws Error unless each line holds the record that belongs there */
async function expectAllInOrder(path: string, hasHeader: boolean): Promise<void> {
	const { accounts } = createData(
		completeOptions({ counts: { accounts: RECORDS, identities: IDENTITIES } }),
	);
	let line = 0;
	for await (const text of createInterface({ input: createReadStream(path) })) {
		const index = hasHeader ? line - 1 : line;
		if (index >= 0 && !text.includes(accounts.idAt(index))) {
			throw new Error(`Line ${line + 1} of ${path} does not hold record ${index}.`);
		}
		line++;
	}
	if (line !== RECORDS + Number(hasHeader)) throw new Error(`${path} has ${line} lines.`);
}
