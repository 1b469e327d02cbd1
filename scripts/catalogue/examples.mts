import { buildBody } from '../../nodes/shared/catalogue/buildRequest/body.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getOperationName, listEntries, type Document, type RequestBody } from './openApi.mts';
import { createResolver, type Resolve } from './resolveRefs.mts';

interface Media {
	schema?: { example?: unknown };
	example?: unknown;
	examples?: Record<string, { value?: unknown }>;
}

function collectExamples(media: Media, resolve: Resolve): unknown[] {
	const named = Object.values(media.examples ?? {}).map((one) => resolve<typeof one>(one).value);
	const { example } = resolve(media.schema ?? {});
	return [media.example, example, ...named].filter((example) => example !== undefined);
}

/** Finds official examples of bodies that the node rejects: the error messages by the ID of the operation. */
function findRejectedExamples(
	document: Document,
	operations: Operation[],
): { count: number; refused: Map<string, string> } {
	const resolve = createResolver(document);
	const byId = new Map(operations.map((operation) => [operation.id, operation]));
	const rejected = new Map<string, string>();
	let count = 0;
	for (const entry of listEntries(document)) {
		const operation = byId.get(getOperationName(entry));
		const { requestBody } = entry.operation;
		if (!operation || !requestBody || operation.body?.kind === 'form') continue;
		const [media = {}] = Object.values(resolve<RequestBody>(requestBody).content);
		for (const example of collectExamples(media as Media, resolve)) {
			count++;
			try {
				buildBody(operation, example, {}, JSON.stringify(example));
			} catch (error) {
				rejected.set(operation.id, (error as Error).message);
			}
		}
	}
	return { count, refused: rejected };
}

/**
 * Checks the catalogue with the official examples.
 * @param known examples that are wrong in the document: reasons by the ID of the operation
 * @throws naming an example that the node rejects, or that is no longer wrong
 */
export function checkExamples(
	document: Document,
	operations: Operation[],
	known: Record<string, string>,
): void {
	const { refused: rejected } = findRejectedExamples(document, operations);
	const faults = [
		...[...rejected]
			.filter(([id]) => !Object.hasOwn(known, id))
			.map(([id, message]) => `the example of ${id} is rejected: ${message}`),
		...Object.keys(known)
			.filter((id) => !rejected.has(id))
			.map((id) => `the example of ${id} is no longer wrong`),
	];
	if (faults.length > 0) throw new Error(faults.join('\n'));
}
