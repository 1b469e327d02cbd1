import { missing } from './jsonPath/compare.mts';
import { pathValue, places } from './jsonPath/evaluate.mts';
import { parsePath } from './jsonPath/parse.mts';
import type { Path } from './jsonPath/parse.mts';

/** Why a filter cannot be read, or undefined when it can. */
export function findFilterError(filter: string): string | undefined {
	try {
		parsePath(filter);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

function isMatch(path: Path, input: unknown, seen?: (path: Path, found: boolean) => void): boolean {
	const value = pathValue(path, { root: input, current: input, seen });
	if (Array.isArray(value)) return value.length > 0;
	return value !== missing && value !== null && value !== false;
}

/** Whether an input passes a filter; without one everything does, and by one that cannot be read nothing. */
export function matchesFilter(filter: string | null, input: unknown): boolean {
	return !filter || (findFilterError(filter) === undefined && isMatch(parsePath(filter), input));
}

/** What `validate-filter` answers about a filter and an input. */
export function validateFilter(filter: string, input: unknown) {
	if (findFilterError(filter) !== undefined) {
		return { isValid: false, isValidJSONPath: false, isPathExist: false };
	}
	const path = parsePath(filter);
	const found = new Map<Path, boolean>();
	const isValid = isMatch(path, input, (inner, isThere) =>
		// A path from the current item is there when one item has it.
		found.set(inner, isThere || (found.get(inner) ?? false)),
	);
	const untilFilter = path.steps.findIndex((step) => step.kind === 'filter');
	const steps = untilFilter < 0 ? path.steps : path.steps.slice(0, untilFilter);
	const leads = places({ ...path, steps }, { root: input, current: input }).length > 0;
	const isPathExist = leads && [...found.values()].every(Boolean);
	return { isValid, isValidJSONPath: true, isPathExist };
}
