import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { pathParameterLabel, pathParameterName } from '../descriptions/pathParameters';
import { getPathParameters, type OperationSelection } from '../selectedOperation';

/** What the editor calls the values of the path, by their names. */
export const getPathParameterLabels = (
	choice: OperationSelection,
	operation: Operation,
): Record<string, string> =>
	Object.fromEntries(
		getPathParameters(operation).map((parameter, place) => [
			parameter.name,
			pathParameterLabel(choice, parameter, place),
		]),
	);

/** @throws BadInput for an address without an ID: all of it would be sent as one */
function valueIn(label: string, parameter: unknown): unknown {
	const value = getLocatorValue(parameter);
	const isByAddress = (parameter as { mode?: unknown } | null)?.mode === 'url';
	if (!isByAddress || !/^https?:/i.test(String(value))) return value;
	throw new ParameterError(
		label,
		`is the address '${String(value)}', which holds no ID`,
		"Copy the address of the object's page in ISC, or choose 'By ID'.",
	);
}

/**
 * The values for the path, by their names.
 * @throws BadInput naming the one that cannot be used
 */
export function readPathParameters(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	labels: Record<string, string>,
): Record<string, unknown> {
	return Object.fromEntries(
		getPathParameters(operation).map(({ name }, place) => {
			const parameter = context.getNodeParameter(pathParameterName(place), index, '');
			return [name, valueIn(labels[name]!, parameter)];
		}),
	);
}
