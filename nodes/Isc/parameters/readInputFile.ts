import type { IExecuteFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';

/**
 * Reads a file of the item for form data.
 * @throws ParameterError if the item has no such file
 */
export async function readInputFile(
	context: IExecuteFunctions,
	index: number,
	field: string,
): Promise<File> {
	if (!context.getInputData()[index]?.binary?.[field]) {
		throw new ParameterError(
			'Input Binary Field',
			`is '${field}', but the item has no file in this field`,
			"Enter the name of a file from 'Binary' in the input panel.",
		);
	}
	const { fileName, mimeType } = context.helpers.assertBinaryData(index, field);
	const content = await context.helpers.getBinaryDataBuffer(index, field);
	return new File([new Uint8Array(content)], fileName ?? field, { type: mimeType });
}
