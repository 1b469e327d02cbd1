import type { Operation } from './operation';
import catalogue from './operations.json';
import { expand, type StoredOperation } from './stored';

/** Records as they stand in the file: enough to search, and at hand at once. */
export const records: readonly StoredOperation[] = catalogue.operations;

let byId: ReadonlyMap<string, StoredOperation> | undefined;
const expanded = new Map<string, Operation>();

/** @returns the record in full, which is made once */
export function inFull(record: StoredOperation): Operation {
	const known = expanded.get(record.id);
	if (known) return known;
	const operation = expand(record, catalogue);
	expanded.set(record.id, operation);
	return operation;
}

/** All operations, in the order of the documents. */
export const operations = (): Operation[] => records.map(inFull);

/** @returns the operation with this ID, such as `disableAccountV1`; undefined where there is none */
export function operationById(id: string): Operation | undefined {
	byId ??= new Map(records.map((record) => [record.id, record]));
	const record = byId.get(id);
	return record && inFull(record);
}
