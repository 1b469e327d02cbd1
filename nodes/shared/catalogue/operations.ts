import type { Operation } from './types';
import catalogue from './operations.json';
import { expandOperation, type StoredOperation } from './storedFormat';

/** Records as they stand in the file: enough to search, and at hand at once. */
export const storedOperations: readonly StoredOperation[] = catalogue.operations;

let storedById: ReadonlyMap<string, StoredOperation> | undefined;
const expanded = new Map<string, Operation>();

/** @returns the record in full, which is made once */
export function getFullOperation(record: StoredOperation): Operation {
	const cached = expanded.get(record.id);
	if (cached) return cached;
	const operation = expandOperation(record, catalogue);
	expanded.set(record.id, operation);
	return operation;
}

/** All operations, in the order of the documents. */
export const listOperations = (): Operation[] => storedOperations.map(getFullOperation);

/** @returns the operation with this ID, such as `disableAccountV1`; undefined where there is none */
export function getOperationById(id: string): Operation | undefined {
	storedById ??= new Map(storedOperations.map((record) => [record.id, record]));
	const record = storedById.get(id);
	return record && getFullOperation(record);
}
