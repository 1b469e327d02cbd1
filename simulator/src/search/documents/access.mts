import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AccessProfile, Entitlement, Reference, Role } from '../../data/types.mts';
import { buildIndexFields, short } from './document.mts';
import type { Document } from './document.mts';
import type { SearchTables } from './sourceTables.mts';

type Loose = Record<string, unknown>;
type Config = { commentsRequired?: boolean } | null | undefined;

const commentsRequired = (record: Loose) =>
	(record.accessRequestConfig as Config)?.commentsRequired ?? false;

/** Returns whether an entitlement counts as privileged. */
export const isPrivileged = (entitlement: Entitlement) =>
	(entitlement.privilegeLevel as { effective?: string } | undefined)?.effective === 'HIGH';

const getSegments = (record: Loose) =>
	((record.segments ?? []) as string[]).map((id) => ({ id, name: id }));

/** Creates the documents of access profiles, roles and entitlements. */
export function createAccessDocuments(context: SimulatorContext, tables: SearchTables) {
	/** Recorded entitlements have text for a boolean, and null without tags. */
	const isRecorded = () => context.options.searchDocuments === 'recorded';
	const getOwner = (owner: Reference) => ({
		type: 'IDENTITY',
		...short(owner),
		email: tables.identities.get(owner.id)?.emailAddress ?? null,
	});
	const entitlementPart = ({ id, name }: Reference) => {
		const entitlement = tables.entitlements.get(id);
		return {
			hasPermissions: false,
			description: entitlement?.description ?? null,
			attribute: entitlement?.attribute ?? null,
			value: entitlement?.value ?? null,
			schema: entitlement?.sourceSchemaObjectType ?? null,
			privileged: entitlement ? isPrivileged(entitlement) : false,
			id,
			name,
		};
	};
	const common = (record: AccessProfile | Role) => ({
		id: record.id,
		name: record.name,
		displayName: record.name,
		description: record.description,
		created: record.created,
		modified: record.modified,
		enabled: record.enabled,
		requestable: record.requestable,
		requestCommentsRequired: commentsRequired(record),
		owner: getOwner(record.owner),
		segments: getSegments(record),
		segmentCount: getSegments(record).length,
		tags: [],
	});
	const accessProfile = (record: AccessProfile): Document => ({
		...common(record),
		source: short(record.source),
		entitlements: (record.entitlements ?? []).map(entitlementPart),
		entitlementCount: (record.entitlements ?? []).length,
		apps: [],
		...buildIndexFields(context, 'accessprofile', record.modified),
	});
	const role = (record: Role): Document => {
		const profiles = record.accessProfiles ?? [];
		const entitlements = (record.entitlements ?? []) as Reference[];
		return {
			...common(record),
			accessProfiles: profiles.map(short),
			accessProfileCount: profiles.length,
			entitlements: entitlements.map(entitlementPart),
			entitlementCount: entitlements.length,
			dimensional: record.dimensional ?? false,
			...buildIndexFields(context, 'role', record.modified),
		};
	};
	const entitlement = (record: Entitlement): Document => ({
		id: record.id,
		name: record.name,
		displayName: record.name,
		description: record.description,
		created: record.created,
		modified: record.modified,
		attribute: record.attribute,
		value: record.value,
		schema: record.sourceSchemaObjectType,
		sourceSchemaObjectType: record.sourceSchemaObjectType,
		source: record.source,
		owner: getOwner(record.owner),
		requestable: record.requestable,
		cloudGoverned: record.cloudGoverned,
		privileged: isPrivileged(record),
		segments: getSegments(record),
		segmentCount: getSegments(record).length,
		tags: isRecorded() ? null : (record.tags ?? []),
		attributes: record.attributes,
		truncatedAttributes: [],
		containsDataAccess: isRecorded() ? 'false' : false,
		manuallyUpdatedFields: record.manuallyUpdatedFields ?? null,
		permissions: [],
		...buildIndexFields(context, 'entitlement', record.modified),
	});
	return { accessProfile, role, entitlement };
}
