import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { assertNoMissingValuesIn } from '../../shared/parameters/missingValues';
import { REQUIRED_SELECTORS } from './missingValues';

/**
 * Refuses an item whose expressions give nothing where they say which objects are meant.
 * @param labels of parameters that the editor calls otherwise here
 * @throws BadInput naming the parameter
 */
export const assertNoMissingValues = (
	context: IExecuteFunctions,
	index: number,
	operation?: Operation,
	labels: Record<string, string> = {},
): void => assertNoMissingValuesIn(context, index, REQUIRED_SELECTORS, { operation }, labels);
