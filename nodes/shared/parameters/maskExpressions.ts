/** What n8n works out when the workflow runs, such as `{{ $json.id }}`. */
const EXPRESSION = /\{\{[\s\S]*?\}\}/g;
/** Characters that Unicode leaves to private use: no path has them, and none of them ends a segment. */
const MARKER = /\uE000(\d+)\uE001/g;

export interface MaskedText {
	/** The text with a short mark for each expression. */
	text: string;
	/** The expressions, in their order. */
	expressions: string[];
	/** Puts the expressions back into this text, or a part of it. */
	restore(text: string): string;
}

/**
 * Hides the expressions in a text, which may well hold slashes and question marks: what is left can be taken apart
 * like any path, with each expression as a part that is not known.
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

/** Whether an expression stood in this part of a hidden text. */
export const containsMaskedExpression = (masked: string) => masked.search(MARKER) !== -1;
