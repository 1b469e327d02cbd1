/** A number of 16 digits or more outside of text, as a rule: a list without one need not be looked through. */
const LONG_NUMBER = /[:[,\s]-?\d[\d.]{15}/;

/** Text in quotes, or a number. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isInteger = (number: string) => /^-?\d+$/.test(number);

/** Digits without sign, point, exponent and the zeros around them. */
const extractDigits = (number: string) =>
	number
		.replace(/e.*$/i, '')
		.replace(/[-.]/g, '')
		.replace(/^0+|0+$/g, '');

/** Whether JavaScript would change digits of the number. */
function losesDigits(number: string): boolean {
	if (number.length < 16) return false;
	const value = Number(number);
	if (isInteger(number)) return !Number.isSafeInteger(value);
	return extractDigits(String(value)) !== extractDigits(number);
}

interface Parsed {
	body: unknown;
	/** Whether there were numbers that came as text. */
	longNumbers?: true;
}

/**
 * Parses JSON. Numbers that JavaScript can't hold come as text, so that they keep their digits: directories and
 * databases have such numbers, as in `pwdLastSet`.
 * @throws SyntaxError if it isn't JSON
 */
export function parseLosslessJson(text: string): Parsed {
	let longNumbers = false;
	const quoteLongNumber = (token: string) => {
		if (token.startsWith('"') || !losesDigits(token)) return token;
		longNumbers = true;
		return `"${token}"`;
	};
	const body: unknown = JSON.parse(
		LONG_NUMBER.test(text) || /^-?\d{16}/.test(text)
			? text.replace(TEXT_OR_NUMBER, quoteLongNumber)
			: text,
	);
	return longNumbers ? { body, longNumbers } : { body };
}

/** @returns what {@link parseLosslessJson} does; undefined if it isn't JSON */
export function parseJsonText(text: string): Parsed | undefined {
	try {
		return parseLosslessJson(text);
	} catch {
		return undefined;
	}
}
