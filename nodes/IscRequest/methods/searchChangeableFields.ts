import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import startCase from 'lodash/startCase';

import { operationFor } from '../../catalogue/byPath';
import { objectIn } from '../../client/errors/said';
import { pointerTo } from '../../forms/patchRows';
import { ask } from '../../editor/ask';
import { placeholdersOf } from '../operations/chosenOperation';
import { operationIn, pathValueIn } from './choiceIn';

/** Suggests what can be changed: the fields that the chosen object has now. */
export async function searchChangeableFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const operation = operationIn(this);
	const reading = operation && operationFor('GET', operation.path)?.operation;
	if (!operation || !reading) {
		throw new NodeOperationError(this.getNode(), 'Nothing reads the object that is changed', {
			description: "Choose 'By Path' and enter the path of the field, such as /description.",
		});
	}
	const path = Object.fromEntries(
		placeholdersOf(reading).map(({ name }, index) => [name, pathValueIn(this, index)]),
	);
	return {
		results: Object.entries(objectIn(await ask(this, reading, path)))
			.filter(([key]) => key.toLowerCase().includes(filter.toLowerCase()))
			.flatMap(([key, value]) => [
				{ name: startCase(key), value: pointerTo(key) },
				...(Array.isArray(value)
					? [{ name: `${startCase(key)}: Add to the End`, value: `${pointerTo(key)}/-` }]
					: []),
			]),
	};
}
