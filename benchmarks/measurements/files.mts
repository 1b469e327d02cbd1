import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { createData } from '../../simulator/data/data.mts';
import { completeOptions } from '../../simulator/options.mts';
import { isc, records as inputRecords } from '../../test/e2e/support/workflows.mts';
import type { Bench, Measurement, Row } from '../measurement.mts';
import { peakMemory, residentMemory } from '../memory.mts';
import type { N8n } from '../n8n.mts';
import { inSeconds, megabytes, thousands, timed } from '../numbers.mts';
import { startSimulator } from '../simulatorProcess.mts';

const RECORDS = 1_000_000;
const IDENTITIES = 100_000;
const NO_LIMIT = 1_000_000;
/** n8n has settled, and given back what starting took. */
const SETTLE_MS = 15_000;

/** n8n removes the files of executions that it does not keep. */
const KEEP_FILES = { saveDataSuccessExecution: 'all' };

const PAGE = 250;
const COLUMNS = 'id,name,sourceName,disabled,attributes.department';

export const files: Measurement = {
	name: 'files',
	title: 'A million records into a file',
	notes: `Accounts, ${PAGE} a page, no latency, no rate limit. Memory is the resident memory of n8n's process: before, and the most during the run. Each file was read afterwards: all records, in order. The last row makes the same requests and keeps nothing of the answers: what n8n's own HTTP client takes to receive and parse them.`,
	run: async (bench) => {
		const simulator = await startSimulator({
			accounts: RECORDS,
			identities: IDENTITIES,
			'no-rate-limit': true,
		});
		try {
			const id = await bench.n8n.credential(simulator.url);
			// n8n loads what it needs for files, and gets the token.
			await measureFile(bench, id, 1000, { output: 'jsonl' });
			return [
				await measureFile(bench, id, RECORDS / 10, { output: 'jsonl' }),
				await measureFile(bench, id, RECORDS, { output: 'jsonl' }),
				await measureFile(bench, id, RECORDS, { output: 'csv', fields: COLUMNS }),
				await measureRequests(bench, id),
			];
		} finally {
			await simulator.stop();
		}
	},
};

async function measureFile(
	bench: Bench,
	credentialId: string,
	records: number,
	options: { output: string; fields?: string },
): Promise<Row> {
	const node = isc(credentialId, {
		method: 'GET',
		path: '/accounts/v1',
		limit: records,
		options: { rateLimit: NO_LIMIT, ...options },
	});
	const what = `${thousands(records)} records, ${options.output}`;
	const row = await measure(bench, what, records, [node]);
	const file = await newestFile(bench.n8n.userFolder);
	await expectAllInOrder(file, records, options.output === 'csv');
	return { ...row, file: megabytes((await stat(file)).size) };
}

async function measureRequests(bench: Bench, credentialId: string): Promise<Row> {
	const offsets = Array.from({ length: RECORDS / PAGE }, (_, page) => ({ offset: page * PAGE }));
	const node = isc(credentialId, {
		method: 'GET',
		path: `=/accounts/v1?limit=${PAGE}&offset={{ $json.offset }}`,
		options: { rateLimit: NO_LIMIT, responseFormat: 'none' },
	});
	const row = await measure(bench, 'requests alone', RECORDS, [...inputRecords(offsets), node]);
	return { ...row, file: 'none' };
}

async function measure(
	{ n8n, say }: Bench,
	what: string,
	records: number,
	nodes: Parameters<N8n['publish']>[0],
): Promise<Row> {
	const run = await n8n.publish(nodes, KEEP_FILES);
	await sleep(SETTLE_MS);
	const before = await residentMemory(n8n.pid());
	const { peak, result } = await peakMemory(n8n.pid(), async () => await timed(run));
	say(`${what}: ${inSeconds(result.ms)}, ${megabytes(before)} → ${megabytes(peak)}`);
	return {
		what,
		time: inSeconds(result.ms),
		'records/s': thousands(Math.round((records / result.ms) * 1000)),
		'memory before': megabytes(before),
		'most during': megabytes(peak),
		more: megabytes(peak - before),
	};
}

/** The file that n8n stored last; beside each is one with what is known of it. */
async function newestFile(userFolder: string): Promise<string> {
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
async function expectAllInOrder(path: string, records: number, hasHeader: boolean): Promise<void> {
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
	if (line !== records + Number(hasHeader)) throw new Error(`${path} has ${line} lines.`);
}
