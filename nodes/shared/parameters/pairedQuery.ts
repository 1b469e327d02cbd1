import { ParameterError } from './parameterError';

/** Escaped characters, quoted text, with or without its end, and regular expressions. */
const OPAQUE = /\\[^]?|"(?:[^"\\]|\\[^])*"?|\/(?:[^/\\]|\\[^])*\//g;

/** Returns the first character of a query that has no counterpart; undefined if there is none. */
function findUnpaired(query: string): string | undefined {
	let depth = 0;
	const open = query.replace(OPAQUE, (token) => {
		const isClosed = token.startsWith('"') ? hasEnd(token) : token.length > 1;
		return isClosed ? '' : token[0]!;
	});
	for (const character of open) {
		if ('"\\'.includes(character)) return character;
		if (character === '(') depth++;
		if (character === ')' && --depth < 0) return ')';
	}
	return depth > 0 ? '(' : undefined;
}

/** Returns whether quoted text ends with an unescaped quote. */
const hasEnd = (token: string) => token.replace(/\\[^]/g, '').slice(1).endsWith('"');

/**
 * Checks that a query stays within the parentheses that join it with conditions. Otherwise, `a) OR (b` would match
 * documents that don't match the conditions.
 * @throws {ParameterError} naming the character without a counterpart
 */
export function assertPaired(query: string): void {
	const character = findUnpaired(query);
	if (character === undefined) return;
	throw new ParameterError(
		'Query',
		`has an unpaired ${character}, so it can't be combined with the conditions: '${query}'`,
		`Add the missing counterpart, or escape the character: \\${character}. For a value from other nodes, use a condition, which escapes it.`,
	);
}
