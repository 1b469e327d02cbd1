import { isDeepStrictEqual } from 'node:util';

import { getOperationName, listEntries, type Document, type Ref } from './openApi.mts';
import { isRef, createResolver, type Resolve } from './resolveRefs.mts';

/** A mistake in the document, and its correction. */
export interface Correction {
	reason: string;
	/** Operations that have the mistake: their IDs, or method and path for those without an ID. */
	operations: string[];
	/**
	 * Position in the operation: steps separated by `/`. `~1` is a slash within a step, and `name=x` the element of a list
	 * with that name.
	 */
	at: string;
	/** Value in the document; undefined if it has none. */
	was?: unknown;
	/** Corrected value; undefined to remove the value. */
	becomes?: unknown;
}

type Container = Record<string, unknown>;

function getKey(container: Container, step: string, resolve: Resolve): string {
	const named = /^name=(.+)$/.exec(step);
	if (!named || !Array.isArray(container)) return step.replace(/~1/g, '/');
	return String(
		container.findIndex((item: Ref) => resolve<{ name?: string }>(item).name === named[1]),
	);
}

/** Enters one step. A referenced value is copied first, so other references stay unchanged. */
function enter(container: Container, step: string, resolve: Resolve): Container {
	const key = getKey(container, step, resolve);
	const inner = container[key];
	if (typeof inner !== 'object' || inner === null) throw new Error(`'${step}' doesn't exist`);
	if (isRef(inner)) container[key] = structuredClone(resolve(inner));
	return container[key] as Container;
}

function applyCorrection(root: object, { at, was, becomes }: Correction, resolve: Resolve): void {
	const steps = at.split('/');
	const last = steps.pop()!;
	const container = steps.reduce(
		(inner, step) => enter(inner, step, resolve),
		root as unknown as Container,
	);
	const key = getKey(container, last, resolve);
	if (!isDeepStrictEqual(container[key], was)) {
		throw new Error(`the value is ${JSON.stringify(container[key]) ?? 'missing'}`);
	}
	if (becomes !== undefined) container[key] = becomes;
	else if (Array.isArray(container)) container.splice(Number(key), 1);
	else delete container[key];
}

/**
 * Corrects the document, in place.
 * @throws naming the correction that no longer applies
 */
export function applyCorrections(document: Document, corrections: Correction[]): void {
	const resolve = createResolver(document);
	const byName = new Map(
		listEntries(document).map((entry) => [getOperationName(entry), entry.operation]),
	);
	for (const correction of corrections) {
		for (const name of correction.operations) {
			try {
				const operation = byName.get(name);
				if (!operation) throw new Error("the operation doesn't exist");
				applyCorrection(operation, correction, resolve);
			} catch (error) {
				throw new Error(
					`correction of ${name} at ${correction.at} no longer applies: ${(error as Error).message}`,
				);
			}
		}
	}
}
