import { randomUUID } from 'node:crypto';

import type { Editor } from '../../../tools/n8n/n8nRestClient.mts';
import { credentialData } from './fixture.mts';
import { chain } from './workflows.mts';

export type TriggerType = 'iscTrigger' | 'iscPollTrigger';

/** Creates a workflow of one trigger with a credential of its own; resolves to its id. */
export async function createTriggerWorkflow(
	editor: Editor,
	tenant: { url: string },
	type: TriggerType,
	parameters: Record<string, unknown>,
): Promise<string> {
	const credentialId = await editor.createCredential({
		name: 'ISC',
		type: 'iscOAuth2Api',
		data: credentialData(tenant, 'pat'),
	});
	return await editor.createWorkflow(
		chain({
			name: 'Event',
			type: `n8n-nodes-sailpoint-isc.${type}`,
			webhookId: randomUUID(),
			parameters,
			credentials: { iscOAuth2Api: { id: credentialId, name: 'ISC' } },
		}),
	);
}
