import { ParameterError } from '../client/errors/failures';
import { parseBoolean } from './plain';

/**
 * Whether a switch is on; an expression may give it as text.
 * @param usual what holds where nothing is said
 * @throws BadInput for what is neither on nor off
 */
export function parseBooleanParameter(parameter: string, value: unknown, usual: boolean): boolean {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '') return usual;
	const read = parseBoolean(text);
	if (read !== undefined) return read;
	throw new ParameterError(
		parameter,
		`is '${text}', which is neither true nor false`,
		'Use one of them.',
	);
}
