/** A reference to another object in the form of most of the API. */
export interface Reference {
	type: string;
	id: string;
	name: string;
}

export interface Identity {
	id: string;
	name: string;
	created: string;
	modified: string;
	alias: string;
	emailAddress: string | null;
	processingState: 'OK' | 'ERROR' | null;
	identityStatus: string;
	managerRef: Reference | null;
	isManager: boolean;
	lastRefresh: string;
	attributes: Record<string, unknown>;
	lifecycleState: { stateName: string; manuallyUpdated: boolean } | null;
}

export interface Account {
	id: string;
	name: string;
	created: string;
	modified: string;
	sourceId: string;
	sourceName: string;
	identityId: string;
	cloudLifecycleState: string | null;
	identityState: string | null;
	connectionType: string;
	isMachine: boolean;
	recommendation: { type: string; method: string } | null;
	attributes: Record<string, unknown>;
	authoritative: boolean;
	description: string | null;
	disabled: boolean;
	locked: boolean;
	nativeIdentity: string;
	systemAccount: boolean;
	uncorrelated: boolean;
	uuid: string | null;
	manuallyCorrelated: boolean;
	hasEntitlements: boolean;
	identity: Reference;
	sourceOwner: Reference;
	features: string;
	origin: 'AGGREGATED' | 'PROVISIONED' | null;
	ownerIdentity: Reference | null;
}

export interface Source {
	id: string;
	name: string;
	description: string;
	owner: Reference;
	type: string;
	connector: string;
	authoritative: boolean;
	created: string;
	modified: string;
	[field: string]: unknown;
}

export interface AccessProfile {
	id: string;
	name: string;
	description: string | null;
	created: string;
	modified: string;
	enabled: boolean;
	owner: Reference;
	source: Reference;
	entitlements: Reference[];
	requestable: boolean;
	[field: string]: unknown;
}

export interface Role {
	id: string;
	name: string;
	description: string | null;
	created: string;
	modified: string;
	enabled: boolean;
	owner: Reference;
	accessProfiles: Reference[];
	requestable: boolean;
	[field: string]: unknown;
}

export interface Entitlement {
	id: string;
	name: string;
	attribute: string;
	value: string;
	created: string;
	modified: string;
	source: Reference;
	owner: Reference;
	requestable: boolean;
	[field: string]: unknown;
}

/** An audit event; those that tests add can omit fields that search doesn't need. */
export interface AuditEvent {
	id: string;
	created: string;
	[field: string]: unknown;
}

/** A record of any shape with an ID. */
export interface AnyRecord {
	id: string;
	[field: string]: unknown;
}
