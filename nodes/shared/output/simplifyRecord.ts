import { isJsonObject } from '../parameters/json';
import { getValueAtPath, parseFieldPath, type FieldPath } from './fieldPath';

/** Returns the simplified form of a record. */
export type SimplifyRecord = (record: unknown) => unknown;

/**
 * Returns a copy of a record with the given fields. A field that the record doesn't have is left out. A record that has
 * none of them, or isn't an object, is returned unchanged, so that nothing is lost.
 */
function simplifyRecord(fields: Array<[string, FieldPath]>, record: unknown): unknown {
	if (!isJsonObject(record)) return record;
	const entries = fields
		.map(([name, path]) => [name, getValueAtPath(record, path)] as const)
		.filter(([, value]) => value !== undefined);
	return entries.length > 0 ? Object.fromEntries(entries) : record;
}

/**
 * Builds the function that simplifies records.
 * @param paths dotted path of the value in the record, by the name of the field in the simplified record
 */
export function createRecordSimplifier(paths: Record<string, string>): SimplifyRecord {
	const fields = Object.entries(paths).map(([name, path]): [string, FieldPath] => [
		name,
		parseFieldPath(path),
	]);
	return (record) => simplifyRecord(fields, record);
}
