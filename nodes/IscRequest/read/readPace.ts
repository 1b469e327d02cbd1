import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isReading } from '../../client/pace/retry';
import { readMaxParallel } from '../../execution/readOptions';
import type { Pace } from '../../execution/work';
import { chosenOperation } from '../operations/chosenOperation';
import { choiceOf } from './readOperation';

function methodOf(context: IExecuteFunctions, index: number): string {
	switch (context.getNodeParameter('resource', index, 'customRequest')) {
		case 'customRequest':
			return String(context.getNodeParameter('method', index, 'GET'));
		case 'triggerInvocation':
			return 'POST';
		default:
			return chosenOperation(choiceOf(context, index))?.method ?? 'GET';
	}
}

const waits = (context: IExecuteFunctions, index: number): boolean =>
	context.getNodeParameter('completion', index, 'atOnce') === 'wait';

/**
 * Reads what holds for the run as a whole, from its first item. Items are worked on side by side if none of
 * them changes anything, since the order of changes may matter, or if the user asks for it.
 * @throws BadInput naming the option that cannot be used
 */
export function readPace(context: IExecuteFunctions): Pace {
	const indices = [...context.getInputData().keys()];
	const options =
		indices.length > 0 ? (context.getNodeParameter('options', 0, {}) as IDataObject) : {};
	return {
		parallel: readMaxParallel(context),
		overlaps: indices.some((index) => waits(context, index)),
		sideBySide:
			options.parallelWrites === true ||
			indices.every((index) => isReading(methodOf(context, index))),
	};
}
