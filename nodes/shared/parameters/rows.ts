import type { IDataObject } from 'n8n-workflow';

/**
 * Returns the rows of a fixed collection.
 * @param name key of the rows, such as `filter` in `{ filter: [...] }`
 */
export const getRows = <Row = IDataObject>(collection: unknown, name: string) =>
	((collection as Record<string, unknown> | null | undefined)?.[name] ?? []) as Row[];

/** One row of a name/value list in the editor. */
export interface NameValuePair {
	name: string;
	value: unknown;
}

/**
 * Parses a fixed collection with names and values: `{ parameter: [...] }`.
 * @returns the rows that have a name
 */
export function parseNameValuePairs(collection: unknown): NameValuePair[] {
	const rows = ((collection ?? {}) as IDataObject).parameter ?? [];
	return (Array.isArray(rows) ? rows : [rows])
		.map((row) => row as IDataObject)
		.map(({ name, value }) => ({ name: String(name ?? '').trim(), value }))
		.filter(({ name }) => name !== '');
}
