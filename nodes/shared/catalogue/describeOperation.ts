import type { Operation } from './types';

/** Returns method and path, which identify an operation. */
export const getOperationName = ({ method, path }: Operation) => `${method} ${path}`;

/**
 * Returns whether a name is one that the editor recognizes: the ID, or the path with the method in upper or lower case. The
 * editor shows fields by this name, so any other name would hide them.
 */
export const matchesOperationName = (name: string, operation: Operation) =>
	name === operation.id ||
	name === getOperationName(operation) ||
	name === `${operation.method.toLowerCase()} ${operation.path}`;

/** Returns the title in the list of all operations, such as `Accounts: Disable account`. */
export function getOperationTitle({ service, title, experimental, deprecated }: Operation): string {
	const labels = [experimental && 'experimental', deprecated && 'deprecated'].filter(Boolean);
	return `${service}: ${title}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}`;
}

const AUTH_TEXTS: Record<Operation['auth'], string> = {
	user: 'Token with a user',
	any: 'Any token',
	none: 'No token',
};

const formatAlternatives = (values: string[]) =>
	values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? '');

/** Describes the token that an operation requires, as far as the catalogue knows. */
function describeRequirements({ auth, scopes, levels }: Operation): string {
	return [
		AUTH_TEXTS[auth],
		scopes.length > 0 && `scope: ${formatAlternatives(scopes)}`,
		levels.length > 0 && `user level: ${formatAlternatives(levels)}`,
	]
		.filter(Boolean)
		.join('; ');
}

/** Names the replacements of a deprecated operation; empty if none are known. */
export const describeReplacement = ({ replacedBy = [] }: Operation) =>
	replacedBy.length > 0 ? ` Use ${replacedBy.join(' or ')} instead.` : '';

/** Describes an operation in one line: its request and the token that it requires. */
export function describeOperation(operation: Operation): string {
	const { deprecated, experimental } = operation;
	return [
		`${getOperationName(operation)}. ${describeRequirements(operation)}.`,
		experimental && ' Experimental: can change.',
		deprecated && ` Deprecated.${describeReplacement(operation)}`,
	]
		.filter(Boolean)
		.join('');
}
