const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Reads a number as people and JSON write it.
 * @param value a number, or text such as `12` or ` -0.5 `
 * @returns undefined where it is none: empty text, `0x10`, `1e3` as text, NaN
 */
export function parseDecimal(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return undefined;
	return Number(value);
}

/** @returns true and false for themselves and for their text; undefined for all else */
export function parseBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : undefined;
}
