import type { INodeExecutionData } from 'n8n-workflow';

import { CancelledError } from '../api/errors/errors';
import type { RecordBatch } from '../api/recordBatch';
import type { SendRequest } from '../api/sendRequest';
import { FILE_FORMATS } from './fileFormats';
import { readStoredBinary, storeBinary } from './binaryStore';
import type { OutputFile } from './outputFile';
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

/**
 * Streams records into one file in n8n's binary data storage, so memory doesn't grow with their number.
 * @yields the item with the file; with Continue On Fail, also the item with an incomplete file
 */
export async function* writeRecordsToFile(
	{ context, summary }: Pick<OutputContext, 'context' | 'summary'>,
	{ file, fields, binaryField }: FileOutputParams,
	pages: AsyncGenerator<RecordBatch>,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { format, name } = file;
	const { mimeType, open } = FILE_FORMATS[format];
	const writer = open({ ...file, fields });
	let records = 0;
	let failure: unknown;
	// With Continue On Fail, the records before the error are returned.
	const isKept = () =>
		records > 0 && context.continueOnFail() && !(failure instanceof CancelledError);

	async function* readPages(): AsyncGenerator<RecordBatch> {
		try {
			for await (const page of pages) {
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
			yield* writer.write(readPages());
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
	yield [
		{
			json: {
				fileName: stored.fileName ?? name,
				mimeType: stored.mimeType,
				records,
				...(notFound.length > 0 && { fieldsNotFound: notFound }),
				...(failure !== undefined && { incomplete: true }),
			},
			binary: { [binaryField]: stored },
			pairedItem: { item: index },
		},
	];
	if (failure !== undefined) throw failure;
}
