import { maskExpressions } from '../../nodes/shared/parameters/maskExpressions.ts';
import { isExpression } from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';

export interface NameValuePair {
	name: string;
	value: unknown;
}

/** @returns the name/value pairs that a node keeps in a list under a key of one of its parameters */
export function getPairs(parameter: unknown, key: string): NameValuePair[] {
	const list = isRecord(parameter) ? parameter[key] : undefined;
	return Array.isArray(list)
		? list.flatMap((one) =>
				isRecord(one) && typeof one.name === 'string' ? [{ name: one.name, value: one.value }] : [],
			)
		: [];
}

/** @returns the members of an object that was typed as JSON; undefined where an expression or a fault is in the way */
export function parseJsonPairs(json: unknown): NameValuePair[] | undefined {
	if (isRecord(json)) return Object.entries(json).map(([name, value]) => ({ name, value }));
	if (typeof json !== 'string' || isExpression(json)) return undefined;
	try {
		const read = JSON.parse(json.trim() || '{}') as unknown;
		return isRecord(read) ? parseJsonPairs(read) : undefined;
	} catch {
		return undefined;
	}
}

/** @returns the pairs behind the question mark; those within expressions belong to the expressions */
function getPathPairs(path: string): NameValuePair[] {
	const masked = maskExpressions(path);
	const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(masked.text) ?? [];
	return [...new URLSearchParams(query)].map(([name, value]) => ({
		name: masked.restore(name),
		value: masked.restore(value),
	}));
}

/** The query of a call, from its path and from its parameters; without names that are expressions. */
export function buildQuery(path: string | undefined, pairs: NameValuePair[]): Map<string, string> {
	const all = [...getPathPairs(path ?? ''), ...pairs];
	return new Map(
		all
			.filter(({ name }) => name !== '' && !/[={]/.test(name))
			.map(({ name, value }) => [name, typeof value === 'string' ? value : '']),
	);
}
