import { ParameterError } from './parameterError';

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** A number by its digits and the power of ten, however it is written. */
function normalizeNumber(text: string): string | undefined {
	const [, sign, integer = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
	if (sign === undefined) return undefined;
	const digits = (integer + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	return `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}

/** Whether a number in text means the same once JavaScript has read it: `9007199254740993` doesn't, nor does `1e400`. */
export const isLosslessNumber = (text: string): boolean =>
	normalizeNumber(text) === normalizeNumber(String(Number(text)));

/** Numbers, and text to leave alone. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/**
 * Refuses JSON text with a number whose digits would change when it is written anew.
 * @throws BadInput
 */
export function assertNumberUnchanged(parameter: string, json: string): void {
	const number = json
		.match(STRING_OR_NUMBER)
		?.find((token) => !token.startsWith('"') && !isLosslessNumber(token));
	if (number === undefined) return;
	throw new ParameterError(
		parameter,
		`holds the number ${number}, whose digits would change`,
		"Write the body under 'Using JSON', with each value as the documentation shows it, or use a Custom Request: both send it as typed.",
	);
}

/**
 * Refuses a number that has more digits than it can hold: some were lost before it got here.
 * @throws BadInput
 */
export function assertNoLostDigits(parameter: string, value: number): void {
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw new ParameterError(
		parameter,
		`is ${value}, a number so large that its last digits are not certain`,
		'Give it as text. If it comes from JSON, keep it as text there too.',
	);
}

/** The same for all numbers in a value. */
export function assertNoLostDigitsIn(parameter: string, value: unknown): void {
	if (typeof value === 'number') assertNoLostDigits(parameter, value);
	if (typeof value !== 'object' || value === null) return;
	for (const nested of Object.values(value)) assertNoLostDigitsIn(parameter, nested);
}
