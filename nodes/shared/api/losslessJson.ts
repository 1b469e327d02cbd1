/**
 * Quick check for a number outside of text that has 16 or more digits, or an exponent of three. Without a match, no number
 * has to be checked.
 */
const LONG_NUMBER = /(?:^|[:[,\s])-?\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d{3})/;

/** A string or a number. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isInteger = (number: string) => /^-?\d+$/.test(number);

/** Returns the significant digits: without sign, decimal point, exponent, and leading or trailing zeros. */
const extractDigits = (number: string) =>
	number
		.replace(/e.*$/i, '')
		.replace(/[-.]/g, '')
		.replace(/^0+|0+$/g, '');

/** Returns whether JavaScript would change digits of the number. */
function losesDigits(number: string): boolean {
	const value = Number(number);
	// Too large, or too close to zero.
	if (!Number.isFinite(value) || (value === 0 && /^[-0.]*[1-9]/.test(number))) return true;
	if (number.length < 16) return false;
	if (isInteger(number)) return !Number.isSafeInteger(value);
	return extractDigits(String(value)) !== extractDigits(number);
}

interface Parsed {
	body: unknown;
	/** Whether numbers were converted to text. */
	longNumbers?: true;
}

/**
 * Parses JSON. Numbers that JavaScript can't hold become text to keep all digits. Directories and databases have such
 * numbers, for example `pwdLastSet`.
 * @throws {SyntaxError} if the text isn't JSON
 */
export function parseLosslessJson(text: string): Parsed {
	let longNumbers = false;
	const quoteLongNumber = (token: string) => {
		if (token.startsWith('"') || !losesDigits(token)) return token;
		longNumbers = true;
		return `"${token}"`;
	};
	const body: unknown = JSON.parse(
		LONG_NUMBER.test(text) ? text.replace(TEXT_OR_NUMBER, quoteLongNumber) : text,
	);
	return longNumbers ? { body, longNumbers } : { body };
}

/** Parses JSON as {@link parseLosslessJson} does. Returns undefined if the text isn't JSON. */
export function parseJsonText(text: string): Parsed | undefined {
	try {
		return parseLosslessJson(text);
	} catch {
		return undefined;
	}
}
