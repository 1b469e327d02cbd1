import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../catalogue/operation';
import { refuseMissingIn } from '../../execution/missing';
import { PLACES } from './findGap';

/**
 * Refuses an item whose expressions give nothing where they say which objects are meant.
 * @param labels of parameters that the editor calls otherwise here
 * @throws BadInput naming the parameter
 */
export const refuseMissing = (
	context: IExecuteFunctions,
	index: number,
	operation?: Operation,
	labels: Record<string, string> = {},
): void => refuseMissingIn(context, index, PLACES, { operation }, labels);
