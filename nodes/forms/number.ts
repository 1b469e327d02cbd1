import { ParameterError } from '../client/errors/failures';

/**
 * @param value what an editor field or an expression gave
 * @throws BadInput if it is no whole number, less than the least, or more than the most
 */
export function parseInteger(
	parameter: string,
	value: unknown,
	least: number,
	most = Infinity,
): number {
	const number = Number(value);
	const isWithin = Number.isInteger(number) && number >= least && number <= most;
	if (value !== '' && value !== null && isWithin) return number;
	throw most === Infinity
		? new ParameterError(
				parameter,
				`is not a whole number from ${least}`,
				`Enter ${least} or a larger number.`,
			)
		: new ParameterError(
				parameter,
				`is not a whole number from ${least} to ${most}`,
				'Enter a number between them.',
			);
}
