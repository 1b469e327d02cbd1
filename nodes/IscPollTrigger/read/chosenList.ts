import { operationCalled } from '../../catalogue/byPath';
import type { Operation } from '../../catalogue/operation';
import { nameOfOperation } from '../../catalogue/operationText';
import { BadInput } from '../../client/errors/failures';

/** Whether a trigger can ask for an operation: it gives a list, and wants nothing but a filter. */
export const isPollable = ({ method, response, parameters }: Operation) =>
	method === 'GET' && response.kind === 'list' && parameters.every(({ required }) => !required);

/**
 * @param name ID, or method and path, of an operation
 * @throws BadInput if there is none that can be polled
 */
export function chosenList(name: string): Operation {
	if (name === '') {
		throw new BadInput('List', 'is empty', 'Choose one, or enter its ID, such as listAccountsV1.');
	}
	const operation = operationCalled(name);
	if (!operation) {
		throw new BadInput(
			'List',
			`is '${name}', which ISC does not have`,
			'Choose one, or enter an ID such as listAccountsV1 or a method and path such as GET /accounts/v1.',
		);
	}
	if (isPollable(operation)) return operation;
	throw new BadInput(
		'List',
		`is ${nameOfOperation(operation)}, which is no list or wants more than a filter`,
		'Choose one from the list; for others, let a Schedule Trigger start the SailPoint ISC node.',
	);
}
