import type { IDataObject } from 'n8n-workflow';

import { buildRequest } from '../catalogue/call/buildCall';
import type { Operation } from '../catalogue/operation';
import type { ApiResponse } from '../client/call';
import { toNodeError } from '../client/errors/nodeError';
import { createN8nHost, type N8nContext } from '../client/host';
import { sendRequest } from '../client/send';
import { openSession } from '../client/session';

/**
 * Has one operation done outside of a run: for the editor, or when a trigger is switched on or off.
 * @throws NodeOperationError or NodeApiError, which the editor shows
 */
export async function callOperation(
	context: N8nContext,
	operation: Operation,
	path: Record<string, unknown>,
	query: IDataObject = {},
	body?: unknown,
): Promise<ApiResponse> {
	try {
		const request = buildRequest(operation, 'current', { path, query, headers: {}, body });
		return await sendRequest(await openSession(createN8nHost(context)), request);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
