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

/** What the options that nodes have in common say. */
export interface CommonOptions extends ItemParams, OutputOptions {}

/** @throws BadInput for a wildcard: it would keep nothing */
function readFields(given: unknown): string[] {
	const fields = parseFieldList(given);
	const wildcard = fields.find(hasWildcard);
	if (wildcard === undefined) return fields;
	throw new ParameterError(
		'Fields',
		`names '${wildcard}', but wildcards aren't supported`,
		'Enter the name of an object, such as attributes, to keep all of its fields.',
	);
}

/**
 * @param subject what the file is named after where it has no name: a path, or a plain name
 * @throws BadInput naming the option that cannot be used
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

/** How many requests may be under way at a time; a matter of the run as a whole, so of its first item. */
export function readMaxConcurrency(context: IExecuteFunctions): number {
	const hasItems = context.getInputData().length > 0;
	const options = (hasItems ? context.getNodeParameter('options', 0, {}) : {}) as IDataObject;
	return parseInteger('Max Parallel Requests', options.maxParallel ?? DEFAULT_MAX_CONCURRENCY, 1);
}
