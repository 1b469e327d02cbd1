import type { INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../client/errors/failures';
import type { Records } from '../client/records';
import type { Sender } from '../client/send';
import { FORMATS } from '../sinks/writers';
import { readStored, store } from './binaryStore';
import type { OutputFile } from './outputFile';
import type { Use } from './work';

/** Where records go. */
export interface FileWish {
	file: OutputFile;
	/** The fields kept of each record; empty for all. */
	fields: string[];
	/** Name of the binary field of the item that the file goes into. */
	binaryField: string;
}

/** How to ask for records: those that go into a file as ISC wrote them need not be parsed. */
export const recordSender = (
	{ sender }: Pick<Use, 'sender'>,
	{ file, fields }: Partial<Pick<FileWish, 'file'>> & Pick<FileWish, 'fields'>,
): Sender =>
	file && file.format !== 'csv' && fields.length === 0
		? async (call) => await sender(call, { asLines: true })
		: sender;

/**
 * Writes records into one file in n8n's store of binary data, page by page as they come: memory does not grow
 * with their number.
 * @yields the item with the file; with Continue On Fail, also that of a file which a failure cut short
 */
export async function* writeRecords(
	{ context, report }: Pick<Use, 'context' | 'report'>,
	{ file, fields, binaryField }: FileWish,
	pages: AsyncGenerator<Records>,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { format, name } = file;
	const { mimeType, open } = FORMATS[format];
	const writer = open({ ...file, fields });
	let records = 0;
	let failure: unknown;

	async function* chunks(): AsyncGenerator<Uint8Array> {
		try {
			for await (const page of pages) {
				const bytes = bytesOf(writer.page(page));
				records += page.length;
				report.read(page.length);
				yield bytes;
			}
		} catch (error) {
			failure = error;
		}
		// What was read before is kept, if somebody is there to look at it.
		const isKept = records > 0 && context.continueOnFail() && !(failure instanceof Cancelled);
		if (failure !== undefined && !isKept) throw failure;
		yield bytesOf(writer.end());
	}

	let stored = await store(context, chunks(), name, mimeType).catch((error: unknown) => {
		throw failure ?? error;
	});
	const revision = writer.revision?.();
	if (revision) {
		stored = await store(context, revision(readStored(context, stored)), name, mimeType);
	}
	const { notFound } = writer.selection;
	report.sought(writer.selection);
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

const bytesOf = (text: string | Uint8Array) =>
	typeof text === 'string' ? Buffer.from(text) : text;
