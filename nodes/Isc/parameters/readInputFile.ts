import type { IExecuteFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';

/**
 * A file of the item, as form data takes it.
 * @throws BadInput if the item has no such file
 */
export async function readInputFile(
	context: IExecuteFunctions,
	index: number,
	field: string,
): Promise<File> {
	if (!context.getInputData()[index]?.binary?.[field]) {
		throw new ParameterError(
			'Input Binary Field',
			`names '${field}', but the item has no file there`,
			`The files of an item are listed under 'Binary' in the input panel; enter the name of one.`,
		);
	}
	const { fileName, mimeType } = context.helpers.assertBinaryData(index, field);
	const content = await context.helpers.getBinaryDataBuffer(index, field);
	return new File([new Uint8Array(content)], fileName ?? field, { type: mimeType });
}
