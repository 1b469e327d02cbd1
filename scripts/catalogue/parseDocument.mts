import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getOperationName, listEntries, type Document, type Entry } from './openApi.mts';
import { getParameters } from './parameters.mts';
import { addLookups, type ReadOperation } from './lookups.mts';
import { readOperation } from './readOperation.mts';
import { createResolver } from './resolveRefs.mts';

/** Everything in the document that isn't supported, one per line. */
export class UnsupportedSpecError extends Error {
	constructor(faults: string[]) {
		super(`${faults.length} not supported:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
	}
}

/** Maps all operations, and reports all errors at once. */
function mapEntries<T>(entries: Entry[], work: (entry: Entry) => T): T[] {
	const faults: string[] = [];
	const results = entries.flatMap((entry) => {
		try {
			return [work(entry)];
		} catch (error) {
			faults.push(`${getOperationName(entry)}: ${(error as Error).message}`);
			return [];
		}
	});
	if (faults.length > 0) throw new UnsupportedSpecError(faults);
	return results;
}

function assertUnique(entries: Entry[]): void {
	const names = entries.flatMap(({ method, path, operation: { operationId } }) => [
		...(operationId ? [operationId] : []),
		`${method} ${path.replace(/\{[^{}]+\}/g, '{}')}`,
	]);
	const duplicates = names.filter((name, index) => names.indexOf(name) !== index);
	if (duplicates.length > 0)
		throw new UnsupportedSpecError(duplicates.map((name) => `${name}: is duplicated`));
}

/**
 * Parses all operations of the corrected document.
 * @throws UnsupportedSpecError listing everything that isn't supported
 */
export function parseDocument(document: Document): Operation[] {
	const resolve = createResolver(document);
	const entries = listEntries(document);
	assertUnique(entries);
	const byId = new Map<string, ReadOperation>(
		mapEntries(entries, (entry) => {
			const read = readOperation(entry, document, resolve);
			return [read.operation.id, read];
		}),
	);
	return mapEntries(entries, (entry) => {
		const read = byId.get(getOperationName(entry))!;
		addLookups(read, getParameters(entry, resolve), byId, resolve);
		const missing = read.operation.replacedBy?.find((id) => !byId.has(id));
		if (missing) throw new Error(`is replaced by ${missing}, which doesn't exist`);
		return read.operation;
	});
}
