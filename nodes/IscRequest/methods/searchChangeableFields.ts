import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import startCase from 'lodash/startCase';

import { findOperationByRequest } from '../../catalogue/byPath';
import { getBodyObject } from '../../client/errors/said';
import { toJsonPointer } from '../../forms/patchRows';
import { callOperation } from '../../editor/ask';
import { getPathParameters } from '../operations/chosenOperation';
import { getCurrentOperation, getCurrentPathParameter } from './choiceIn';

/** Suggests what can be changed: the fields that the chosen object has now. */
export async function searchPatchFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const operation = getCurrentOperation(this);
	const reading = operation && findOperationByRequest('GET', operation.path)?.operation;
	if (!operation || !reading) {
		throw new NodeOperationError(this.getNode(), 'Nothing reads the object that is changed', {
			description: "Choose 'By Path' and enter the path of the field, such as /description.",
		});
	}
	const path = Object.fromEntries(
		getPathParameters(reading).map(({ name }, index) => [name, getCurrentPathParameter(this, index)]),
	);
	return {
		results: Object.entries(getBodyObject(await callOperation(this, reading, path)))
			.filter(([key]) => key.toLowerCase().includes(filter.toLowerCase()))
			.flatMap(([key, value]) => [
				{ name: startCase(key), value: toJsonPointer(key) },
				...(Array.isArray(value)
					? [{ name: `${startCase(key)}: Add to the End`, value: `${toJsonPointer(key)}/-` }]
					: []),
			]),
	};
}
