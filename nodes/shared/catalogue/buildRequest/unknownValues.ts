import { parseList } from '../../parameters/parse';
import { isJsonObject } from '../../parameters/json';
import type { Operation } from '../types';
import type { Primitive } from '../../parameters/valueSpec';
import type { RequestInput } from './buildRequest';

/** Maximum number of documented values to list. */
const MAX_LISTED = 10;

interface EnumInput {
	name: string;
	values: Primitive[];
	given: unknown;
}

function collectEnumInputs({ parameters, body }: Operation, input: RequestInput): EnumInput[] {
	const { path, query, headers } = input;
	const valuesByLocation = { path, query, header: headers };
	const entries = (Array.isArray(input.body) ? (input.body as unknown[]) : [input.body]).filter(
		isJsonObject,
	);
	return [
		...parameters.map(({ in: location, name, enum: values }) => ({
			name,
			values,
			given: valuesByLocation[location][name],
		})),
		...(body?.fields ?? []).flatMap(({ name, enum: values }) =>
			entries.map((entry) => ({ name, values, given: entry[name] as unknown })),
		),
	].flatMap(({ values, ...choice }) => (values ? [{ ...choice, values }] : []));
}

const isListed = (values: Primitive[], one: unknown) =>
	values.some((value) => String(value).toLowerCase() === String(one).toLowerCase());

/**
 * Describes the first undocumented value of an enum. It is sent anyway: a tenant can have newer values.
 * @returns undefined if all values are documented
 */
export function describeUnknownValues(
	operation: Operation,
	input: RequestInput,
): string | undefined {
	const [unknown] = collectEnumInputs(operation, input).flatMap(({ name, values, given }) =>
		parseList(given)
			.filter((one) => typeof one !== 'object' && one !== '' && !isListed(values, one))
			.map((one) => ({ name, values, one })),
	);
	if (!unknown) return undefined;
	const { name, values, one } = unknown;
	const listed = values.slice(0, MAX_LISTED).join(', ');
	const more = values.length > MAX_LISTED ? `, and ${values.length - MAX_LISTED} more` : '';
	return `'${name}' has an undocumented value: '${String(one)}', sent unchanged. Documented values: ${listed}${more}.`;
}
