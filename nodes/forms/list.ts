/**
 * Reads several values: a list, JSON of a list, or text with commas between the values. A value that holds a
 * comma itself needs one of the first two.
 * @returns the values, untouched where they came as a list; empty ones between commas are left out
 */
export function parseList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	return (
		parseJsonArray(value) ??
		value
			.split(',')
			.map((part) => part.trim())
			.filter((part) => part !== '')
	);
}

/** @returns undefined where the text is no JSON of a list */
export function parseJsonArray(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}
