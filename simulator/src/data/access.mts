import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash, pick } from './seededRandom.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AccessProfile, Entitlement, Reference, Role } from './types.mts';

const title = (text: string) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
const groupName = (context: RecordBuilderContext, index: number) =>
	title(context.words.groups[index % context.words.groups.length] as string);

const entitlementName = (context: RecordBuilderContext, index: number) =>
	`${groupName(context, index)} ${index}`;
const profileName = (context: RecordBuilderContext, index: number) =>
	`${pick(context.words.departments, context.seed + 9, index)} Access ${index + 1}`;

/** Builds the entitlement at an index; sources take turns. */
export function buildEntitlement(
	context: RecordBuilderContext,
	index: number,
	id: string,
): Entitlement {
	const { counts } = context;
	const created = getCreatedDate(index, counts.entitlements);
	const name = entitlementName(context, index);
	const level = index % 10 === 0 ? 'HIGH' : 'LOW';
	return {
		id,
		name,
		attribute: 'memberOf',
		value: `CN=${name},OU=Groups,DC=acme,DC=example`,
		sourceSchemaObjectType: 'group',
		description: `Members of ${name}`,
		privilegeLevel: {
			direct: level,
			setBy: '',
			setByType: 'OVERRIDE',
			inherited: 'NONE',
			effective: level,
		},
		tags: index % 4 === 0 ? ['TAG_FINANCE'] : [],
		cloudGoverned: false,
		requestable: index % 3 === 0,
		owner: context.identityRef(hash(context.seed, index)),
		manuallyUpdatedFields: null,
		accessModelMetadata: { attributes: [] },
		created,
		modified: getModifiedDate(created, index % 30),
		source: getSourceReference(context, index % Math.max(1, counts.sources)),
		attributes: { cn: name },
		segments: [],
		directPermissions: [],
	};
}

/** Builds the access profile at an index, with two entitlements of its own source. */
export function buildAccessProfile(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AccessProfile {
	const { counts } = context;
	const created = getCreatedDate(index, counts.accessProfiles);
	const sources = Math.max(1, counts.sources);
	const place = index % sources;
	const ofSource = Math.ceil(Math.max(0, counts.entitlements - place) / sources);
	const turns = ofSource ? new Set([(2 * index) % ofSource, (2 * index + 1) % ofSource]) : [];
	const entitlements: Reference[] = [...turns].map((turn) => ({
		type: 'ENTITLEMENT',
		id: context.idOf('entitlement', place + turn * sources),
		name: entitlementName(context, place + turn * sources),
	}));
	return {
		id,
		name: profileName(context, index),
		description: `Access that goes with ${profileName(context, index)}`,
		created,
		modified: getModifiedDate(created, index % 45),
		enabled: true,
		owner: context.identityRef(index + 3),
		source: getSourceReference(context, place),
		entitlements,
		requestable: index % 2 === 0,
		accessRequestConfig: {
			commentsRequired: false,
			denialCommentsRequired: false,
			approvalSchemes: [],
		},
		revocationRequestConfig: { approvalSchemes: [] },
		segments: [],
		accessModelMetadata: { attributes: [] },
		provisioningCriteria: null,
		additionalOwners: [],
	};
}

/** Builds the role at an index, with two access profiles. */
export function buildRole(context: RecordBuilderContext, index: number, id: string): Role {
	const { counts } = context;
	const created = getCreatedDate(index, counts.roles);
	const profiles = Math.max(1, counts.accessProfiles);
	const places = counts.accessProfiles ? new Set([index % profiles, (index + 1) % profiles]) : [];
	return {
		id,
		name: `${pick(context.words.jobTitles, context.seed + 5, index)} ${index + 1}`,
		description: null,
		created,
		modified: getModifiedDate(created, index % 45),
		enabled: true,
		owner: context.identityRef(index + 5),
		additionalOwners: [],
		accessProfiles: [...places].map((place) => ({
			type: 'ACCESS_PROFILE',
			id: context.idOf('accessProfile', place),
			name: profileName(context, place),
		})),
		entitlements: [],
		membership: null,
		legacyMembershipInfo: null,
		requestable: index % 2 === 1,
		accessRequestConfig: {
			commentsRequired: true,
			denialCommentsRequired: true,
			approvalSchemes: [],
		},
		revocationRequestConfig: {
			commentsRequired: false,
			denialCommentsRequired: false,
			approvalSchemes: [],
		},
		segments: [],
		dimensional: false,
		dimensionRefs: [],
		accessModelMetadata: { attributes: [] },
	};
}
