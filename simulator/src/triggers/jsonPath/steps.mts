import type { Step } from './parse.mts';

/** Decides on a candidate of a filter. */
export type Decide = (candidate: unknown) => boolean;

const isContainer = (value: unknown): value is object =>
	typeof value === 'object' && value !== null;

/** Returns a value and everything below it, outer before inner. */
function* everything(value: unknown): Generator<unknown> {
	yield value;
	if (!isContainer(value)) return;
	for (const inner of Object.values(value)) yield* everything(inner);
}

function slice(list: unknown[], from: number | null, to: number | null, by: number): unknown[] {
	// A step of 0 would never end, and a negative one isn't part of the language.
	if (by <= 0) return [];
	return list.slice(from ?? 0, to ?? list.length).filter((_item, place) => place % by === 0);
}

function shallow(value: unknown, step: Step, decide: Decide): unknown[] {
	if (!isContainer(value)) return [];
	const list = Array.isArray(value) ? (value as unknown[]) : undefined;
	switch (step.kind) {
		case 'all':
			return Object.values(value);
		case 'names':
			if (list) return [];
			return step.names
				.filter((name) => Object.hasOwn(value, name))
				.map((name) => (value as Record<string, unknown>)[name]);
		case 'places': {
			if (!list) return [];
			const places = step.places.map((place) => (place < 0 ? list.length + place : place));
			return places.filter((place) => place in list).map((place) => list[place]);
		}
		case 'slice':
			return list ? slice(list, step.from, step.to, step.by) : [];
		case 'filter':
			// The items of a list are tested, but an object is tested itself, not its members.
			return (list ?? [value]).filter(decide);
	}
}

/** Returns the values that a step selects. */
export function follow(value: unknown, step: Step, decide: Decide): unknown[] {
	if (!step.deep) return shallow(value, step, decide);
	if (step.kind === 'filter') {
		return [...everything(value)].filter(
			(one) => isContainer(one) && !Array.isArray(one) && decide(one),
		);
	}
	return [...everything(value)].flatMap((one) => shallow(one, step, decide));
}

/** Returns whether a step selects at most one value. */
export function isDefinite(step: Step): boolean {
	if (step.deep) return false;
	return (
		(step.kind === 'names' && step.names.length === 1) ||
		(step.kind === 'places' && step.places.length === 1)
	);
}
