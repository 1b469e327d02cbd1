import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash } from './seededRandom.mts';
import { getSourceName } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

const statuses = ['ACTIVE', 'STAGED', 'COMPLETED'] as const;
const phases = { ACTIVE: 'ACTIVE', STAGED: 'STAGED', COMPLETED: 'SIGNED' };
const statusAt = (index: number) => statuses[index % statuses.length] as (typeof statuses)[number];
const getCampaign = (context: RecordBuilderContext, index: number) =>
	index % Math.max(1, context.counts.campaigns);
const campaignName = (index: number) => `Manager review ${index + 1}`;

/** Returns how many of the objects that are distributed in turns belong to an index. */
const dealt = (total: number, places: number, place: number) =>
	Math.ceil(Math.max(0, total - place) / Math.max(1, places));

/** Returns the campaign at an index. */
export function buildCampaign(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const { counts } = context;
	const created = getCreatedDate(index, counts.campaigns);
	const status = statusAt(index);
	const total = dealt(counts.certifications, counts.campaigns, index);
	return {
		id,
		name: campaignName(index),
		description: 'Managers review what their people may do',
		deadline: getModifiedDate(created, 30),
		type: 'MANAGER',
		emailNotificationEnabled: true,
		autoRevokeAllowed: false,
		recommendationsEnabled: false,
		status,
		correlatedStatus: 'CORRELATED',
		created,
		modified: created,
		totalCertifications: total,
		completedCertifications: status === 'COMPLETED' ? total : 0,
		alerts: [],
		filter: null,
		sunsetCommentsRequired: true,
		mandatoryCommentRequirement: 'NO_DECISIONS',
	};
}

/** Builds the certification at an index; campaigns take turns. */
export function buildCertification(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const { counts } = context;
	const campaign = getCampaign(context, index);
	const phase = phases[statusAt(campaign)];
	const signed = phase === 'SIGNED';
	const created = getCreatedDate(campaign, counts.campaigns);
	const decisions = dealt(counts.reviewItems, counts.certifications, index);
	const reviewer = context.identityRef(index % 6);
	return {
		id,
		name: `${campaignName(campaign)} for ${reviewer.name}`,
		campaign: {
			id: context.idOf('campaign', campaign),
			name: campaignName(campaign),
			type: 'CAMPAIGN',
			campaignType: 'MANAGER',
			description: null,
			correlatedStatus: 'CORRELATED',
			mandatoryCommentRequirement: 'NO_DECISIONS',
		},
		completed: signed,
		identitiesCompleted: signed ? decisions : 0,
		identitiesTotal: decisions,
		created,
		modified: created,
		decisionsMade: signed ? decisions : 0,
		decisionsTotal: decisions,
		due: getModifiedDate(created, 30),
		signed: signed ? getModifiedDate(created, 20) : null,
		reviewer: {
			...reviewer,
			email: `${context.personName(index % 6).alias}@acme.example`,
			created,
			modified: created,
		},
		reassignment: null,
		hasErrors: false,
		errorMessage: null,
		phase,
	};
}

/** Builds the review item at an index; certifications take turns. */
export function buildReviewItem(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const { counts, seed } = context;
	const certification = index % Math.max(1, counts.certifications);
	const done = statusAt(getCampaign(context, certification)) === 'COMPLETED';
	const entitlement = hash(seed + 17, index) % Math.max(1, counts.entitlements);
	const person = context.identityRef(hash(seed + 18, index));
	const access = {
		type: 'ENTITLEMENT',
		id: context.idOf('entitlement', entitlement),
		name: `Entitlement ${entitlement}`,
	};
	const source = entitlement % Math.max(1, counts.sources);
	return {
		id,
		certificationId: context.idOf('certification', certification),
		accessSummary: {
			access,
			entitlement: {
				id: access.id,
				name: access.name,
				description: null,
				privileged: entitlement % 10 === 0,
				attributeName: 'memberOf',
				sourceName: getSourceName(source),
				sourceId: context.idOf('source', source),
				revocable: true,
			},
			accessProfile: null,
			role: null,
		},
		identitySummary: { id: person.id, name: person.name, identityId: person.id, completed: done },
		completed: done,
		newAccess: index % 5 === 0,
		decision: done ? 'APPROVE' : null,
		comments: null,
	};
}

/** Returns the campaign filter at an index. */
export function buildCampaignFilter(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	return {
		id,
		name: `Campaign filter ${index + 1}`,
		description: 'Leaves out service accounts',
		owner: context.personName(index).alias,
		mode: index % 2 ? 'INCLUSION' : 'EXCLUSION',
		criteriaList: [],
		isSystemFilter: index === 0,
	};
}
