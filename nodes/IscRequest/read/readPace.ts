import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { operationFor } from '../../catalogue/byPath';
import { changesNothing } from '../../client/reading';
import { readMaxParallel } from '../../execution/readOptions';
import type { Pace } from '../../execution/work';
import { flag } from '../../forms/flag';
import { chosenOperation } from '../operations/chosenOperation';
import { choiceOf } from './readOperation';

const asksOnly = (method: IHttpRequestMethods, path: string) =>
	changesNothing({ method, readOnly: operationFor(method, path)?.operation.readOnly });

/** Whether an item changes nothing, by what it calls. */
function onlyReads(context: IExecuteFunctions, index: number): boolean {
	switch (context.getNodeParameter('resource', index, 'customRequest')) {
		case 'customRequest':
			return asksOnly(
				context.getNodeParameter('method', index, 'GET') as IHttpRequestMethods,
				String(context.getNodeParameter('path', index, '')),
			);
		case 'triggerInvocation':
			return false;
		default: {
			const operation = chosenOperation(choiceOf(context, index));
			return operation === undefined || changesNothing(operation);
		}
	}
}

/**
 * Reads what holds for the run as a whole, from its first item. Items are worked on side by side if none of
 * them changes anything, since the order of changes may matter, or if the user asks for it.
 * @throws BadInput naming the option that cannot be used
 */
export function readPace(context: IExecuteFunctions): Pace {
	const indices = [...context.getInputData().keys()];
	const options =
		indices.length > 0 ? (context.getNodeParameter('options', 0, {}) as IDataObject) : {};
	const writes = !indices.every((index) => onlyReads(context, index));
	return {
		parallel: readMaxParallel(context),
		writes,
		sideBySide: flag('Write in Parallel', options.parallelWrites, false) || !writes,
	};
}
