import { parseList } from '../../parameters/parse';
import { isJsonObject } from '../../parameters/json';
import type { Operation } from '../types';
import type { Primitive } from '../../parameters/valueSpec';
import type { RequestInput } from './buildRequest';

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
 * Tells of choices that the documents don't have: tenants know new ones first, so that they are sent.
 * @returns undefined where all are known
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
	return `'${name}' is '${String(one)}', which the documentation doesn't list. It was sent as it is. Listed are: ${values.join(', ')}.`;
}
