import { migrate, type Finding } from '../../../../scripts/migrate/migrate.mts';
import type { WorkflowNode } from '../../../../scripts/migrate/workflow.mts';

export const HOST = 'https://acme.api.identitynow.com';

/** A custom request of our node. */
export const request = (path: string, more: Record<string, unknown> = {}): WorkflowNode => ({
	name: 'Request',
	type: 'n8n-nodes-sailpoint-isc.isc',
	parameters: { resource: 'customRequest', path, ...more },
});

/** n8n's HTTP Request node of today. */
export const httpRequest = (url: string, more: Record<string, unknown> = {}): WorkflowNode => ({
	name: 'HTTP',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, ...more },
});

/** Parameters of an HTTP Request node that signs in with our credential. */
export const SIGNED_IN = {
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'iscOAuth2Api',
};

export interface Migrated {
	/** Undefined where the node is no call of ISC. */
	finding: Finding | undefined;
	parameters: Record<string, unknown>;
	/** What a person has to do. */
	tasks: string[];
	/** What is only good to know. */
	notes: string[];
}

/** Migrates a workflow of this node alone. */
export function migrated(node: WorkflowNode): Migrated {
	const [finding] = migrate([{ name: 'Test', nodes: [node] }]);
	const textsOf = (isTask: boolean) =>
		(finding?.remarks ?? [])
			.filter(({ needsPerson }) => needsPerson === isTask)
			.map(({ text }) => text);
	return {
		finding,
		parameters: node.parameters ?? {},
		tasks: textsOf(true),
		notes: textsOf(false),
	};
}
