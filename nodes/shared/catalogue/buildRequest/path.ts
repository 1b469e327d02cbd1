import { ParameterError } from '../../parameters/parameterError';
import { encodePathSegment } from '../../parameters/path';
import { coerceValue } from './coerceValue';
import type { Operation } from '../types';
import type { LegacyApiVersion } from '../legacyVersions';
import { toLegacyPath, getLegacyVersions } from '../legacyVersions';

function getTemplate(operation: Operation, version: LegacyApiVersion | 'current'): string {
	if (version === 'current') return operation.path;
	const template = toLegacyPath(operation, version);
	if (template !== undefined) return template;
	const otherVersions = getLegacyVersions(operation).join(', ');
	throw new ParameterError(
		'API Version',
		`is ${version}, which doesn't include '${operation.title}'`,
		`Use the current version${otherVersions && `, or ${otherVersions}`}.`,
	);
}

function buildSegment(
	operation: Operation,
	name: string,
	values: Record<string, unknown>,
	label = name,
): string {
	const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
	const given = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
	const isBlank = typeof given === 'string' && given.trim() === '';
	const value = encodePathSegment(
		parameter && !isBlank ? coerceValue(label, parameter, given) : given,
	);
	if ('encoded' in value) return value.encoded;
	if (value.problem === 'missing') {
		throw new ParameterError(
			label,
			'is required',
			'Enter a value. If it comes from an expression, check the data it reads.',
		);
	}
	throw new ParameterError(
		label,
		"has a value that can't be used in a path",
		'Enter an ID or a name as text, without line breaks.',
	);
}

/**
 * Builds the path of an operation. Each value is encoded, so it stays one segment.
 * @param labels of the path parameters in the editor
 * @throws ParameterError naming the parameter that is missing, or that can't be used in a path
 */
export const buildPath = (
	operation: Operation,
	version: LegacyApiVersion | 'current',
	values: Record<string, unknown>,
	labels: Record<string, string> = {},
): string =>
	getTemplate(operation, version).replace(/\{([^{}]+)\}/g, (_placeholder, name: string) =>
		buildSegment(operation, name, values, labels[name]),
	);
