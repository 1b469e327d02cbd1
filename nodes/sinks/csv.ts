import type { Records } from '../client/records';
import { pathsOf, valueAt } from './fields';
import type { Writer, WriterOptions } from './writer';

const LINE_END = '\r\n';
const FORMULA = /^[=+\-@\t\r]/;

/** Writes CSV as RFC 4180 has it: a header, commas, CRLF, quotes where a value needs them. */
export class CsvWriter implements Writer {
	/** Paths that came only after the columns were fixed. */
	readonly leftOut = new Set<string>();
	private readonly escapeFormulas: boolean;
	private readonly isFree: boolean;
	private columns: string[];
	private hasHeader = false;

	constructor({ fields, escapeFormulas = false }: WriterOptions) {
		this.columns = fields;
		this.isFree = fields.length === 0;
		this.escapeFormulas = escapeFormulas;
	}

	page(page: Records): string {
		const records = [...page];
		let text = '';
		if (!this.hasHeader) {
			if (this.isFree) this.columns = [...new Set(records.flatMap((record) => pathsOf(record)))];
			text = this.header();
		} else if (this.isFree) {
			this.noteOthers(records);
		}
		const rows = records.map((record) =>
			this.columns.map((path) => this.cell(this.valueOf(record, path))).join(','),
		);
		return text + rows.map((row) => row + LINE_END).join('');
	}

	end(): string {
		return this.hasHeader || this.columns.length === 0 ? '' : this.header();
	}

	private header(): string {
		this.hasHeader = true;
		return this.columns.map((column) => this.cell(column)).join(',') + LINE_END;
	}

	private noteOthers(records: unknown[]): void {
		const known = new Set(this.columns);
		for (const record of records) {
			for (const path of pathsOf(record)) if (!known.has(path)) this.leftOut.add(path);
		}
	}

	/** A record that is no object, in a list of names say, is the only value of its row. */
	private valueOf(record: unknown, path: string): unknown {
		return typeof record === 'object' && record !== null ? valueAt(record, path) : record;
	}

	private cell(value: unknown): string {
		if (value === undefined || value === null) return '';
		const isText = typeof value === 'string';
		const plain = isText
			? value
			: typeof value === 'object'
				? JSON.stringify(value)
				: String(value);
		const text = isText && this.escapeFormulas && FORMULA.test(plain) ? `'${plain}` : plain;
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	}
}
