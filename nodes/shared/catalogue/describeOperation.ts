import type { Operation } from './types';

/** Returns the method and path, which identify an operation. */
export const getOperationName = ({ method, path }: Operation) => `${method} ${path}`;

/**
 * Returns whether a name is one that the editor knows for the operation: its ID, or its method, in either case, and its path.
 * The editor shows fields by the name, so any other name would hide them.
 */
export const matchesOperationName = (name: string, operation: Operation) =>
	name === operation.id ||
	name === getOperationName(operation) ||
	name === `${operation.method.toLowerCase()} ${operation.path}`;

/** Returns the title for the list of all operations, such as `Accounts: Disable account`. */
export function getOperationTitle({ service, title, experimental, deprecated }: Operation): string {
	const marks = [experimental && 'experimental', deprecated && 'deprecated'].filter(Boolean);
	return `${service}: ${title}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}

const AUTH: Record<Operation['auth'], string> = {
	user: 'Requires a user token',
	any: 'Accepts any token',
	none: 'Requires no token',
};

const formatAlternatives = (values: string[]) =>
	values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? '');

/** Returns the token, scopes and user levels that the operation requires, if the catalogue knows them. */
function describeRequirements({ auth, scopes, levels }: Operation): string {
	return [
		AUTH[auth],
		scopes.length > 0 && `scope: ${formatAlternatives(scopes)}`,
		levels.length > 0 && `user level: ${formatAlternatives(levels)}`,
	]
		.filter(Boolean)
		.join('; ');
}

/** Returns a sentence that names the replacement of a deprecated operation, if it's known. */
export const describeReplacement = ({ replacedBy = [] }: Operation) =>
	replacedBy.length > 0 ? ` Use ${replacedBy.join(' or ')} instead.` : '';

/** Describes an operation for the list of all operations: its request and its requirements. */
export function describeOperation(operation: Operation): string {
	const { deprecated, experimental } = operation;
	return [
		`${getOperationName(operation)}. ${describeRequirements(operation)}.`,
		experimental && ' Experimental: may change without notice.',
		deprecated && ` Deprecated.${describeReplacement(operation)}`,
	]
		.filter(Boolean)
		.join('');
}
