import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { isEmptyValue } from '../../shared/parameters/expressions';
import {
	getPathLabel,
	getPathParameterLabel,
	getPathParameterName,
	MAX_PATH_PARAMETERS,
} from '../descriptions/pathParameters';
import { getPathParameters, type OperationSelection } from '../selectedOperation';

/** Returns the labels of the path parameters, by name. */
export const getPathParameterLabels = (
	choice: OperationSelection,
	operation: Operation,
): Record<string, string> =>
	Object.fromEntries(
		getPathParameters(operation).map((parameter, position) => [
			parameter.name,
			getPathParameterLabel(choice, parameter, position),
		]),
	);

/** @throws ParameterError for a URL without an ID, because the whole URL would be sent as ID */
function getId(label: string, parameter: unknown): unknown {
	const entered = getLocatorValue(parameter);
	// Pasted IDs, and those of language models, can have spaces or a line break at the end.
	const value = typeof entered === 'string' ? entered.trim() : entered;
	const isUrl = (parameter as { mode?: unknown } | null)?.mode === 'url';
	if (!isUrl || !/^https?:/i.test(String(value))) return value;
	throw new ParameterError(
		label,
		`is a URL without an ID: '${String(value)}'`,
		"Copy the URL of the object's page in ISC, or choose 'By ID'.",
	);
}

/**
 * Checks that each value has a place in the path. An operation that is entered by its ID shows the fields of all.
 * @throws ParameterError if a value isn't used, because the user may mean another operation
 */
function assertAllUsed(context: IExecuteFunctions, index: number, operation: Operation): void {
	const count = getPathParameters(operation).length;
	for (let position = count; position < MAX_PATH_PARAMETERS; position++) {
		const parameter = context.getNodeParameter(getPathParameterName(position), index, '');
		if (isEmptyValue(getLocatorValue(parameter))) continue;
		throw new ParameterError(
			getPathLabel(position),
			`is set, but the path of '${operation.title}' has ${count === 0 ? 'no placeholder' : `only ${count}`}: ${operation.path}`,
			'Remove the value, or choose another operation.',
		);
	}
}

/**
 * Reads the path parameters, by name.
 * @throws ParameterError if one is invalid
 */
export function readPathParameters(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	labels: Record<string, string>,
): Record<string, unknown> {
	assertAllUsed(context, index, operation);
	return Object.fromEntries(
		getPathParameters(operation).map(({ name }, position) => {
			const parameter = context.getNodeParameter(getPathParameterName(position), index, '');
			return [name, getId(labels[name]!, parameter)];
		}),
	);
}
