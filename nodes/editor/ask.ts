import type { IDataObject } from 'n8n-workflow';

import { buildCall } from '../catalogue/call/buildCall';
import type { Operation } from '../catalogue/operation';
import type { Answer } from '../client/call';
import { toNodeError } from '../client/errors/nodeError';
import { hostOf, type HostContext } from '../client/host';
import { send } from '../client/send';
import { openSession } from '../client/session';

/**
 * Has one operation done outside of a run: for the editor, or when a trigger is switched on or off.
 * @throws NodeOperationError or NodeApiError, which the editor shows
 */
export async function ask(
	context: HostContext,
	operation: Operation,
	path: Record<string, unknown>,
	query: IDataObject = {},
	body?: unknown,
): Promise<Answer> {
	try {
		const call = buildCall(operation, 'current', { path, query, headers: {}, body });
		return await send(await openSession(hostOf(context)), call);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
