import type { INodeExecutionData } from 'n8n-workflow';

import type { RecordBatch } from '../api/recordBatch';
import { toItems } from './items';
import type { OutputContext, OutputOptions } from './types';
import { writeRecordsToFile } from './writeRecordsToFile';

/** Outputs records as items, page by page, or as one file. */
export async function* outputRecords(
	itemContext: OutputContext,
	{ file, ...params }: OutputOptions,
	pages: AsyncGenerator<RecordBatch>,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	if (file) {
		yield* writeRecordsToFile(itemContext, { ...params, file }, pages, index);
		return;
	}
	const { selection } = params;
	for await (const page of pages) {
		itemContext.summary.countRecords(page.length);
		yield toItems(
			Array.from(page, (record) => selection.pick(record)),
			index,
		);
	}
	itemContext.summary.trackFields(selection);
}
