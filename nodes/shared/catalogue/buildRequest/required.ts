import { ParameterError } from '../../parameters/parameterError';

/** Not set, as an empty editor field is; `false`, 0 and null are values. */
export const isUnset = (value: unknown) => value === undefined || value === '';

/**
 * @param names of what is needed, in the order of the documents
 * @param context what is wrong, more closely, such as `in entry 2`
 * @throws BadInput for the first that is not set; it names the others as well
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
		`is required, and is missing${context && ` ${context}`}`,
		others.length > 0 ? `Enter a value. Also missing: ${others.join(', ')}.` : 'Enter a value.',
	);
}
