import { parseList } from '../../parameters/parse';
import { isJsonObject } from '../../parameters/json';
import type { Operation } from '../types';
import type { Primitive } from '../../parameters/valueSpec';
import type { RequestInput } from './buildRequest';

interface Choice {
	name: string;
	values: Primitive[];
	given: unknown;
}

function choicesIn({ parameters, body }: Operation, input: RequestInput): Choice[] {
	const { path, query, headers } = input;
	const places = { path, query, header: headers };
	const entries = (Array.isArray(input.body) ? (input.body as unknown[]) : [input.body]).filter(
		isJsonObject,
	);
	return [
		...parameters.map(({ in: place, name, enum: values }) => ({
			name,
			values,
			given: places[place][name],
		})),
		...(body?.fields ?? []).flatMap(({ name, enum: values }) =>
			entries.map((entry) => ({ name, values, given: entry[name] as unknown })),
		),
	].flatMap(({ values, ...choice }) => (values ? [{ ...choice, values }] : []));
}

const isKnown = (values: Primitive[], one: unknown) =>
	values.some((value) => String(value).toLowerCase() === String(one).toLowerCase());

/**
 * Tells of choices that the documents don't have: tenants know new ones first, so that they are sent.
 * @returns undefined where all are known
 */
export function describeUnknownValues(
	operation: Operation,
	input: RequestInput,
): string | undefined {
	const [strange] = choicesIn(operation, input).flatMap(({ name, values, given }) =>
		parseList(given)
			.filter((one) => typeof one !== 'object' && one !== '' && !isKnown(values, one))
			.map((one) => ({ name, values, one })),
	);
	if (!strange) return undefined;
	const { name, values, one } = strange;
	return `'${name}' is '${String(one)}', which the documentation doesn't list. It was sent as it is. Listed are: ${values.join(', ')}.`;
}
