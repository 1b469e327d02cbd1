import type { INodeExecutionData } from 'n8n-workflow';

import type { Answer } from '../client/call';
import { BadInput } from '../client/errors/failures';
import { objectIn } from '../client/errors/said';
import { listIn } from '../client/paging/page';
import type { Records } from '../client/records';
import { emptyItem, fullItem, itemsOf } from '../execution/items';
import type { Request } from './read/readRequest';

/** Applies the option Fields. */
export const kept = (records: Records | unknown[], { selection }: Pick<Request, 'selection'>) =>
	Array.from(records, (record) => selection.keep(record));

/**
 * Finds the records of an answer: those of its list, or the one that it is.
 * @throws BadInput if 'List Field' names no list
 */
export function recordsIn(
	{ listField, isOwnListField }: Pick<Request, 'listField' | 'isOwnListField'>,
	answer: Answer,
): Records {
	if (answer.body === undefined) return [];
	const list = listIn(answer, listField);
	if (list) return list;
	if (isOwnListField) {
		const fields = Object.keys(objectIn(answer)).join(', ');
		throw new BadInput(
			'List Field',
			`is '${listField}', but the answer holds no list there`,
			fields ? `The answer has: ${fields}.` : "The answer isn't an object: leave the option out.",
		);
	}
	return [answer.body];
}

/** Makes items of an answer, as the option Response Format says. */
export function toItems(request: Request, answer: Answer, index: number): INodeExecutionData[] {
	const { call, responseFormat } = request;
	if (responseFormat === 'full') return [fullItem(answer, index)];
	if (responseFormat === 'none' || answer.body === undefined) {
		return [emptyItem(call, answer, index)];
	}
	return itemsOf(kept(recordsIn(request, answer), request), index);
}
