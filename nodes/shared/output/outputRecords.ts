import type { INodeExecutionData } from 'n8n-workflow';

import type { RecordBatch } from '../api/recordBatch';
import { toItems } from './items';
import type { OutputContext, OutputOptions } from './types';
import { writeRecordsToFile } from './writeRecordsToFile';

/** Applies the option Fields, or Simplify. */
export const pickSelectedFields = (
	records: RecordBatch | unknown[],
	{ selection, simplify }: Pick<OutputOptions, 'selection' | 'simplify'>,
) => Array.from(records, simplify ?? ((record) => selection.pick(record)));

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
	for await (const page of pages) {
		itemContext.summary.countRecords(page.length);
		yield toItems(pickSelectedFields(page, params), index);
	}
	itemContext.summary.trackFields(params.selection);
}
