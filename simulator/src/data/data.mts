import type { SimulatorOptions } from '../options.mts';
import { buildAccessProfile, buildEntitlement, buildRole } from './access.mts';
import { buildAccount } from './accounts.mts';
import { buildActivity } from './activities.mts';
import { createRecordBuilderContext } from './recordBuilderContext.mts';
import { buildEvent } from './events.mts';
import { createGovernanceTables } from './governance.mts';
import { buildIdentity, countUncorrelated } from './identities.mts';
import {
	buildCampaignFilter,
	buildSavedSearch,
	buildSourceApp,
	buildTransform,
	buildWorkflow,
	buildWorkgroup,
} from './others.mts';
import { buildSource } from './sources.mts';
import { Table } from './table.mts';
import type { Derive, Entity } from './table.mts';
import type { AnyRecord } from './types.mts';
import { createFakeNames } from './fakeNames.mts';

/** Everything the tenant holds. */
export type SimulatorData = ReturnType<typeof createData>;

/** Builds the tables of a tenant; no record is built before it is asked for. */
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
		...createGovernanceTables(context, table<AnyRecord>),
		/** Single objects, by the name of their service. */
		settings: new Map<string, Record<string, unknown>>(),
	};
}

/** Writes `modified` of a record that was never changed as the tenant does. */
function shapeUnmodified<T extends Entity>(record: T, { unmodified }: SimulatorOptions): T {
	const dates = record as { created?: unknown; modified?: unknown };
	if (unmodified === 'created' || !dates.modified || dates.modified !== dates.created)
		return record;
	if (unmodified === 'null') return { ...record, modified: null };
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
