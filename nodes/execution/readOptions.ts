import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { BadInput } from '../client/errors/failures';
import { RATE_LIMIT } from '../client/send';
import { MAX_PARALLEL } from '../client/session';
import { wholeNumber } from '../forms/number';
import { hasWildcard, readFields } from '../sinks/fields';
import { Selection } from '../sinks/selection';
import { readOutputFile, type OutputFile } from './outputFile';
import type { Wish } from './work';

/** What the options that nodes have in common say. */
export interface CommonOptions extends Wish {
	/** The fields kept of each record; empty for all. */
	fields: string[];
	/** Keeps them of the records of this item, and knows which of them no record had. */
	selection: Selection;
	/** Present where the records go into a file. */
	file?: OutputFile;
	binaryField: string;
}

/** @throws BadInput for a wildcard: it would keep nothing */
function readKept(given: unknown): string[] {
	const fields = readFields(given);
	const wild = fields.find(hasWildcard);
	if (wild === undefined) return fields;
	throw new BadInput(
		'Fields',
		`names '${wild}', but wildcards aren't supported`,
		'Enter the name of an object, such as attributes, to keep all of its fields.',
	);
}

/**
 * @param subject what the file is named after where it has no name: a path, or a plain name
 * @throws BadInput naming the option that cannot be used
 */
export function readCommonOptions(options: IDataObject, subject: string): CommonOptions {
	const fields = readKept(options.fields);
	return {
		fields,
		selection: new Selection(fields),
		file: readOutputFile(options, subject),
		binaryField: String(options.binaryField || 'data'),
		timeout: options.timeout === undefined ? undefined : wholeNumber('Timeout', options.timeout, 1),
		rateLimit: wholeNumber('Rate Limit', options.rateLimit ?? RATE_LIMIT, 1),
	};
}

/** How many requests may be under way at a time; a matter of the run as a whole, so of its first item. */
export function readMaxParallel(context: IExecuteFunctions): number {
	const hasItems = context.getInputData().length > 0;
	const options = (hasItems ? context.getNodeParameter('options', 0, {}) : {}) as IDataObject;
	return wholeNumber('Max Parallel Requests', options.maxParallel ?? MAX_PARALLEL, 1);
}
