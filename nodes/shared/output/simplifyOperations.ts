import { createRecordSimplifier, type SimplifyRecord } from './simplifyRecord';
import stored from './simplifyOperations.json';

/** An entry of `simplifyOperations.json`; `schemas/simplify.schema.json` describes it. */
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

/** Builds the function that simplifies the records of an operation; undefined if they have few fields. */
export function createSimplifier(operationId = ''): SimplifyRecord | undefined {
	const fields = fieldsByOperation.get(operationId);
	return fields && createRecordSimplifier(fields);
}
