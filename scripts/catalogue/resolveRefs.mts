import type { Ref } from './openApi.mts';

const parsePointer = (pointer: string) =>
	pointer
		.slice(2)
		.split('/')
		.map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));

export const isRef = (value: unknown): value is Ref =>
	typeof value === 'object' && value !== null && '$ref' in value;

/** Gives what a reference stands for, however long the chain. */
export type Resolve = <T extends object>(value: T | Ref) => T;

/**
 * @param document the whole document, which all references must stay in
 * @returns a function that throws where a reference leads outside, nowhere, or in a circle
 */
export function createResolver(document: object): Resolve {
	return <T extends object>(value: T | Ref): T => {
		let current: unknown = value;
		const seen = new Set<string>();
		while (isRef(current)) {
			const pointer = current.$ref;
			if (!pointer.startsWith('#/')) throw new Error(`reference leads outside: ${pointer}`);
			if (seen.has(pointer)) throw new Error(`reference leads in a circle: ${pointer}`);
			seen.add(pointer);
			current = parsePointer(pointer).reduce<unknown>(
				(at, step) => (at as Record<string, unknown> | undefined)?.[step],
				document,
			);
			if (current === undefined) throw new Error(`reference leads nowhere: ${pointer}`);
		}
		return current as T;
	};
}
