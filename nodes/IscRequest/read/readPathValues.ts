import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../catalogue/operation';
import { BadInput } from '../../client/errors/failures';
import { locatorValue } from '../../editor/locator';
import { labelFor, pathValueName } from '../description/pathValues';
import { placeholdersOf, type Choice } from '../operations/chosenOperation';

/** What the editor calls the values of the path, by their names. */
export const pathLabelsOf = (choice: Choice, operation: Operation): Record<string, string> =>
	Object.fromEntries(
		placeholdersOf(operation).map((parameter, place) => [
			parameter.name,
			labelFor(choice, parameter, place),
		]),
	);

/** @throws BadInput for an address without an ID: all of it would be sent as one */
function valueIn(label: string, parameter: unknown): unknown {
	const value = locatorValue(parameter);
	const isByAddress = (parameter as { mode?: unknown } | null)?.mode === 'url';
	if (!isByAddress || !/^https?:/i.test(String(value))) return value;
	throw new BadInput(
		label,
		`is the address '${String(value)}', which holds no ID`,
		"Copy the address of the object's page in ISC, or choose 'By ID'.",
	);
}

/**
 * The values for the path, by their names.
 * @throws BadInput naming the one that cannot be used
 */
export function readPathValues(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	labels: Record<string, string>,
): Record<string, unknown> {
	return Object.fromEntries(
		placeholdersOf(operation).map(({ name }, place) => {
			const parameter = context.getNodeParameter(pathValueName(place), index, '');
			return [name, valueIn(labels[name]!, parameter)];
		}),
	);
}
