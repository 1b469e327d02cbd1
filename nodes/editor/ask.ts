import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { buildCall } from '../catalogue/call/buildCall';
import type { Operation } from '../catalogue/operation';
import type { Answer } from '../client/call';
import { toNodeError } from '../client/errors/nodeError';
import { hostOf } from '../client/host';
import { send } from '../client/send';
import { openSession } from '../client/session';

/**
 * Has an operation done for the editor.
 * @throws NodeOperationError or NodeApiError, which the editor shows
 */
export async function ask(
	context: ILoadOptionsFunctions,
	operation: Operation,
	path: Record<string, unknown>,
	query: IDataObject = {},
): Promise<Answer> {
	try {
		const call = buildCall(operation, 'current', { path, query, headers: {} });
		return await send(await openSession(hostOf(context)), call);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
