import type { INodePropertyOptions } from 'n8n-workflow';

/** What the search service can be asked for. */
export const SEARCH_INDEX_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Access Profiles', value: 'accessprofiles' },
	{ name: 'Account Activities', value: 'accountactivities' },
	{ name: 'Entitlements', value: 'entitlements' },
	{ name: 'Events', value: 'events', description: 'What happened, as in the audit reports' },
	{ name: 'Identities', value: 'identities' },
	{ name: 'Roles', value: 'roles' },
];
