import type { SimulatorContext } from '../simulatorContext.mts';
import type { Entity } from '../data/table.mts';
import { createAccessDocuments } from './documents/access.mts';
import { createActivityDocuments } from './documents/activity.mts';
import type { Document } from './documents/document.mts';
import { accessFields, createIdentityDocuments } from './documents/identity.mts';
import { createIndexedTables } from './documents/sourceTables.mts';
import type { IndexedTable } from './indexedTable.mts';

export const indexNames = [
	'accessprofiles',
	'accountactivities',
	'entitlements',
	'events',
	'identities',
	'roles',
] as const;
export type IndexName = (typeof indexNames)[number];

/** An index: documents by the position of their record. */
export interface Index {
	name: IndexName;
	table: IndexedTable<Entity>;
	/** Whether the index has the record at a position. */
	has: (position: number) => boolean;
	/** The document, without the fields that are computed from other tables. */
	shell: (position: number) => Document;
	full: (position: number) => Document;
	/** The fields that only the full document has. */
	fullOnly: ReadonlySet<string>;
}

export type Indices = Record<IndexName, Index> & {
	/** Makes due writes visible. Returns the revision that search now sees. */
	settle(): string;
};

const nothing: ReadonlySet<string> = new Set();

function simpleIndex<T extends Entity>(
	name: IndexName,
	table: IndexedTable<T>,
	make: (record: T) => Document,
): Index {
	const document = (position: number) => make(table.at(position) as T);
	return {
		name,
		table: table as unknown as IndexedTable<Entity>,
		has: (position) => table.has(position),
		shell: document,
		full: document,
		fullOnly: nothing,
	};
}

/** Creates the indices of a simulator. */
export function createIndices(context: SimulatorContext): Indices {
	const tables = createIndexedTables(context);
	const { identities } = tables;
	const access = createAccessDocuments(context, tables);
	const activity = createActivityDocuments(context, tables);
	const identity = createIdentityDocuments(context, tables);
	const people = context.options.counts.identities;
	return {
		accessprofiles: simpleIndex('accessprofiles', tables.accessProfiles, access.accessProfile),
		accountactivities: simpleIndex(
			'accountactivities',
			tables.accountActivities,
			activity.accountActivity,
		),
		entitlements: simpleIndex('entitlements', tables.entitlements, access.entitlement),
		events: simpleIndex('events', tables.events, activity.event),
		identities: {
			name: 'identities',
			table: identities as unknown as IndexedTable<Entity>,
			// Search doesn't return identities without a profile.
			has: (position) =>
				identities.has(position) && (position < people || position >= identities.table.baseSize),
			shell: (position) => identity.shell(identities.at(position)!),
			full: (position) => identity.full(identities.at(position)!, position),
			fullOnly: new Set(accessFields),
		},
		roles: simpleIndex('roles', tables.roles, access.role),
		settle: () => {
			const all = Object.values(tables);
			for (const table of all) table.settle();
			return all.map((table) => table.revision).join();
		},
	};
}
