import type { Measurement, Row } from './measurement.mts';

/** A measurement as a section of a Markdown page. */
export function markdown({ title, notes }: Measurement, rows: Row[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const table = [
		line(columns),
		line(columns.map(() => '---')),
		...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
	];
	return `\n## ${title}\n\n${table.join('\n')}\n\n${notes}\n`;
}
