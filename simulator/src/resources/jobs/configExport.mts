import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Table } from '../../data/table.mts';
import type { AnyRecord } from '../../data/types.mts';
import type { JsonObject } from '../../http/parseBody.mts';

export interface ConfigObject {
	version: number;
	self: { type: string; id: string; name: string };
	object: JsonObject;
}

interface Result {
	infos: object[];
	warnings: object[];
	errors: object[];
	importedObjects: { type: string; id: string; name: string }[];
}

/** Returns the tables of configuration objects, by object type. */
export function getTables({ data }: SimulatorContext): Record<string, Table<AnyRecord>> {
	return {
		ACCESS_PROFILE: data.accessProfiles as unknown as Table<AnyRecord>,
		CAMPAIGN_FILTER: data.campaignFilters,
		FORM_DEFINITION: data.formDefinitions,
		GOVERNANCE_GROUP: data.workgroups,
		IDENTITY_PROFILE: data.identityProfiles,
		ROLE: data.roles as unknown as Table<AnyRecord>,
		SEGMENT: data.segments,
		SERVICE_DESK_INTEGRATION: data.serviceDesks,
		SOD_POLICY: data.sodPolicies,
		SOURCE: data.sources as unknown as Table<AnyRecord>,
		TRANSFORM: data.transforms,
		WORKFLOW: data.workflows,
	};
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Returns the objects of an export. */
export function exportObjects(context: SimulatorContext, options: JsonObject): ConfigObject[] {
	const included = namesIn(options.includeTypes);
	const excluded = namesIn(options.excludeTypes);
	return Object.entries(getTables(context))
		.filter(([type]) => (included.length ? included.includes(type) : !excluded.includes(type)))
		.flatMap(([type, table]) =>
			[...table].map((object) => ({
				version: 1,
				self: { type, id: object.id, name: String(object.name) },
				object,
			})),
		);
}

const emptyResult = (): Result => ({ infos: [], warnings: [], errors: [], importedObjects: [] });
const report = (key: string, text: string) => ({ key, text, details: {} });
const failed = (text: string, exceptionMessage: string) => ({
	key: 'IMPORT_FAILED',
	text,
	detail: { exceptionMessage },
});

/** Imports objects by name. The result is also reported for a preview or a failed job. */
export function importObjects(
	context: SimulatorContext,
	objects: ConfigObject[],
	forGood: boolean,
): Record<string, Result> {
	const tables = getTables(context);
	const results: Record<string, Result> = {};
	for (const { self, object } of objects) {
		const result = (results[self.type] ??= emptyResult());
		const table = tables[self.type];
		if (!table) {
			result.errors.push(report('UNKNOWN_TYPE', `Unknown object type: ${self.type}.`));
			continue;
		}
		if (typeof object !== 'object' || object === null) {
			const text = `Unable to import ${self.type.toLowerCase()} "${self.name}".`;
			result.errors.push(failed(text, 'The object is empty.'));
			continue;
		}
		const before = [...table].find(({ name }) => name === self.name);
		const found = before ? 'Existing object' : 'New object';
		result.infos.push(report('IMPORT_PREVIEW', `${found}: ${self.name}`));
		if (!forGood) continue;
		const after = before
			? table.replace({ ...before, ...object, id: before.id })
			: table.add({ ...object, name: self.name, id: undefined });
		result.importedObjects.push({ type: self.type, id: after.id, name: self.name });
	}
	return results;
}
