import type { IDataObject } from 'n8n-workflow';

import { buildRequest } from '../catalogue/buildRequest/buildRequest';
import type { Operation } from '../catalogue/types';
import type { ApiResponse } from '../api/types';
import { toNodeError } from '../output/nodeError';
import { createN8nHost } from '../api/n8nHost';
import type { N8nContext } from '../api/n8n';
import { sendRequest } from '../api/sendRequest';
import { openSession } from '../api/session';

/**
 * Calls one operation outside of a run: for the editor, or when a trigger is activated or deactivated.
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
