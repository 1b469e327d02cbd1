import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { findOperationByRequest } from '../../shared/catalogue/findOperation';
import { isReadOnly } from '../../shared/api/isReadOnly';
import { readMaxConcurrency } from '../../shared/runner/commonOptions';
import type { ConcurrencyOptions } from '../../shared/runner/types';
import { parseBooleanParameter } from '../../shared/parameters/parse';
import { findSelectedOperation } from '../selectedOperation';
import { readItemSelection } from './readOperation';

const isReadOnlyRequest = (method: IHttpRequestMethods, path: string) =>
	isReadOnly(method, findOperationByRequest(method, path)?.operation);

/** Returns whether the operation of an item changes no data. */
function isReadOnlyItem(context: IExecuteFunctions, index: number): boolean {
	switch (context.getNodeParameter('resource', index, 'identity')) {
		case 'customRequest':
			return isReadOnlyRequest(
				context.getNodeParameter('method', index, 'GET') as IHttpRequestMethods,
				String(context.getNodeParameter('path', index, '')),
			);
		case 'triggerInvocation':
			return false;
		default: {
			const operation = findSelectedOperation(readItemSelection(context, index));
			return operation === undefined || isReadOnly(operation.method, operation);
		}
	}
}

/**
 * Reads the settings of the whole run from the first item. Items run in parallel if none of them changes data, because the
 * order of changes can matter, or if the user allows it.
 * @throws ParameterError if an option is invalid
 */
export function readConcurrency(context: IExecuteFunctions): ConcurrencyOptions {
	const indices = [...context.getInputData().keys()];
	const options =
		indices.length > 0 ? (context.getNodeParameter('options', 0, {}) as IDataObject) : {};
	const writes = !indices.every((index) => isReadOnlyItem(context, index));
	return {
		maxConcurrency: readMaxConcurrency(context),
		writes,
		concurrentItems:
			parseBooleanParameter('Write in Parallel', options.parallelWrites, false) || !writes,
	};
}
