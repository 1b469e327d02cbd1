import meanBy from 'lodash/meanBy';
import range from 'lodash/range';

import { JsonLinesBatch } from '../api/recordBatch';
import type { RecordBatch } from '../api/recordBatch';

/** Records to look at for how long they are. */
const LENGTH_SAMPLE_SIZE = 20;

/** How many characters a record has, about; there must be one. */
export function getAverageLength(records: RecordBatch): number {
	if (records instanceof JsonLinesBatch) return records.bytes.length / records.length;
	const indices = range(0, records.length, Math.ceil(records.length / LENGTH_SAMPLE_SIZE));
	return meanBy(indices, (index) => JSON.stringify(records.at(index)).length);
}
