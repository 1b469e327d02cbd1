/** An expression as the workflow stores it, with its result for one item. */
export interface ExpressionResult {
	/** Keys and indices that lead from the parameter to the expression. */
	steps: string[];
	/** The text that the user entered, such as `={{ $json.id }}`. */
	raw: string;
	value: unknown;
}

/** Returns whether n8n evaluates a value. Text that starts with `=` but has no braces contains no expression. */
const isExpression = (raw: unknown): raw is string =>
	typeof raw === 'string' && raw.startsWith('=') && raw.includes('{{');

/** Texts that JavaScript produces for missing data. */
const UNDEFINED_TEXTS = new Set(['undefined', 'null', 'NaN', '[object Object]']);
/** Only quotes, commas, spaces, and brackets around them. */
const EMPTY_TEXT = /^[\s,"']*$|^\[[\s,"']*\]$/;

/** Returns whether a text stands for missing data, such as `undefined`. */
export const isUndefinedText = (value: unknown): boolean =>
	typeof value === 'string' && UNDEFINED_TEXTS.has(value.trim());

/** Returns whether the result of an expression is empty. A request without the value would match more than intended. */
export function isEmptyValue(value: unknown): boolean {
	if (typeof value === 'string') return EMPTY_TEXT.test(value) || isUndefinedText(value);
	if (Array.isArray(value)) return value.every(isEmptyValue);
	return value === undefined || value === null || Number.isNaN(value);
}

/** Returns whether a value is empty, or a list in which a value is empty. */
export const hasEmptyValue = (value: unknown): boolean =>
	Array.isArray(value) ? value.length === 0 || value.some(hasEmptyValue) : isEmptyValue(value);

/** Returns all expressions in a parameter with their results. */
export function findExpressions(
	raw: unknown,
	value: unknown,
	steps: string[] = [],
): ExpressionResult[] {
	if (isExpression(raw)) return [{ steps, raw, value }];
	if (typeof raw !== 'object' || raw === null) return [];
	return Object.entries(raw).flatMap(([key, nested]) =>
		findExpressions(nested, (value as Record<string, unknown> | null | undefined)?.[key], [
			...steps,
			key,
		]),
	);
}
