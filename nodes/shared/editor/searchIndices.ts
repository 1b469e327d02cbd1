import type { INodePropertyOptions } from 'n8n-workflow';

/** Indices of the search service. */
export const SEARCH_INDEX_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Access Profiles', value: 'accessprofiles' },
	{ name: 'Account Activities', value: 'accountactivities' },
	{ name: 'Entitlements', value: 'entitlements' },
	{ name: 'Events', value: 'events', description: 'Audit events' },
	{ name: 'Identities', value: 'identities' },
	{ name: 'Roles', value: 'roles' },
];
