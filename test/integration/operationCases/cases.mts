import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/catalogue/types.ts';
import { buildOperationFields } from '../fields.mts';
import { actions } from './actions.mts';
import { changes } from './changes.mts';
import { files } from './files.mts';
import { lists } from './lists.mts';
import { search } from './search.mts';
import { single } from './single.mts';
import type { Case, TenantData } from './types.mts';

/** One case for each operation of the sample. */
export const cases: Case[] = [...lists, ...search, ...single, ...changes, ...actions, ...files];

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

/** Builds what somebody would enter in the editor, once the operation is chosen. */
export function buildCaseParameters(
	one: Case,
	operation: Operation,
	data: TenantData,
): IDataObject {
	const change = Object.entries(one.changes ?? {}).map(([path, value]) => ({
		op: 'replace',
		path: locator('path', path),
		valueType: 'string',
		value,
	}));
	return {
		...Object.fromEntries(
			(one.path?.(data) ?? []).map((value, index) => [
				`pathParameter${index + 1}`,
				locator('id', value),
			]),
		),
		...(one.values && { values: buildOperationFields(operation, one.values(data)) }),
		...(one.body && { specifyValues: 'json', jsonBody: JSON.stringify(one.body(data)) }),
		...(one.changes && { changes: { change } }),
		...one.more,
	};
}

/** Builds the input item with the file of a case. */
export const buildInputItems = ({ file }: Case): INodeExecutionData[] | undefined =>
	file && [
		{
			json: {},
			binary: {
				data: {
					data: Buffer.from(file.content).toString('base64'),
					mimeType: file.type,
					fileName: file.name,
				},
			},
		},
	];
