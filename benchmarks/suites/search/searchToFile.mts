import type { Measurement, Row } from '../../measurement.mts';
import { formatSeconds, median, formatMegabytes, formatCount } from '../../format.mts';
import { startSimulator } from '../../simulatorProcess.mts';
import { byLoop, byNode, warmUp } from './writers.mts';
import type { Written } from './writers.mts';

const RECORDS = 1_000_000;
const ROUNDS = 3;

export const millionDocuments: Measurement = {
	name: 'search',
	title: 'A million search documents in a file',
	notes: `Audit events in the order of their ids, each page from the last document before it, as JSON Lines; no latency, no rate limit. The plain loop is a Node.js process of its own with \`fetch\`, JSON.parse and JSON.stringify over the same pages. Times are medians of ${ROUNDS} rounds. Memory is resident memory, that of n8n's process or of the loop's: before the first round, the most in any of them, and the most that a round added. Each file was read afterwards: all documents, in order.`,
	run: async (bench) => {
		const simulator = await startSimulator({ events: RECORDS, 'no-rate-limit': true });
		try {
			const searched = await warmUp(bench, simulator);
			const { pageSize } = searched;
			const subjects = {
				'this node': async () => await byNode(bench, searched, RECORDS),
				'a plain loop': async () => await byLoop(searched, RECORDS, pageSize),
			};
			const rounds: Record<string, Written[]> = {};
			for (let round = 1; round <= ROUNDS; round++) {
				for (const [name, subject] of Object.entries(subjects)) {
					const written = await subject();
					(rounds[name] ??= []).push(written);
					const { ms, before, peak } = written;
					bench.say(
						`${name}: ${formatSeconds(ms)}, ${formatMegabytes(before)} → ${formatMegabytes(peak)}`,
					);
				}
			}
			const bare = timeOf(rounds['a plain loop']!);
			return Object.entries(rounds).map(([name, taken]) => row(name, pageSize, taken, bare));
		} finally {
			await simulator.stop();
		}
	},
};

const timeOf = (taken: Written[]) => median(taken.map(({ ms }) => ms));

function row(subject: string, pageSize: number, taken: Written[], bare: number): Row {
	const ms = timeOf(taken);
	return {
		subject,
		'page size': formatCount(pageSize),
		time: formatSeconds(ms),
		'records/s': formatCount(Math.round((RECORDS / ms) * 1000)),
		'throughput / loop': (bare / ms).toFixed(2),
		'memory before': formatMegabytes(taken[0]!.before),
		'peak memory': formatMegabytes(Math.max(...taken.map(({ peak }) => peak))),
		more: formatMegabytes(Math.max(...taken.map(({ peak, before }) => peak - before))),
		file: formatMegabytes(taken[0]!.size),
	};
}
