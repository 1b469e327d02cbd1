/** A parameter as the workflow stores it, against what it gave for one item. */
export interface ExpressionResult {
	/** From the parameter inwards: keys and indices. */
	steps: string[];
	/** What the user entered, such as `={{ $json.id }}`. */
	raw: string;
	value: unknown;
}

/** What n8n works out; a text that only starts with `=` has nothing to work out. */
export const isExpression = (raw: unknown): raw is string =>
	typeof raw === 'string' && raw.startsWith('=') && raw.includes('{{');

/** What becomes of data that isn't there once it is put into text. */
const UNDEFINED_TEXTS = new Set(['undefined', 'null', 'NaN', '[object Object]']);
/** Nothing but what stands around values. */
const EMPTY_TEXT = /^[\s,"']*$|^\[[\s,"']*\]$/;

/** Text that stands for data which isn't there. */
export const isUndefinedText = (value: unknown): boolean =>
	typeof value === 'string' && UNDEFINED_TEXTS.has(value.trim());

/** Whether a value that an expression gave is none: a request without it would reach further than was meant. */
export function isEmptyValue(value: unknown): boolean {
	if (typeof value === 'string') return EMPTY_TEXT.test(value) || isUndefinedText(value);
	if (Array.isArray(value)) return value.every(isEmptyValue);
	return value === undefined || value === null || Number.isNaN(value);
}

/** Whether a value is none, or a list that lacks one of its values. */
export const hasEmptyValue = (value: unknown): boolean =>
	Array.isArray(value) ? value.length === 0 || value.some(hasEmptyValue) : isEmptyValue(value);

/** All expressions within a parameter, each with what it gave. */
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
