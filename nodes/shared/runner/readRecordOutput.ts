import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ParameterError } from '../parameters/parameterError';
import { parseBooleanParameter, parseEnum } from '../parameters/parse';

/** `standard` if the node isn't used as a tool: then Simplify applies. */
const OUTPUT_MODES = ['standard', 'simplified', 'selectedFields', 'raw'] as const;

/** How much of each record is returned. */
export interface RecordOutput {
	/** The options, with the fields that a tool selects. */
	options: IDataObject;
	isSimplified: boolean;
}

/** @throws {ParameterError} if no field is given */
function readSelectedFields(context: IExecuteFunctions, index: number): unknown {
	const fields = context.getNodeParameter('outputFields', index, '');
	if (String(fields).trim() !== '') return fields;
	throw new ParameterError(
		'Fields',
		'is empty',
		"Enter one or more fields, such as id, name, or choose Simplified or Raw under 'Output'.",
	);
}

/**
 * Reads the parameters Simplify, and Output if the node is used as a tool. n8n leaves out parameters that it doesn't show,
 * so both are absent for other operations.
 * @throws {ParameterError} naming the parameter that can't be used
 */
export function readRecordOutput(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): RecordOutput {
	const read = (name: string) => context.getNodeParameter(name, index, null);
	const mode = parseEnum('Output', read('outputMode'), OUTPUT_MODES, 'standard');
	if (mode === 'selectedFields') {
		const fields = readSelectedFields(context, index);
		return { options: { ...options, fields } as IDataObject, isSimplified: false };
	}
	const isSimplified =
		mode === 'standard'
			? parseBooleanParameter('Simplify', read('simplify'), false)
			: mode === 'simplified';
	return { options, isSimplified };
}
