import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { operationById } from '../../catalogue/catalogue';
import { listIn } from '../../client/paging/page';
import { ask } from '../../editor/ask';

const contains = (text: unknown, part: string) =>
	String(text ?? '')
		.toLowerCase()
		.includes(part.toLowerCase());

/** The event triggers of the tenant. */
export async function searchEvents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const answer = await ask(this, operationById('listTriggersV1')!, {}, { sorters: 'name' });
	const triggers = (listIn(answer) ?? []) as IDataObject[];
	return {
		results: triggers
			.filter(({ id, name }) => contains(name, filter) || contains(id, filter))
			.map(({ id, name, type, description }) => ({
				name: `${String(name)}${type === 'REQUEST_RESPONSE' ? ' (asks for an answer)' : ''}`,
				value: String(id),
				description: String(description ?? ''),
			})),
	};
}
