import type { RequestLog } from '../simulator/src/requestLog.mts';
import type { Execution } from '../tools/n8n/types.mts';
import { bold, say, seconds, table } from './console.mts';

/** Says, node by node, what an execution did. */
export function sayNodes({ runData }: Execution): void {
	for (const [name, runs] of Object.entries(runData)) {
		const items = runs.flatMap(({ data }) => data?.main.flatMap((output) => output ?? []) ?? []);
		const ms = runs.reduce((sum, { executionTime }) => sum + executionTime, 0);
		const count = `${items.length} item${items.length === 1 ? '' : 's'}`;
		say(`    ${name.padEnd(18)} ${count.padStart(12)}  ${seconds(ms).padStart(7)}`);
		for (const { message } of runs.flatMap(({ hints }) => hints ?? [])) say(`      ${message}`);
	}
}

/** Says what the simulated tenant was asked for. */
export function sayCounters({ byRoute, byStatus, tokenRequests }: RequestLog): void {
	const tokens = Object.values(tokenRequests).reduce((sum, count) => sum + count, 0);
	const calls = Object.entries(byRoute).filter(([route]) => !route.includes('/oauth/'));
	const requests = calls.reduce((sum, [, count]) => sum + count, 0);
	say(bold('\nWhat the tenant saw'));
	say(`  token requests   ${tokens}`);
	say(
		`  API requests     ${requests}  (${calls.map(([route, count]) => `${route}: ${count}`).join(', ')})`,
	);
	say(`  429 answers      ${byStatus[429] ?? 0}`);
}

/** Columns of the summary, and the fields they come from. */
const COLUMNS = {
	source: 'sourceName',
	disabled: 'disabled',
	locked: 'locked',
	uncorrelated: 'uncorrelated',
	accounts: 'count_id',
};

/** Shows the items that the last node gave. */
export function saySummary({ runData, lastNodeExecuted = '' }: Execution): void {
	const items = runData[lastNodeExecuted]?.[0]?.data?.main[0] ?? [];
	const records = items
		.map(({ json }) => json)
		.sort((a, b) => Number(b.count_id) - Number(a.count_id))
		.map((json) =>
			Object.fromEntries(
				Object.entries(COLUMNS).map(([title, field]) => [title, inWords(json[field])]),
			),
		);
	say(bold('\nSummary'));
	say(records.length === 0 ? '  no accounts' : table(records));
}

function inWords(value: unknown): unknown {
	return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}
