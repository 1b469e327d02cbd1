import type { INodeExecutionData } from 'n8n-workflow';

import type { Records } from '../client/records';
import { itemsOf } from './items';
import type { CommonOptions } from './readOptions';
import type { Use } from './work';
import { writeRecords } from './writeRecords';

/** Makes of records what the user wants: items as they come, or one file. */
export async function* emitRecords(
	use: Use,
	{ file, ...wish }: CommonOptions,
	pages: AsyncGenerator<Records>,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	if (file) {
		yield* writeRecords(use, { ...wish, file }, pages, index);
		return;
	}
	const { selection } = wish;
	for await (const page of pages) {
		use.report.read(page.length);
		yield itemsOf(
			Array.from(page, (record) => selection.keep(record)),
			index,
		);
	}
	use.report.sought(selection);
}
