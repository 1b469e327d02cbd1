import type { Document } from '../documents/document.mts';

/** Reads the values of a field from a document; lists of plain values are flattened. */
export type Reader = (document: Document) => unknown[];

const isObject = (value: unknown): value is Document => typeof value === 'object' && value !== null;

function collect(value: unknown, keys: string[], at: number, through: boolean, found: unknown[]) {
	if (value === null || value === undefined) return;
	if (Array.isArray(value)) {
		for (const one of value) {
			// Objects in lists are nested documents, which only a nested query sees.
			if (isObject(one) ? through : at === keys.length) collect(one, keys, at, through, found);
		}
	} else if (at === keys.length) {
		if (!isObject(value)) found.push(value);
	} else if (isObject(value)) {
		collect(value[keys[at] as string], keys, at + 1, through, found);
	}
}

/** Returns a reader of a dotted path; `through` also reads lists of objects. */
export function reader(path: string, through = false): Reader {
	const keys = path.split('.');
	const [first] = keys as [string];
	if (keys.length === 1) {
		return (document) => {
			const value = document[first];
			if (value === null || value === undefined) return [];
			if (!isObject(value)) return [value];
			const found: unknown[] = [];
			collect(value, keys, 1, through, found);
			return found;
		};
	}
	return (document) => {
		const found: unknown[] = [];
		collect(document[first], keys, 1, through, found);
		return found;
	};
}

/** Returns every text in a document outside its nested lists. */
export function getTexts(value: unknown, found: string[] = []): string[] {
	if (typeof value === 'string') found.push(value);
	else if (Array.isArray(value)) {
		for (const one of value) if (typeof one === 'string') found.push(one);
	} else if (isObject(value)) {
		for (const key in value) getTexts(value[key], found);
	}
	return found;
}

/** Returns whether a value contains anything, at any depth. */
export function hasValue(value: unknown): boolean {
	if (value === null || value === undefined) return false;
	if (Array.isArray(value)) return value.some(hasValue);
	return isObject(value) ? Object.values(value).some(hasValue) : true;
}

/** Returns the value, object or list at a dotted path. */
export function getNestedValue(document: Document, path: string): unknown {
	let value: unknown = document;
	for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
	return value;
}

/** Returns the documents in a nested list. */
export function listNested(document: Document, path: string): Document[] {
	const value = getNestedValue(document, path);
	return Array.isArray(value) ? value.filter(isObject) : [];
}
