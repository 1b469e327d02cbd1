import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { findOperationByRequest } from '../../shared/catalogue/findOperation';
import { isReadOnly } from '../../shared/api/isReadOnly';
import { readMaxConcurrency } from '../../shared/runner/commonOptions';
import type { ConcurrencyOptions } from '../../shared/runner/types';
import { parseBooleanParameter } from '../../shared/parameters/parse';
import { findSelectedOperation } from '../selectedOperation';
import { readItemSelection } from './readOperation';

const asksOnly = (method: IHttpRequestMethods, path: string) =>
	isReadOnly({ method, operation: findOperationByRequest(method, path)?.operation });

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
			const operation = findSelectedOperation(readItemSelection(context, index));
			return operation === undefined || isReadOnly({ method: operation.method, operation });
		}
	}
}

/**
 * Reads what holds for the run as a whole, from its first item. Items are worked on side by side if none of
 * them changes anything, since the order of changes may matter, or if the user asks for it.
 * @throws BadInput naming the option that cannot be used
 */
export function readConcurrency(context: IExecuteFunctions): ConcurrencyOptions {
	const indices = [...context.getInputData().keys()];
	const options =
		indices.length > 0 ? (context.getNodeParameter('options', 0, {}) as IDataObject) : {};
	const writes = !indices.every((index) => onlyReads(context, index));
	return {
		maxConcurrency: readMaxConcurrency(context),
		writes,
		concurrentItems:
			parseBooleanParameter('Write in Parallel', options.parallelWrites, false) || !writes,
	};
}
