import { ParameterError } from '../../parameters/parameterError';
import { parseHeaders } from '../../parameters/headers';
import { isUnset, assertRequired } from './required';
import type { Operation } from '../types';
import type { LegacyApiVersion } from '../legacyVersions';
import { coerceValue } from './coerceValue';
import { isExperimentalInVersion } from '../legacyVersions';

const FALLBACK_ACCEPT = '*/*;q=0.5';

/** What is answered comes first; but an endpoint that has only something else shall not refuse. */
function buildAccept({ kind, mimeTypes = [] }: Operation['response']): string {
	const preferred = kind === 'file' ? mimeTypes : ['application/json'];
	return [...preferred, FALLBACK_ACCEPT].join(', ');
}

/** Those the user gave, typed where the documents know them; names in lower case. */
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
 * @param contentType of the body; undefined where there is none, or where it is a form, whose boundary the
 * host adds
 * @returns headers with their names in lower case; those of the user win
 * @throws BadInput naming the header that is missing or cannot be sent
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
			'cannot be set for a form',
			'Remove it: n8n sets it, together with the boundary between the parts.',
		);
	}
	return {
		accept: buildAccept(operation.response),
		...(contentType && { 'content-type': contentType }),
		...(isExperimentalInVersion(operation, version) && { 'x-sailpoint-experimental': 'true' }),
		...customHeaders,
	};
}
