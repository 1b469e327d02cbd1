import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import startCase from 'lodash/startCase';

import { operationFor } from '../../catalogue/byPath';
import { buildCall } from '../../catalogue/call/buildCall';
import { toNodeError } from '../../client/errors/nodeError';
import { objectIn } from '../../client/errors/said';
import { hostOf } from '../../client/host';
import { send } from '../../client/send';
import { openSession } from '../../client/session';
import { pointerTo } from '../../forms/patchRows';
import { placeholdersOf } from '../operations/chosenOperation';
import { locatorValue } from '../operations/locator';
import { pathValueName } from '../description/pathValues';
import { operationIn } from './choiceIn';

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
	try {
		const path = Object.fromEntries(
			placeholdersOf(operation).map((_parameter, index) => [
				placeholdersOf(reading)[index]!.name,
				locatorValue(this.getCurrentNodeParameter(pathValueName(index))),
			]),
		);
		const call = buildCall(reading, 'current', { path, query: {}, headers: {} });
		const answer = await send(await openSession(hostOf(this)), call);
		return {
			results: Object.keys(objectIn(answer))
				.filter((key) => key.toLowerCase().includes(filter.toLowerCase()))
				.map((key) => ({ name: startCase(key), value: pointerTo(key) })),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
