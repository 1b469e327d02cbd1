import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { assertNoMissingValuesIn } from '../../shared/parameters/missingValues';
import { REQUIRED_SELECTORS } from './missingValues';

/**
 * Rejects an item if an expression that selects objects returns nothing.
 * @param labels of parameters whose label depends on the operation
 * @throws ParameterError if a value is missing
 */
export const assertNoMissingValues = (
	context: IExecuteFunctions,
	index: number,
	operation?: Operation,
	labels: Record<string, string> = {},
): void => assertNoMissingValuesIn(context, index, REQUIRED_SELECTORS, { operation }, labels);
