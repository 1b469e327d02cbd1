import type { IDataObject } from 'n8n-workflow';

import type { Table } from '../../simulator/src/data/table.mts';
import type { AnyRecord } from '../../simulator/src/data/types.mts';
import { data } from './pollFixtures.mts';
import { iso, MINUTE } from './pollTimes.mts';

/** Builds the parameters for a list of the catalogue. */
export const anyList = (value: string, more: IDataObject = {}) => ({
	list: { __rl: true, mode: 'list', value },
	...more,
});

/** Adds a record like the first of a table, with other values in some fields. */
export function addLike(table: Table<AnyRecord>, fields: IDataObject): AnyRecord {
	const { id: _id, ...first } = table.at(0)!;
	return table.add({ ...first, ...fields });
}

/** Adds a task that was created at one time and ended at another. */
export function addTask(created: number, ended: number): string {
	const job = { family: 'report', launched: iso(ended - MINUTE), failure: null };
	const taskDefinitionSummary = { uniqueName: 'Test' };
	return data().tasks.add({
		job,
		created: iso(created),
		modified: iso(created),
		taskDefinitionSummary,
	}).id;
}
