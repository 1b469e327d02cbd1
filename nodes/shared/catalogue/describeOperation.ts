import type { Operation } from './types';

/** Method and path: what tells one operation from all others. */
export const getOperationName = ({ method, path }: Operation) => `${method} ${path}`;

/**
 * Whether an operation is named as the editor knows it: by its ID, or by its method, in either case, and its path.
 * Fields are shown by the name, so another one would hide them.
 */
export const matchesOperationName = (name: string, operation: Operation) =>
	name === operation.id ||
	name === getOperationName(operation) ||
	name === `${operation.method.toLowerCase()} ${operation.path}`;

/** As in the list of all operations: `Accounts: Disable account`. */
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

/** What a token must bring, as far as the catalogue knows. */
function describeRequirements({ auth, scopes, levels }: Operation): string {
	return [
		AUTH_TEXTS[auth],
		scopes.length > 0 && `scope: ${formatAlternatives(scopes)}`,
		levels.length > 0 && `user level: ${formatAlternatives(levels)}`,
	]
		.filter(Boolean)
		.join('; ');
}

/** What replaces an operation that is going away. */
export const describeReplacement = ({ replacedBy = [] }: Operation) =>
	replacedBy.length > 0 ? ` Use ${replacedBy.join(' or ')} instead.` : '';

/** In one line: what it calls, and what that needs. */
export function describeOperation(operation: Operation): string {
	const { deprecated, experimental } = operation;
	return [
		`${getOperationName(operation)}. ${describeRequirements(operation)}.`,
		experimental && ' Experimental: it may change.',
		deprecated && ` Deprecated.${describeReplacement(operation)}`,
	]
		.filter(Boolean)
		.join('');
}
