import { BadInput } from '../client/errors/failures';

/**
 * @param value what an editor field or an expression gave
 * @throws BadInput if it is no whole number, or less than the least
 */
export function wholeNumber(parameter: string, value: unknown, least: number): number {
	const number = Number(value);
	if (value === '' || value === null || !Number.isInteger(number) || number < least) {
		throw new BadInput(
			parameter,
			`is not a whole number from ${least}`,
			`Enter ${least} or a larger number.`,
		);
	}
	return number;
}
