import { stat } from 'node:fs/promises';

import { createData } from '../../simulator/src/data/data.mts';
import { completeOptions } from '../../simulator/src/options.mts';
import { isc, records as inputRecords } from '../../test/e2e/support/workflows.mts';
import { expectAllInOrder, newestFile, runAtRest } from '../measureFileRun.mts';
import type { Bench, Measurement, Row } from '../measurement.mts';
import type { N8n } from '../n8n.mts';
import { formatSeconds, formatMegabytes, formatCount } from '../format.mts';
import { startSimulator } from '../simulatorProcess.mts';

const RECORDS = 1_000_000;
const IDENTITIES = 100_000;
const NO_LIMIT = 1_000_000;
const PAGE = 250;
const COLUMNS = 'id,name,sourceName,disabled,attributes.department';

const { accounts } = createData(
	completeOptions({ counts: { accounts: RECORDS, identities: IDENTITIES } }),
);
const accountIdAt = (index: number) => accounts.idAt(index);

export const files: Measurement = {
	name: 'files',
	title: 'A million records in a file',
	notes: `Accounts, ${PAGE} a page, no latency, no rate limit. Memory is the resident memory of n8n's process, before the run and at its peak. Each file was read afterwards: all records, in order. The last row makes the same requests and keeps nothing of the answers: what n8n's own HTTP client takes to receive and parse them.`,
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
				await measureFile(bench, id, RECORDS, { output: 'csv' }),
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
	const what = `${formatCount(records)} records, ${options.output}${options.fields ? ', 5 columns' : ''}`;
	const row = await measure(bench, what, records, [node]);
	const file = await newestFile(bench.n8n.userFolder);
	await expectAllInOrder(file, records, accountIdAt, options.output === 'csv');
	return { ...row, file: formatMegabytes((await stat(file)).size) };
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
	const { ms, before, peak } = await runAtRest(n8n, nodes);
	say(`${what}: ${formatSeconds(ms)}, ${formatMegabytes(before)} → ${formatMegabytes(peak)}`);
	return {
		what,
		time: formatSeconds(ms),
		'records/s': formatCount(Math.round((records / ms) * 1000)),
		'memory before': formatMegabytes(before),
		'peak memory': formatMegabytes(peak),
		more: formatMegabytes(peak - before),
	};
}
