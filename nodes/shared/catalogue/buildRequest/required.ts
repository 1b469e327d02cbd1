import { ParameterError } from '../../parameters/parameterError';

/** Returns whether a value isn't set, like an empty editor field; `false`, 0, and null are values. */
export const isUnset = (value: unknown) => value === undefined || value === '';

/**
 * Checks that all required values are set.
 * @param names of the required values, in the order of the documents
 * @param context part of the message, such as `in entry 2`
 * @throws ParameterError for the first value that isn't set; the hint names the others
 */
export function assertRequired(
	names: readonly string[],
	values: Readonly<Record<string, unknown>>,
	context = '',
): void {
	const [first, ...others] = names.filter(
		(name) => !Object.hasOwn(values, name) || isUnset(values[name]),
	);
	if (first === undefined) return;
	throw new ParameterError(
		first,
		`is required${context && ` ${context}`}`,
		others.length > 0 ? `Enter a value. Also missing: ${others.join(', ')}.` : 'Enter a value.',
	);
}
