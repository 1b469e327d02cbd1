import type { Operation } from './operation';
import catalogue from './operations.json';
import { expand, type StoredCatalogue } from './stored';

let byId: ReadonlyMap<string, Operation> | undefined;

/** Read once, when it is first asked for. */
function read(): ReadonlyMap<string, Operation> {
	const stored = catalogue as unknown as StoredCatalogue;
	return new Map(stored.operations.map((record) => [record.id, expand(record, stored)]));
}

function all(): ReadonlyMap<string, Operation> {
	byId ??= read();
	return byId;
}

/** All operations, in the order of the documents. */
export const operations = (): Operation[] => [...all().values()];

/** @returns the operation with this ID, such as `disableAccountV1`; undefined where there is none */
export const operationById = (id: string): Operation | undefined => all().get(id);
