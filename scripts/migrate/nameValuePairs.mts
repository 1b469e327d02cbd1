import { maskExpressions } from '../../nodes/shared/parameters/maskExpressions.ts';
import { isExpression } from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';

export interface NameValuePair {
	name: string;
	value: unknown;
}

/** Returns the name/value pairs in the list of a parameter. */
export function getPairs(parameter: unknown, key: string): NameValuePair[] {
	const list = isRecord(parameter) ? parameter[key] : undefined;
	return Array.isArray(list)
		? list.flatMap((one) =>
				isRecord(one) && typeof one.name === 'string' ? [{ name: one.name, value: one.value }] : [],
			)
		: [];
}

/** Returns the members of an object entered as JSON; undefined if it is an expression or invalid. */
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

/** Returns the query pairs of a path, without those inside expressions. */
function getPathPairs(path: string): NameValuePair[] {
	const masked = maskExpressions(path);
	const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(masked.text) ?? [];
	return [...new URLSearchParams(query)].map(([name, value]) => ({
		name: masked.restore(name),
		value: masked.restore(value),
	}));
}

/** Returns the query of a request, from its path and parameters, without names that are expressions. */
export function buildQuery(path: string | undefined, pairs: NameValuePair[]): Map<string, string> {
	const all = [...getPathPairs(path ?? ''), ...pairs];
	return new Map(
		all
			.filter(({ name }) => name !== '' && !/[={]/.test(name))
			.map(({ name, value }) => [name, typeof value === 'string' ? value : '']),
	);
}
