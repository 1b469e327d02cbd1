/** An n8n expression, such as `{{ $json.id }}`. */
const EXPRESSION = /\{\{[\s\S]*?\}\}/g;
/** Private-use characters around the index of an expression: no path contains them, and they end no segment. */
const MARKER = /\uE000(\d+)\uE001/g;

export interface MaskedText {
	/** The text with a marker in place of each expression. */
	text: string;
	/** The expressions in their order. */
	expressions: string[];
	/** Puts the expressions back into this text or a part of it. */
	restore(text: string): string;
}

/**
 * Replaces the expressions in a text with markers. Expressions can contain slashes and question marks; without them,
 * the text can be split like any path.
 */
export function maskExpressions(text: string): MaskedText {
	const expressions: string[] = [];
	return {
		text: text.replace(
			EXPRESSION,
			(expression) => `\uE000${expressions.push(expression) - 1}\uE001`,
		),
		expressions,
		restore: (masked) =>
			masked.replace(MARKER, (_marker, index) => expressions[Number(index)] ?? ''),
	};
}

/** Returns whether a part of a masked text contains an expression. */
export const containsMaskedExpression = (masked: string) => masked.search(MARKER) !== -1;
