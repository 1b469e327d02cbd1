import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { nameOf, operationsIn, type Document, type Entry } from './openApi.mts';
import { getParameters } from './parameters.mts';
import { addLookups, type ReadOperation } from './lookups.mts';
import { readOperation } from './readOperation.mts';
import { resolver } from './resolveRefs.mts';

/** All that was not understood, a line each. */
export class NotUnderstood extends Error {
	constructor(faults: string[]) {
		super(`${faults.length} not understood:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
	}
}

/** Does the same for each operation, and tells of all that fail at once. */
function forEach<T>(entries: Entry[], work: (entry: Entry) => T): T[] {
	const faults: string[] = [];
	const results = entries.flatMap((entry) => {
		try {
			return [work(entry)];
		} catch (error) {
			faults.push(`${nameOf(entry)}: ${(error as Error).message}`);
			return [];
		}
	});
	if (faults.length > 0) throw new NotUnderstood(faults);
	return results;
}

function checkUnique(entries: Entry[]): void {
	const names = entries.flatMap(({ method, path, operation: { operationId } }) => [
		...(operationId ? [operationId] : []),
		`${method} ${path.replace(/\{[^{}]+\}/g, '{}')}`,
	]);
	const twice = names.filter((name, index) => names.indexOf(name) !== index);
	if (twice.length > 0) throw new NotUnderstood(twice.map((name) => `${name}: stands there twice`));
}

/**
 * @param document with its faults corrected
 * @throws NotUnderstood with all that could not be read
 */
export function readCatalogue(document: Document): Operation[] {
	const resolve = resolver(document);
	const entries = operationsIn(document);
	checkUnique(entries);
	const byId = new Map<string, ReadOperation>(
		forEach(entries, (entry) => {
			const read = readOperation(entry, document, resolve);
			return [read.operation.id, read];
		}),
	);
	return forEach(entries, (entry) => {
		const read = byId.get(nameOf(entry))!;
		addLookups(read, getParameters(entry, resolve), byId, resolve);
		const stray = read.operation.replacedBy?.find((id) => !byId.has(id));
		if (stray) throw new Error(`is replaced by ${stray}, which does not exist`);
		return read.operation;
	});
}
