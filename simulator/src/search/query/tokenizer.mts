const WORD = /[\p{L}\p{N}_@.'-]+/gu;

/**
 * The words under which a text is found. A hyphen stays inside a word here, while an unquoted term of
 * a query is taken apart at it: that is why `field:BE-Brussels` finds nothing and a quoted one does.
 */
export function tokenize(text: string): string[] {
	const words = text.toLowerCase().match(WORD) ?? [];
	return words.map((word) => word.replace(/^[.'-]+|[.'-]+$/g, '')).filter(Boolean);
}

/** The words of an unquoted term. */
export function tokenizeTerm(text: string): string[] {
	return tokenize(text).flatMap((word) => word.split('-').filter(Boolean));
}

/** Whether words stand next to each other in a text; the last may be only a beginning. */
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

/** An expression for a text with the wildcards * and ?. */
export function wildcard(pattern: string, flags = 'iu'): RegExp {
	const parts = [...pattern].map((char) =>
		char === '*' ? '[^]*' : char === '?' ? '[^]' : literalUnicode(char),
	);
	return new RegExp(`^${parts.join('')}$`, flags);
}

// Under the u flag only characters of the syntax may be escaped.
const literalUnicode = (char: string) => (char === '-' ? char : literal(char));
