import { ParameterError } from '../../parameters/parameterError';
import { parseHeaders } from '../../parameters/headers';
import { isUnset, assertRequired } from './required';
import type { Operation } from '../types';
import type { LegacyApiVersion } from '../legacyVersions';
import { coerceValue } from './coerceValue';
import { isExperimentalInVersion } from '../legacyVersions';

const FALLBACK_ACCEPT = '*/*;q=0.5';

/** Returns the `accept` header: the documented content type first, then any other, so that no endpoint responds with 406. */
function buildAccept({ kind, mimeTypes = [] }: Operation['response']): string {
	const preferred = kind === 'file' ? mimeTypes : ['application/json'];
	return [...preferred, FALLBACK_ACCEPT].join(', ');
}

/** Returns the entered headers by their lower-case names; documented ones are typed. */
function buildCustomHeaders(
	operation: Operation,
	values: Record<string, unknown>,
): Record<string, string> {
	const parameters = operation.parameters.filter((one) => one.in === 'header');
	const entries = Object.entries(values).filter(([, value]) => !isUnset(value) && value !== null);
	const findParameter = (name: string) =>
		parameters.find((one) => one.name.toLowerCase() === name.toLowerCase());
	const headers = entries.flatMap(([name, value]) =>
		Object.entries(
			parseHeaders(
				[{ name, value: coerceValue(name, findParameter(name) ?? { type: 'string' }, value) }],
				name,
			),
		),
	);
	const required = parameters.filter((one) => one.required).map(({ name }) => name);
	const given = new Set(headers.map(([name]) => name));
	assertRequired(
		required.filter((name) => !given.has(name.toLowerCase())),
		{},
	);
	return Object.fromEntries(headers);
}

/**
 * Builds the headers of a request, by their lower-case names. Headers of the user take precedence.
 * @param contentType of the body; undefined without a body, and for a form, whose content type n8n sets
 * @throws ParameterError naming the header that is missing or can't be sent
 */
export function buildHeaders(
	operation: Operation,
	version: LegacyApiVersion | 'current',
	values: Record<string, unknown>,
	contentType: string | undefined,
): Record<string, string> {
	const customHeaders = buildCustomHeaders(operation, values);
	if (operation.body?.kind === 'form' && customHeaders['content-type'] !== undefined) {
		throw new ParameterError(
			'content-type',
			"can't be set for a form",
			'Remove it. n8n sets it together with the boundary between the parts.',
		);
	}
	return {
		accept: buildAccept(operation.response),
		...(contentType && { 'content-type': contentType }),
		...(isExperimentalInVersion(operation, version) && { 'x-sailpoint-experimental': 'true' }),
		...customHeaders,
	};
}
