/** Types of the documents in a search index. `_type` of a document and `orderBy` of a saved search use them. */
export const DOCUMENT_TYPES: Record<string, string> = {
	accessprofiles: 'accessprofile',
	accountactivities: 'accountactivity',
	entitlements: 'entitlement',
	events: 'event',
	identities: 'identity',
	roles: 'role',
};
