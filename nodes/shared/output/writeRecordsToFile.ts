import type { INodeExecutionData } from 'n8n-workflow';

import { CancelledError } from '../api/errors/errors';
import type { RecordBatch } from '../api/recordBatch';
import type { SendRequest } from '../api/sendRequest';
import { FILE_FORMATS } from './fileFormats';
import { readStoredBinary, storeBinary } from './binaryStore';
import { FilePages } from './filePages';
import { addPartNumber, type OutputFile } from './outputFile';
import type { OutputContext } from './types';

/** The file that records are written to, and its fields. */
export interface FileOutputParams {
	file: OutputFile;
	/** Fields of each record to write; empty to write all. */
	fields: string[];
	/** Name of the output item's binary field for the file. */
	binaryField: string;
}

/** Returns the function that sends requests for a file. Records that are written unchanged don't need to be parsed. */
export const sendForFile = (
	{ sendRequest }: Pick<OutputContext, 'sendRequest'>,
	{ file, fields }: Partial<Pick<FileOutputParams, 'file'>> & Pick<FileOutputParams, 'fields'>,
): SendRequest =>
	file && FILE_FORMATS[file.format].acceptsJsonLines && fields.length === 0
		? async (request) => await sendRequest(request, { asLines: true })
		: sendRequest;

/** A file that was written, and the error that ended it early. */
interface WrittenFile {
	item: INodeExecutionData;
	failure?: unknown;
}

/**
 * Writes the next file to n8n's binary data store, page by page, so memory doesn't grow with its records.
 * @param part number of the file, counted from 1
 * @throws the error of a page, unless the user continues on errors and records were read before it
 */
async function writeFile(
	{ context, summary }: Pick<OutputContext, 'context' | 'summary'>,
	{ file, fields, binaryField }: FileOutputParams,
	pages: FilePages,
	part: number,
	index: number,
): Promise<WrittenFile> {
	const { format, maxRecords, maxBytes } = file;
	const isSplit = maxRecords !== Infinity || maxBytes !== Infinity;
	const name = isSplit ? addPartNumber(file, part) : file.name;
	const { mimeType, open } = FILE_FORMATS[format];
	const writer = open({ ...file, fields });
	let records = 0;
	let bytes = 0;
	let failure: unknown;
	// With Continue On Fail, the records before the error are returned.
	const isKept = () =>
		records > 0 && context.continueOnFail() && !(failure instanceof CancelledError);

	async function* readPages(): AsyncGenerator<RecordBatch> {
		try {
			for await (const page of pages.takeFile(maxRecords, () => bytes >= maxBytes)) {
				yield page;
				// The writer requests the next page after it has written this one.
				records += page.length;
				summary.countRecords(page.length);
			}
		} catch (error) {
			failure = error;
			if (!isKept()) throw failure;
		}
	}
	async function* formatPages(): AsyncGenerator<Uint8Array> {
		try {
			for await (const chunk of writer.write(readPages())) {
				bytes += chunk.length;
				yield chunk;
			}
		} catch (error) {
			failure ??= error;
			if (!isKept()) throw failure;
		}
	}

	let stored = await storeBinary(context, formatPages(), name, mimeType).catch((error: unknown) => {
		throw failure ?? error;
	});
	const revision = writer.revision?.();
	if (revision) {
		stored = await storeBinary(
			context,
			revision(readStoredBinary(context, stored)),
			name,
			mimeType,
		);
	}
	const { notFound } = writer.selection;
	summary.trackFields(writer.selection);
	const item = {
		json: {
			fileName: stored.fileName ?? name,
			mimeType: stored.mimeType,
			records,
			...(isSplit && { part }),
			...(notFound.length > 0 && { fieldsNotFound: notFound }),
			...(failure !== undefined && { incomplete: true }),
		},
		binary: { [binaryField]: stored },
		pairedItem: { item: index },
	};
	return { item, failure };
}

/**
 * Writes records to files in n8n's binary data store: to one file, or to several if the user splits them.
 * @yields an item for each file; with Continue On Fail, also for a file that a failure cut short
 */
export async function* writeRecordsToFile(
	context: Pick<OutputContext, 'context' | 'summary'>,
	params: FileOutputParams,
	pages: AsyncGenerator<RecordBatch>,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const filePages = new FilePages(pages);
	// An empty list makes a file, too.
	for (let part = 1; part === 1 || (await filePages.hasNext()); part++) {
		const { item, failure } = await writeFile(context, params, filePages, part, index);
		yield [item];
		if (failure !== undefined) throw failure;
	}
}
