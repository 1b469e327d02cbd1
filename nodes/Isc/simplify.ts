import { isJsonObject } from '../shared/parameters/json';
import { getValueAtPath, parseFieldPath, type FieldPath } from '../shared/output/fieldPath';
import stored from './simplify.json';

/** Returns the simplified form of a record. */
export type SimplifyRecord = (record: unknown) => unknown;

/** An entry of `simplify.json`; `schemas/simplify.schema.json` describes it. */
interface StoredSimplification {
	/** IDs of the operations that retrieve these records. */
	operations: string[];
	/** Dotted path of the value in the record, by the name of the field in the simplified record. */
	fields: Record<string, string>;
}
export type StoredSimplifications = Record<string, StoredSimplification[]>;

const fieldsByOperation = new Map(
	Object.values(stored)
		.flat()
		.flatMap(({ operations, fields }) => operations.map((id) => [id, fields] as const)),
);

/** IDs of the operations whose records can be simplified. */
export const SIMPLIFIED_OPERATIONS: readonly string[] = [...fieldsByOperation.keys()];

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

/** Builds the function that simplifies the records of an operation; undefined if they have few fields. */
export function createSimplifier(operationId = ''): SimplifyRecord | undefined {
	const named = fieldsByOperation.get(operationId);
	if (!named) return undefined;
	const fields = Object.entries(named).map(([name, path]): [string, FieldPath] => [
		name,
		parseFieldPath(path),
	]);
	return (record) => simplifyRecord(fields, record);
}
