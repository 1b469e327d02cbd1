/** Parses CSV with a header into one object for each row. Quoted values can contain commas, quotes and line breaks. */
export function parseCsv(text: string): Record<string, string>[] {
	const rows: string[][] = [[]];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
	const source = text.replace(/^\uFEFF/, '');
	while (cell.lastIndex < source.length) {
		const match = cell.exec(source);
		if (!match) throw new Error(`The CSV is broken in row ${rows.length}`);
		rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
		if (match[3] !== ',' && match[3] !== '') rows.push([]);
	}
	const [header = [], ...lines] = rows.filter((row) => row.some((value) => value !== ''));
	return lines.map((line) =>
		Object.fromEntries(header.map((name, i) => [name.trim(), line[i] ?? ''])),
	);
}
