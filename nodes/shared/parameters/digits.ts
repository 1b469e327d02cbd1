import { ParameterError } from './parameterError';

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** A number by its digits and the power of ten, however it is written. */
function normalized(text: string): string | undefined {
	const [, sign, whole = '', part = '', power = '0'] = NUMBER.exec(text) ?? [];
	if (sign === undefined) return undefined;
	const digits = (whole + part).replace(/^0+/, '');
	const bare = digits.replace(/0+$/, '');
	if (bare === '') return '0';
	return `${sign}${bare}e${Number(power) - part.length + digits.length - bare.length}`;
}

/** Whether a number in text means the same once JavaScript has read it: `9007199254740993` doesn't, nor does `1e400`. */
export const isLosslessNumber = (text: string): boolean =>
	normalized(text) === normalized(String(Number(text)));

/** Numbers, and text to leave alone. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/**
 * Refuses JSON text with a number whose digits would change when it is written anew.
 * @throws BadInput
 */
export function assertNumberUnchanged(name: string, json: string): void {
	const number = json
		.match(TOKEN)
		?.find((token) => !token.startsWith('"') && !isLosslessNumber(token));
	if (number === undefined) return;
	throw new ParameterError(
		name,
		`holds the number ${number}, whose digits would change`,
		"Write the body under 'Using JSON', with each value as the documentation shows it, or use a Custom Request: both send it as typed.",
	);
}

/**
 * Refuses a number that has more digits than it can hold: some were lost before it got here.
 * @throws BadInput
 */
export function assertNoLostDigits(name: string, value: number): void {
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw new ParameterError(
		name,
		`is ${value}, a number so large that its last digits are not certain`,
		'Give it as text. If it comes from JSON, keep it as text there too.',
	);
}

/** The same for all numbers in a value. */
export function assertNoLostDigitsIn(name: string, value: unknown): void {
	if (typeof value === 'number') assertNoLostDigits(name, value);
	if (typeof value !== 'object' || value === null) return;
	for (const inner of Object.values(value)) assertNoLostDigitsIn(name, inner);
}
