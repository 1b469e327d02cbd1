import get from 'lodash/get';
import isPlainObject from 'lodash/isPlainObject';
import pick from 'lodash/pick';

/** Dotted paths from a list with commas between, such as `id, name, attributes.department`. */
export const readFields = (text: string): string[] => [
	...new Set(
		text
			.split(',')
			.map((path) => path.trim())
			.filter((path) => path !== ''),
	),
];

/** What is kept of a record: the given fields in their places, or all of it where none are given. */
export const keepFields = (record: unknown, fields: string[]): unknown =>
	fields.length > 0 && isPlainObject(record) ? pick(record, fields) : record;

/** The value at a dotted path; a field that has the dots in its name comes first. */
export const valueAt = (record: unknown, path: string): unknown => get(record, path);

/** Dotted paths of all values of a record; lists count as one value. */
export function pathsOf(record: unknown, parent = ''): string[] {
	if (!isPlainObject(record)) return parent === '' ? ['value'] : [parent];
	const entries = Object.entries(record as Record<string, unknown>);
	if (entries.length === 0 && parent !== '') return [parent];
	return entries.flatMap(([name, value]) =>
		pathsOf(value, parent === '' ? name : `${parent}.${name}`),
	);
}
