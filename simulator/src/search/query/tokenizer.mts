const WORD = /[\p{L}\p{N}_@.'-]+/gu;

/**
 * Returns the words of a text. A hyphen stays inside a word here, while an unquoted term of
 * a query is split at it: `field:BE-Brussels` finds nothing and the quoted term does.
 */
export function tokenize(text: string): string[] {
	const words = text.toLowerCase().match(WORD) ?? [];
	return words.map((word) => word.replace(/^[.'-]+|[.'-]+$/g, '')).filter(Boolean);
}

/** Returns the words of an unquoted term. */
export function tokenizeTerm(text: string): string[] {
	return tokenize(text).flatMap((word) => word.split('-').filter(Boolean));
}

/** Returns whether words are adjacent in a text; the last can be a prefix. */
export function containsPhrase(words: string[], phrase: string[], lastIsPrefix = false): boolean {
	const last = phrase.length - 1;
	if (last < 0) return false;
	for (let start = 0; start + last < words.length; start++) {
		const fits = phrase.every((word, i) => {
			const held = words[start + i] as string;
			return i === last && lastIsPrefix ? held.startsWith(word) : held === word;
		});
		if (fits) return true;
	}
	return false;
}

const literal = (char: string) => char.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Returns an expression for a text with the wildcards * and ?. */
export function wildcard(pattern: string, flags = 'iu'): RegExp {
	const parts = [...pattern].map((char) =>
		char === '*' ? '[^]*' : char === '?' ? '[^]' : literalUnicode(char),
	);
	return new RegExp(`^${parts.join('')}$`, flags);
}

// With the u flag, only syntax characters can be escaped.
const literalUnicode = (char: string) => (char === '-' ? char : literal(char));
