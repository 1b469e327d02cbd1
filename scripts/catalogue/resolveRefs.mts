import type { Ref } from './openApi.mts';

const parsePointer = (pointer: string) =>
	pointer
		.slice(2)
		.split('/')
		.map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));

export const isRef = (value: unknown): value is Ref =>
	typeof value === 'object' && value !== null && '$ref' in value;

/** Resolves a reference, including references to references. */
export type Resolve = <T extends object>(value: T | Ref) => T;

/**
 * Creates a function that resolves references within a document. It throws for references to other documents, to missing
 * values, and in a circle.
 */
export function createResolver(document: object): Resolve {
	return <T extends object>(value: T | Ref): T => {
		let current: unknown = value;
		const seen = new Set<string>();
		while (isRef(current)) {
			const pointer = current.$ref;
			if (!pointer.startsWith('#/'))
				throw new Error(`the reference leads to another document: ${pointer}`);
			if (seen.has(pointer)) throw new Error(`the reference is circular: ${pointer}`);
			seen.add(pointer);
			current = parsePointer(pointer).reduce<unknown>(
				(at, step) => (at as Record<string, unknown> | undefined)?.[step],
				document,
			);
			if (current === undefined) throw new Error(`the referenced value doesn't exist: ${pointer}`);
		}
		return current as T;
	};
}
