import { BadInput } from '../client/errors/failures';
import { readBoolean } from './plain';

/**
 * Whether a switch is on; an expression may give it as text.
 * @param usual what holds where nothing is said
 * @throws BadInput for what is neither on nor off
 */
export function flag(parameter: string, value: unknown, usual: boolean): boolean {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '') return usual;
	const read = readBoolean(text);
	if (read !== undefined) return read;
	throw new BadInput(
		parameter,
		`is '${text}', which is neither true nor false`,
		'Use one of them.',
	);
}
