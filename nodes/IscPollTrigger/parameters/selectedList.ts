import { findOperation } from '../../shared/catalogue/findOperation';
import type { Operation } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { ParameterError } from '../../shared/parameters/parameterError';

/** Whether a trigger can ask for an operation: it gives a list, and wants nothing but a filter. */
export const isPollable = ({ method, response, parameters }: Operation) =>
	method === 'GET' && response.kind === 'list' && parameters.every(({ required }) => !required);

/**
 * @param name ID, or method and path, of an operation
 * @throws BadInput if there is none that can be polled
 */
export function getSelectedList(name: string): Operation {
	if (name === '') {
		throw new ParameterError(
			'List',
			'is empty',
			'Choose one, or enter its ID, such as listAccountsV1.',
		);
	}
	const operation = findOperation(name);
	if (!operation) {
		throw new ParameterError(
			'List',
			`is '${name}', which ISC does not have`,
			'Choose one, or enter an ID such as listAccountsV1 or a method and path such as GET /accounts/v1.',
		);
	}
	if (isPollable(operation)) return operation;
	throw new ParameterError(
		'List',
		`is ${getOperationName(operation)}, which is no list or wants more than a filter`,
		'Choose one from the list; for others, let a Schedule Trigger start the SailPoint ISC node.',
	);
}
