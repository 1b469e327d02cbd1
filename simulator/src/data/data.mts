import type { SimulatorOptions } from '../options.mts';
import { buildAccessProfile, buildEntitlement, buildRole } from './access.mts';
import { buildAccount } from './accounts.mts';
import { buildActivity } from './activities.mts';
import { createRecordBuilderContext } from './recordBuilderContext.mts';
import { buildEvent } from './events.mts';
import { buildIdentity, countUncorrelated } from './identities.mts';
import {
	buildCampaign,
	buildCampaignFilter,
	buildCertification,
	buildReviewItem,
} from './campaigns.mts';
import { buildFormDefinition } from './formDefinitions.mts';
import { buildIdentityProfile } from './identityProfiles.mts';
import { buildNonEmployeeRecord, buildNonEmployeeSource } from './nonEmployees.mts';
import { buildSegment, buildServiceDesk, buildSodPolicy, buildTaggedObject } from './policies.mts';
import { buildAccessRequest, buildApproval, buildWorkItem } from './requests.mts';
import { buildSavedSearch } from './savedSearches.mts';
import { buildSourceApp } from './sourceApps.mts';
import { buildTransform } from './transforms.mts';
import { buildLauncher, buildWorkflow } from './workflows.mts';
import { buildWorkgroup } from './workgroups.mts';
import { buildSource } from './sources.mts';
import { Table } from './table.mts';
import type { Derive, Entity } from './table.mts';
import type { AnyRecord } from './types.mts';
import { createFakeNames } from './fakeNames.mts';

/** All records of the simulator. */
export type SimulatorData = ReturnType<typeof createData>;

/** Creates the tables. A record is built only when it is read. */
export function createData(options: SimulatorOptions) {
	const { counts, seed } = options;
	const context = createRecordBuilderContext(seed, counts, createFakeNames(seed));
	type Builder<T> = (shared: typeof context, index: number, id: string) => T;
	const table = <T extends Entity>(kind: string, size: number, build: Builder<T>) => {
		const derive: Derive<T> = (index, id) => build(context, index, id);
		return new Table<T>(kind, size, seed, derive, (record) => shapeUnmodified(record, options));
	};
	const empty = (kind: string) => table<AnyRecord>(kind, 0, (_context, _index, id) => ({ id }));
	const people = counts.identities + countUncorrelated(counts.identities);
	return {
		identities: table('identity', people, buildIdentity),
		accounts: table('account', counts.accounts, buildAccount),
		sources: table('source', counts.sources, buildSource),
		accessProfiles: table('accessProfile', counts.accessProfiles, buildAccessProfile),
		roles: table('role', counts.roles, buildRole),
		entitlements: table('entitlement', counts.entitlements, buildEntitlement),
		accountActivities: table('activity', counts.accountActivities, buildActivity),
		events: table('event', counts.events, buildEvent),
		transforms: table('transform', counts.transforms, buildTransform),
		workflows: table('workflow', counts.workflows, buildWorkflow),
		campaignFilters: table('campaignFilter', counts.campaignFilters, buildCampaignFilter),
		sourceApps: table('sourceApp', counts.sourceApps, buildSourceApp),
		workgroups: table('workgroup', counts.workgroups, buildWorkgroup),
		savedSearches: table('savedSearch', counts.savedSearches, buildSavedSearch),
		tasks: empty('task'),
		reports: empty('report'),
		personalAccessTokens: empty('pat'),
		accessRequests: table('accessRequest', counts.accessRequests, buildAccessRequest),
		approvals: table('approval', counts.approvals, buildApproval),
		workItems: table('workItem', counts.workItems, buildWorkItem),
		campaigns: table('campaign', counts.campaigns, buildCampaign),
		certifications: table('certification', counts.certifications, buildCertification),
		certificationTasks: empty('certificationTask'),
		reviewItems: table('reviewItem', counts.reviewItems, buildReviewItem),
		nonEmployeeSources: table(
			'nonEmployeeSource',
			counts.nonEmployeeSources,
			buildNonEmployeeSource,
		),
		nonEmployeeRecords: table(
			'nonEmployeeRecord',
			counts.nonEmployeeRecords,
			buildNonEmployeeRecord,
		),
		sodPolicies: table('sodPolicy', counts.sodPolicies, buildSodPolicy),
		sodReports: empty('sodReport'),
		identityProfiles: table('identityProfile', counts.identityProfiles, buildIdentityProfile),
		segments: table('segment', counts.segments, buildSegment),
		taggedObjects: table('taggedObject', counts.taggedObjects, buildTaggedObject),
		serviceDesks: table('serviceDesk', counts.serviceDesks, buildServiceDesk),
		launchers: table('launcher', counts.launchers, buildLauncher),
		formDefinitions: table('formDefinition', counts.formDefinitions, buildFormDefinition),
		formFiles: empty('formFile'),
		datasets: empty('dataset'),
		/** Jobs that aren't tasks: exports, SOD reports, password changes and so on. */
		jobs: empty('job'),
		/** Objects of which there is only one, by the name of their service. */
		settings: new Map<string, Record<string, unknown>>(),
	};
}

/** Sets `modified` of a record that never changed as the option `unmodified` says. */
function shapeUnmodified<T extends Entity>(record: T, { unmodified }: SimulatorOptions): T {
	const dates = record as { created?: unknown; modified?: unknown };
	if (unmodified === 'created' || !dates.modified || dates.modified !== dates.created)
		return record;
	if (unmodified === 'null') return { ...record, modified: null };
	if (unmodified === 'zero') return { ...record, modified: '0001-01-01T00:00:00Z' };
	const { modified: _modified, ...rest } = dates;
	return rest as T;
}

/** Forgets every write. */
export function resetData(data: SimulatorData): void {
	for (const part of Object.values(data)) {
		if (part instanceof Table) part.reset();
		else part.clear();
	}
}
