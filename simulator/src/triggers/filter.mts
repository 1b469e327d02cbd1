import { missing } from './jsonPath/compare.mts';
import { pathValue, places } from './jsonPath/evaluate.mts';
import { parsePath } from './jsonPath/parse.mts';
import type { Path } from './jsonPath/parse.mts';

/** Returns why a filter is invalid; undefined if it is valid. */
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

/** Returns whether an input matches a filter. No filter matches everything, an invalid one nothing. */
export function matchesFilter(filter: string | null, input: unknown): boolean {
	return !filter || (findFilterError(filter) === undefined && isMatch(parsePath(filter), input));
}

/** Returns the response of `validate-filter`. */
export function validateFilter(filter: string, input: unknown) {
	if (findFilterError(filter) !== undefined) {
		return { isValid: false, isValidJSONPath: false, isPathExist: false };
	}
	const path = parsePath(filter);
	const found = new Map<Path, boolean>();
	const isValid = isMatch(path, input, (inner, isThere) =>
		// A path from the current item exists if one item has it.
		found.set(inner, isThere || (found.get(inner) ?? false)),
	);
	const untilFilter = path.steps.findIndex((step) => step.kind === 'filter');
	const steps = untilFilter < 0 ? path.steps : path.steps.slice(0, untilFilter);
	const leads = places({ ...path, steps }, { root: input, current: input }).length > 0;
	const isPathExist = leads && [...found.values()].every(Boolean);
	return { isValid, isValidJSONPath: true, isPathExist };
}
