import type { QueryValue } from '../client/call';
import { BadInput } from '../client/errors/failures';

type Single = string | number | boolean;

const PARAMETER = 'Query Parameters';

function single(name: string, value: unknown): Single {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	throw new BadInput(
		PARAMETER,
		`has a value for '${name}' that is neither text, number nor boolean`,
		'Give a single value, or a list of single values.',
	);
}

/**
 * Puts query parameters together; a name that comes several times gets all its values. Empty text and null
 * mean "not set", as they do in the editor.
 * @throws BadInput if a value cannot stand in a query
 */
export function buildQuery(
	pairs: Iterable<readonly [name: string, value: unknown]>,
): Record<string, QueryValue> {
	const values = new Map<string, Single[]>();
	for (const [name, value] of pairs) {
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one === undefined || one === null || one === '') continue;
			values.set(name, [...(values.get(name) ?? []), single(name, one)]);
		}
	}
	return Object.fromEntries(
		[...values].map(([name, list]) => [name, list.length === 1 ? list[0]! : list]),
	);
}
