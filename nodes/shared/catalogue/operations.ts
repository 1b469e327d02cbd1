import type { Operation } from './types';
import catalogue from './operations.json';
import { expandOperation, type StoredOperation } from './storedFormat';

/** Operations as stored in the file, which is enough to search them. */
export const storedOperations: readonly StoredOperation[] = catalogue.operations;

let storedById: ReadonlyMap<string, StoredOperation> | undefined;
const expanded = new Map<string, Operation>();

/** Returns the expanded operation, which is cached. */
export function getFullOperation(record: StoredOperation): Operation {
	const cached = expanded.get(record.id);
	if (cached) return cached;
	const operation = expandOperation(record, catalogue);
	expanded.set(record.id, operation);
	return operation;
}

/** Returns all operations, in the order of the documents. */
export const listOperations = (): Operation[] => storedOperations.map(getFullOperation);

/** Returns the operation with an ID such as `disableAccountV1`; undefined if there is none. */
export function getOperationById(id: string): Operation | undefined {
	storedById ??= new Map(storedOperations.map((record) => [record.id, record]));
	const record = storedById.get(id);
	return record && getFullOperation(record);
}
