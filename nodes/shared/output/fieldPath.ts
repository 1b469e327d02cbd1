import { isJsonObject } from '../parameters/json';

/** One way down from a level: an own key, and the level that it leads to. */
interface Step {
	key: string;
	next: number;
}

/** A field such as `attributes.manager.user_name`. Its names can contain dots themselves. */
export interface FieldPath {
	/** The field as entered. */
	text: string;
	/** Possible steps at each level, longest key first. */
	levels: Step[][];
}

interface Part {
	name: string;
	start: number;
	end: number;
}

/** `["name"]`, `['name']` or `[0]`; a dot; anything else. */
const TOKEN = /\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+))\]|\.|[^.[]+|\[/gs;

function splitPath(text: string): Part[] {
	const parts: Part[] = [];
	let expectsName = true;
	/** The name that following text belongs to, up to the next dot or bracket. */
	let current: Part | undefined;
	for (const { 0: token, 1: double, 2: single, 3: digits, index: start } of text.matchAll(TOKEN)) {
		const end = start + token.length;
		const bracketed = double ?? single ?? digits;
		if (token === '.') {
			if (expectsName) parts.push({ name: '', start, end: start });
			expectsName = true;
			current = undefined;
			continue;
		}
		if (current && bracketed === undefined) {
			current.name += token;
			current.end = end;
			continue;
		}
		const part: Part = { name: bracketed?.replace(/\\(.)/gs, '$1') ?? token, start, end };
		parts.push(part);
		current = bracketed === undefined ? part : undefined;
		expectsName = false;
	}
	if (expectsName) parts.push({ name: '', start: text.length, end: text.length });
	return parts;
}

/** Parses a field. Any of its dots or brackets can be part of a name, which only the records show. */
export function parseFieldPath(text: string): FieldPath {
	const parts = splitPath(text);
	const levels = parts.map(({ name, start }, level) => {
		const steps: Step[] = parts
			.slice(level)
			.map(({ end }, more) => ({ key: text.slice(start, end), next: level + more + 1 }))
			.reverse();
		return steps.at(-1)!.key === name ? steps : [...steps, { key: name, next: level + 1 }];
	});
	return { text, levels };
}

/**
 * Returns the dotted name of a field in a search index: without brackets, and only up to a number, which can be a list
 * index that the search index doesn't have.
 */
export function toIndexedFieldName(text: string): string {
	const names = splitPath(text).map(({ name }) => name);
	const index = names.findIndex((name) => /^\d+$/.test(name));
	return index > 0 ? names.slice(0, index).join('.') : names.join('.');
}

const hasOwnKey = (object: object, key: string) => Object.hasOwn(object, key);

/** Returns the step of a path in an object: the longest own key that leads to a value. */
export function findStepInObject(object: object, path: FieldPath, level: number): Step | undefined {
	const steps = path.levels[level]!.filter(({ key }) => hasOwnKey(object, key));
	if (steps.length <= 1) return steps[0];
	const values = object as Record<string, unknown>;
	return (
		steps.find(({ key, next }) => getValueAtPath(values[key], path, next) !== undefined) ?? steps[0]
	);
}

/** Returns the step to one element of a list, if the path contains its index. */
export const findStepInList = (list: unknown[], path: FieldPath, level: number): Step | undefined =>
	path.levels[level]!.find(({ key }) => /^\d+$/.test(key) && hasOwnKey(list, key));

/**
 * Returns the value at a path, or undefined if it doesn't exist. For a list on the path, returns the values of its elements,
 * with null for elements without one.
 */
export function getValueAtPath(value: unknown, path: FieldPath, level = 0): unknown {
	if (level === path.levels.length) return value;
	if (Array.isArray(value)) {
		const step = findStepInList(value, path, level);
		if (step) return getValueAtPath(value[Number(step.key)], path, step.next);
		const values = value.map((element) => getValueAtPath(element, path, level));
		const isFound = values.length === 0 || values.some((one) => one !== undefined);
		return isFound ? values.map((one) => one ?? null) : undefined;
	}
	if (!isJsonObject(value)) return undefined;
	const step = findStepInObject(value, path, level);
	return step && getValueAtPath(value[step.key], path, step.next);
}
