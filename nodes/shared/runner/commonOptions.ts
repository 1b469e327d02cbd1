import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ParameterError } from '../parameters/parameterError';
import { DEFAULT_RATE_LIMIT } from '../api/sendRequest';
import { DEFAULT_MAX_CONCURRENCY } from '../api/session';
import { parseInteger } from '../parameters/parse';
import { hasWildcard, parseFieldList } from '../output/fields';
import { FieldSelector } from '../output/fieldSelection';
import { readOutputFile } from '../output/outputFile';
import type { OutputOptions } from '../output/types';
import type { ItemParams } from './types';

/** Values of the options that nodes share. */
export interface CommonOptions extends ItemParams, OutputOptions {}

/** Reads the fields to return. @throws {ParameterError} for a wildcard, which would match nothing */
function readFields(given: unknown): string[] {
	const fields = parseFieldList(given);
	const wildcard = fields.find(hasWildcard);
	if (wildcard === undefined) return fields;
	throw new ParameterError(
		'Fields',
		`contains '${wildcard}', but wildcards aren't supported`,
		'Enter the name of an object, such as attributes, to return all of its fields.',
	);
}

/**
 * Reads the options that nodes share.
 * @param subject path or name that the default file name is derived from
 * @throws {ParameterError} naming the option that has a wrong value
 */
export function readCommonOptions(options: IDataObject, subject: string): CommonOptions {
	const fields = readFields(options.fields);
	return {
		fields,
		selection: new FieldSelector(fields),
		file: readOutputFile(options, subject),
		binaryField: String(options.binaryField || 'data'),
		timeout:
			options.timeout === undefined ? undefined : parseInteger('Timeout', options.timeout, 1),
		rateLimit: parseInteger('Rate Limit', options.rateLimit ?? DEFAULT_RATE_LIMIT, 1),
	};
}

/** Reads the maximum number of requests in flight. It applies to the whole run, so the first item decides. */
export function readMaxConcurrency(context: IExecuteFunctions): number {
	const hasItems = context.getInputData().length > 0;
	const options = (hasItems ? context.getNodeParameter('options', 0, {}) : {}) as IDataObject;
	return parseInteger('Max Parallel Requests', options.maxParallel ?? DEFAULT_MAX_CONCURRENCY, 1);
}
