import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { buildPreviewNotice, listRowValues } from '../../shared/editor/previewNotice';
import { getRows } from '../../shared/parameters/rows';
import { CONDITION_FIELDS, readQueryString } from '../parameters/readQuery';

/** Returns the query that conditions and query result in, as a notice. */
export async function getQueryPreview(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const read = (name: string) => this.getCurrentNodeParameter(name);
	const rows = getRows(read('conditions'), 'condition');
	const values = [
		...listRowValues(rows, CONDITION_FIELDS),
		read('combineConditions'),
		read('query'),
	];
	return buildPreviewNotice('Resulting query', values, () => readQueryString(read));
}
