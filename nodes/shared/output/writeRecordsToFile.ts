import type { INodeExecutionData } from 'n8n-workflow';

import { CancelledError } from '../api/errors/errors';
import type { RecordBatch } from '../api/recordBatch';
import type { SendRequest } from '../api/sendRequest';
import { FILE_FORMATS } from './fileFormats';
import { readStoredBinary, storeBinary } from './binaryStore';
import type { OutputFile } from './outputFile';
import type { OutputContext } from './types';

/** Where records go. */
export interface FileOutputParams {
	file: OutputFile;
	/** The fields kept of each record; empty for all. */
	fields: string[];
	/** Name of the binary field of the item that the file goes into. */
	binaryField: string;
}

/** How to ask for records: those that go into a file as ISC wrote them need not be parsed. */
export const sendForFile = (
	{ sendRequest }: Pick<OutputContext, 'sendRequest'>,
	{ file, fields }: Partial<Pick<FileOutputParams, 'file'>> & Pick<FileOutputParams, 'fields'>,
): SendRequest =>
	file && FILE_FORMATS[file.format].acceptsJsonLines && fields.length === 0
		? async (request) => await sendRequest(request, { asLines: true })
		: sendRequest;

/**
 * Writes records into one file in n8n's store of binary data, page by page as they come: memory does not grow
 * with their number.
 * @yields the item with the file; with Continue On Fail, also that of a file which a failure cut short
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
	// A user who continues on errors gets the records that were read before one.
	const isKept = () =>
		records > 0 && context.continueOnFail() && !(failure instanceof CancelledError);

	async function* readPages(): AsyncGenerator<RecordBatch> {
		try {
			for await (const page of pages) {
				yield page;
				// The writer asks for the next page, so it has written this one.
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
