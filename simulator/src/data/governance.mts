import { buildCampaign, buildCertification, buildReviewItem } from './campaigns.mts';
import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { buildNonEmployeeRecord, buildNonEmployeeSource } from './nonEmployees.mts';
import {
	buildFormDefinition,
	buildIdentityProfile,
	buildLauncher,
	buildSegment,
	buildServiceDesk,
	buildSodPolicy,
	buildTaggedObject,
} from './policies.mts';
import { buildAccessRequest, buildApproval, buildWorkItem } from './requests.mts';
import type { Table } from './table.mts';
import type { AnyRecord } from './types.mts';

type Build = (shared: RecordBuilderContext, index: number, id: string) => AnyRecord;
type MakeTable = (kind: string, size: number, build: Build) => Table<AnyRecord>;

/** The tables of governance: requests, reviews, policies and what belongs to them. */
export function createGovernanceTables({ counts }: RecordBuilderContext, table: MakeTable) {
	const empty = (kind: string) => table(kind, 0, (_shared, _index, id) => ({ id }));
	return {
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
		/** Jobs that are no tasks: exports, SOD reports, password changes and so on. */
		jobs: empty('job'),
	};
}
