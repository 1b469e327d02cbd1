import { findOperation } from '../../shared/catalogue/findOperation';
import type { Operation } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { ParameterError } from '../../shared/parameters/parameterError';

/** Returns whether the trigger can poll an operation: it returns a list and requires no parameter. */
export const isPollable = ({ method, response, parameters }: Operation) =>
	method === 'GET' && response.kind === 'list' && parameters.every(({ required }) => !required);

/**
 * Returns the selected list.
 * @param name ID, or method and path, of an operation
 * @throws {ParameterError} if the trigger can't poll it
 */
export function getSelectedList(name: string): Operation {
	if (name === '') {
		throw new ParameterError(
			'List',
			'is required',
			'Choose a list, or enter its ID, such as listAccountsV1.',
		);
	}
	const operation = findOperation(name);
	if (!operation) {
		throw new ParameterError(
			'List',
			`doesn't match any ISC operation: '${name}'`,
			'Choose a list, or enter an ID such as listAccountsV1 or a method and path such as GET /accounts/v1.',
		);
	}
	if (isPollable(operation)) return operation;
	throw new ParameterError(
		'List',
		`is '${getOperationName(operation)}', which isn't a list or requires parameters`,
		'Choose another list. For this operation, use a Schedule Trigger with the SailPoint ISC node.',
	);
}
