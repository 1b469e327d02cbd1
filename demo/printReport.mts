import type { RequestLog } from '../simulator/src/requestLog.mts';
import type { Execution } from '../tools/n8n/types.mts';
import { bold, printLine, formatSeconds, formatTable } from './console.mts';

/** Says, node by node, what an execution did. */
export function printNodes({ runData }: Execution): void {
	for (const [name, runs] of Object.entries(runData)) {
		const items = runs.flatMap(({ data }) => data?.main.flatMap((output) => output ?? []) ?? []);
		const ms = runs.reduce((sum, { executionTime }) => sum + executionTime, 0);
		const count = `${items.length} item${items.length === 1 ? '' : 's'}`;
		printLine(`    ${name.padEnd(18)} ${count.padStart(12)}  ${formatSeconds(ms).padStart(7)}`);
		for (const { message } of runs.flatMap(({ hints }) => hints ?? []))
			printLine(`      ${message}`);
	}
}

/** Says what the simulated tenant was asked for. */
export function printRequests({ byRoute, byStatus, tokenRequests }: RequestLog): void {
	const tokens = Object.values(tokenRequests).reduce((sum, count) => sum + count, 0);
	const calls = Object.entries(byRoute).filter(([route]) => !route.includes('/oauth/'));
	const requests = calls.reduce((sum, [, count]) => sum + count, 0);
	printLine(bold('\nWhat the tenant saw'));
	printLine(`  token requests   ${tokens}`);
	printLine(
		`  API requests     ${requests}  (${calls.map(([route, count]) => `${route}: ${count}`).join(', ')})`,
	);
	printLine(`  429 responses    ${byStatus[429] ?? 0}`);
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
export function printSummary({ runData, lastNodeExecuted = '' }: Execution): void {
	const items = runData[lastNodeExecuted]?.[0]?.data?.main[0] ?? [];
	const records = items
		.map(({ json }) => json)
		.sort((a, b) => Number(b.count_id) - Number(a.count_id))
		.map((json) =>
			Object.fromEntries(
				Object.entries(COLUMNS).map(([title, field]) => [title, formatValue(json[field])]),
			),
		);
	printLine(bold('\nSummary'));
	printLine(records.length === 0 ? '  no accounts' : formatTable(records));
}

function formatValue(value: unknown): unknown {
	return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}
