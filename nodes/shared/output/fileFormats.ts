import { CsvWriter } from './csvWriter';
import { createGzipJsonLinesWriter, createJsonLinesWriter, createJsonWriter } from './jsonWriters';
import type { RecordWriter, RecordWriterOptions } from './recordWriter';

/** A format that records can be written in. A new one needs an entry here and an option of 'Output'. */
interface FormatSpec {
	extension: string;
	mimeType: string;
	/** Whether the writer accepts records as lines of JSON, unparsed. */
	acceptsJsonLines: boolean;
	open(options: RecordWriterOptions): RecordWriter;
}

export const FILE_FORMATS = {
	csv: {
		extension: 'csv',
		mimeType: 'text/csv',
		acceptsJsonLines: false,
		open: (options) => new CsvWriter(options),
	},
	json: {
		extension: 'json',
		mimeType: 'application/json',
		acceptsJsonLines: true,
		open: createJsonWriter,
	},
	jsonl: {
		extension: 'jsonl',
		mimeType: 'application/x-ndjson',
		acceptsJsonLines: true,
		open: createJsonLinesWriter,
	},
	jsonlGzip: {
		extension: 'jsonl.gz',
		mimeType: 'application/gzip',
		acceptsJsonLines: true,
		open: createGzipJsonLinesWriter,
	},
} satisfies Record<string, FormatSpec>;

export type FileFormat = keyof typeof FILE_FORMATS;
