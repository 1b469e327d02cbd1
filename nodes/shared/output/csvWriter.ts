import type { RecordBatch } from '../api/recordBatch';
import { ColumnCollector, type Columns } from './columns';
import { formatCsvCell } from './csvCell';
import { padRows, type IncompleteRows } from './padRows';
import { FieldSelector } from './fieldSelection';
import type { FileRevision, RecordWriter, RecordWriterOptions } from './recordWriter';

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes CSV (RFC 4180): a header, commas, CRLF, and quotes where needed. Columns that appear after the header was written
 * are added at the end; a revision then completes the header and the previous rows.
 */
export class CsvWriter implements RecordWriter {
	readonly selection: FieldSelector;
	private readonly columns: Columns;
	private readonly escapeFormulas: boolean;
	private readonly byteOrderMark: boolean;
	private hasHeader = false;
	/** Number of rows so far, and of cells in the last row. */
	private written = { end: 0, width: 0 };
	/** Rows before each increase of the number of cells. */
	private readonly shorterRows: Array<{ end: number; width: number }> = [];

	constructor({ fields, escapeFormulas = false, byteOrderMark = false }: RecordWriterOptions) {
		this.selection = new FieldSelector(fields);
		this.columns =
			fields.length > 0 ? createNamedColumns(fields, this.selection) : new ColumnCollector();
		this.escapeFormulas = escapeFormulas;
		this.byteOrderMark = byteOrderMark;
	}

	async *write(pages: AsyncIterable<RecordBatch>): AsyncGenerator<Uint8Array> {
		for await (const page of pages) yield Buffer.from(this.formatPage(page));
		if (!this.hasHeader && this.columns.headers.length > 0) yield Buffer.from(this.formatHeader());
	}

	private formatPage(records: RecordBatch): string {
		const rows = Array.from(records, (record) => this.formatRow(this.columns.getValues(record)));
		if (rows.length === 0) return '';
		const width = this.columns.headers.length;
		const header = this.hasHeader ? '' : this.formatHeader();
		const text = rows.map(
			(row) => row.text + ','.repeat(countMissingCells(row.width, width)) + LINE_END,
		);
		if (width > this.written.width) this.shorterRows.push(this.written);
		this.written = { end: this.written.end + rows.length, width };
		return header + text.join('');
	}

	revision(): FileRevision | undefined {
		const width = this.columns.headers.length;
		const incomplete = [...this.shorterRows, this.written]
			.filter((rows) => rows.end > 0 && rows.width < width)
			.map(
				(rows): IncompleteRows => ({
					end: rows.end,
					missing: countMissingCells(rows.width, width),
				}),
			);
		if (incomplete.length === 0) return undefined;
		const header = Buffer.from(this.formatHeader());
		return (file) => padRows(file, header, incomplete);
	}

	private formatHeader(): string {
		this.hasHeader = true;
		const byteOrderMark = this.byteOrderMark ? BYTE_ORDER_MARK : '';
		return byteOrderMark + this.formatRow(this.columns.headers).text + LINE_END;
	}

	private formatRow(values: unknown[]): { text: string; width: number } {
		const text = values.map((value) => formatCsvCell(value, this.escapeFormulas)).join(',');
		// Readers skip an empty line.
		return { text: text === '' ? '""' : text, width: values.length };
	}
}

/** Returns how many cells a row lacks. A row without columns has one cell. */
const countMissingCells = (width: number, target: number) =>
	Math.max(target, 1) - Math.max(width, 1);

const createNamedColumns = (headers: string[], selection: FieldSelector): Columns => ({
	headers,
	getValues: (record) => selection.getValues(record),
});
