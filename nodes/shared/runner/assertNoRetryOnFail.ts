import type { INode } from 'n8n-workflow';

import { ParameterError } from '../parameters/parameterError';

/**
 * n8n's Retry On Fail runs a node again with all its items after one of them failed, so it would repeat the requests of
 * the items that succeeded. A node that changes data rejects the setting; read-only nodes allow it.
 * @throws {ParameterError} if the setting is on
 */
export function assertNoRetryOnFail({ retryOnFail }: INode): void {
	if (!retryOnFail) return;
	throw new ParameterError(
		'Retry On Fail',
		'is on in the settings of this node, but the node changes data: after one item fails, n8n would send the requests of all items again',
		"Turn 'Retry On Fail' off. The node retries every request that is safe to repeat. To continue after a failed item, use 'On Error'.",
	);
}
