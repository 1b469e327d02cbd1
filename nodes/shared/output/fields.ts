import { tryParseJson } from '../parameters/tryParse';

/**
 * One entry of a list of fields: text in double quotes, or anything up to the next comma outside of brackets such as
 * `attributes["last, first"]`.
 */
const ENTRY =
	/\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|((?:\["(?:[^"\\]|\\.)*"\]|\['(?:[^'\\]|\\.)*'\]|[^,])*))(?:,|$)/gsy;
const QUOTED_NAME = /\["(?:[^"\\]|\\.)*"\]|\['(?:[^'\\]|\\.)*'\]/gs;

function splitList(text: string): string[] {
	const list = parseJsonList(text);
	if (list) return list;
	return Array.from(text.matchAll(ENTRY), ([, quoted, plain]) =>
		quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
	);
}

/** Parses a JSON list, which expressions and AI tools return. */
function parseJsonList(text: string): string[] | undefined {
	if (!/^\s*\[.*,.*\]\s*$/s.test(text)) return undefined;
	return (tryParseJson(text) as unknown[] | undefined)?.map(String);
}

/** Parses a comma-separated list of fields, such as `id, name, attributes.department`, or a list from an expression. */
export function parseFieldList(given: unknown): string[] {
	const entries = Array.isArray(given) ? given.map(String) : splitList(String(given ?? ''));
	return [...new Set(entries.map((field) => field.trim()).filter((field) => field !== ''))];
}

/** Returns whether a field has an asterisk outside a quoted name. */
export const hasWildcard = (field: string) => field.replaceAll(QUOTED_NAME, '').includes('*');

/** Returns a warning that no record had these fields. */
export const describeMissingFields = (fields: string[]) =>
	`No record has ${fields.length === 1 ? 'the field' : 'the fields'} ${fields
		.map((field) => `'${field}'`)
		.join(', ')}. Check the spelling under 'Fields': names are case-sensitive.`;
