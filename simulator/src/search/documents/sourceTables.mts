import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Entity, Table } from '../../data/table.mts';
import { IndexedTable } from '../indexedTable.mts';

export type SearchTables = ReturnType<typeof createIndexedTables>;

/** Returns the tables that documents are built from, as search sees them. */
export function createIndexedTables(context: SimulatorContext) {
	const { data, options } = context;
	const view = <T extends Entity>(table: Table<T>) => new IndexedTable(table, options);
	return {
		identities: view(data.identities),
		accounts: view(data.accounts),
		sources: view(data.sources),
		accessProfiles: view(data.accessProfiles),
		roles: view(data.roles),
		entitlements: view(data.entitlements),
		accountActivities: view(data.accountActivities),
		events: view(data.events),
		sourceApps: view(data.sourceApps),
		workgroups: view(data.workgroups),
	};
}

/** Caches a value that is computed from tables until one of them changes. */
export function kept<T>(tables: { revision: number }[], make: () => T): () => T {
	let known: { state: number; value: T } | undefined;
	return () => {
		// Revisions only grow, so the same sum means that no table changed.
		let state = 0;
		for (const table of tables) state += table.revision;
		if (known?.state !== state) known = { state, value: make() };
		return known.value;
	};
}
