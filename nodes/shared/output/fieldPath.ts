import { isJsonObject } from '../parameters/json';

/** One way to go down from a level: an own key to look for, and the level behind it. */
interface Step {
	key: string;
	next: number;
}

/** A typed field such as `attributes.manager.user_name`, whose names may hold the dots themselves. */
export interface FieldPath {
	/** The field as typed. */
	text: string;
	/** The steps to try at each level, the longest key first. */
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
	/** The name that what follows belongs to, up to the next dot or bracket. */
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

/** Prepares a field for records in which any of its dots or brackets may belong to a name. */
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
 * Returns the dotted name under which a search index knows a typed field: without brackets, and only up to a
 * number, which may be an index that it doesn't know.
 */
export function toIndexedFieldName(text: string): string {
	const names = splitPath(text).map(({ name }) => name);
	const index = names.findIndex((name) => /^\d+$/.test(name));
	return index > 0 ? names.slice(0, index).join('.') : names.join('.');
}

const hasOwnKey = (object: object, key: string) => Object.hasOwn(object, key);

/** Returns the step that the path takes in an object: the longest own key behind which there is a value. */
export function findStepInObject(object: object, path: FieldPath, level: number): Step | undefined {
	const steps = path.levels[level]!.filter(({ key }) => hasOwnKey(object, key));
	if (steps.length <= 1) return steps[0];
	const values = object as Record<string, unknown>;
	return (
		steps.find(({ key, next }) => getValueAtPath(values[key], path, next) !== undefined) ?? steps[0]
	);
}

/** Returns the step to one element, if the path names its index. */
export const findStepInList = (list: unknown[], path: FieldPath, level: number): Step | undefined =>
	path.levels[level]!.find(({ key }) => /^\d+$/.test(key) && hasOwnKey(list, key));

/**
 * Returns the value at a path, or undefined if it doesn't exist. Of a list that lies on the path, it returns the
 * value of each element in its place, and null for elements without one.
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
