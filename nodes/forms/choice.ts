import { ParameterError } from '../client/errors/failures';

/**
 * Reads one of several choices; an expression may give anything.
 * @param usual what holds where nothing is chosen
 * @throws BadInput for what is none of the choices
 */
export function parseEnum<T extends string>(
	parameter: string,
	value: unknown,
	choices: readonly T[],
	usual: T,
): T {
	const text = String(value ?? '').trim();
	if (text === '') return usual;
	const found = choices.find((one) => one.toLowerCase() === text.toLowerCase());
	if (found !== undefined) return found;
	throw new ParameterError(
		parameter,
		`is '${text}', which is none of its values`,
		`Use one of: ${choices.join(', ')}.`,
	);
}
