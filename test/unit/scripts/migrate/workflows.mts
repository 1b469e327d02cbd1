import { migrate, type Finding } from '../../../../scripts/migrate/migrate.mts';
import type { WorkflowNode } from '../../../../scripts/migrate/workflow.mts';

export const HOST = 'https://acme.api.identitynow.com';

/** Returns a custom request of the SailPoint ISC node. */
export const request = (path: string, more: Record<string, unknown> = {}): WorkflowNode => ({
	name: 'Request',
	type: 'n8n-nodes-sailpoint-isc.isc',
	parameters: { resource: 'customRequest', path, ...more },
});

/** Returns a current HTTP Request node. */
export const httpRequest = (url: string, more: Record<string, unknown> = {}): WorkflowNode => ({
	name: 'HTTP',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, ...more },
});

/** Parameters of an HTTP Request node with the ISC credential. */
export const SIGNED_IN = {
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'iscOAuth2Api',
};

export interface Migrated {
	/** Undefined if the node sends no request to ISC. */
	finding: Finding | undefined;
	parameters: Record<string, unknown>;
	/** Remarks that require a check or a change by hand. */
	tasks: string[];
	/** Other remarks. */
	notes: string[];
}

/** Migrates a workflow with only this node. */
export function migrated(node: WorkflowNode): Migrated {
	const [finding] = migrate([{ name: 'Test', nodes: [node] }]);
	const getTexts = (isTask: boolean) =>
		(finding?.remarks ?? [])
			.filter(({ needsPerson }) => needsPerson === isTask)
			.map(({ text }) => text);
	return {
		finding,
		parameters: node.parameters ?? {},
		tasks: getTexts(true),
		notes: getTexts(false),
	};
}
