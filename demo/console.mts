const useColor = process.stdout.isTTY && !process.env.NO_COLOR;
const applyColor = (code: number) => (text: string) =>
	useColor ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = applyColor(1);
const dim = applyColor(2);
const green = applyColor(32);
const red = applyColor(31);

/** Writes a line. */
export const printLine = (line = ''): void => console.log(line);

/** Writes what goes on inside a longer step. */
export const printDetail = (line: string): void => printLine(dim(`  ${line}`));

/** Runs one step, and writes what came of it and how long it took. */
export async function runStep<T>(
	name: string,
	work: () => Promise<T> | T,
	describe: (result: T) => string = () => name,
): Promise<T> {
	const started = Date.now();
	try {
		const result = await work();
		printLine(`${green('✓')} ${describe(result)} ${dim(formatSeconds(Date.now() - started))}`);
		return result;
	} catch (error) {
		printLine(`${red('✗')} ${name}`);
		throw error;
	}
}

/** A duration for people, such as `1.3 s`. */
export const formatSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Records as aligned columns under their names; numbers to the right. */
export function formatTable(records: Array<Record<string, unknown>>): string {
	const names = Object.keys(records[0] ?? {});
	const rows = records.map((record) => names.map((name) => record[name]));
	const widths = names.map((name, column) =>
		Math.max(name.length, ...rows.map((row) => String(row[column]).length)),
	);
	const align = (value: unknown, column: number) => {
		const width = widths[column] ?? 0;
		return typeof value === 'number' ? String(value).padStart(width) : String(value).padEnd(width);
	};
	const line = (row: unknown[]) => `  ${row.map(align).join('  ')}`.trimEnd();
	const isNumeric = (column: number) => typeof rows[0]?.[column] === 'number';
	const head = names.map((name, column) =>
		isNumeric(column) ? name.padStart(widths[column] ?? 0) : name,
	);
	return [bold(line(head)), ...rows.map(line)].join('\n');
}
