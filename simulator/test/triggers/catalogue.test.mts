import { triggers } from '../../src/triggers/catalogue/catalogue.mts';
import { findMismatch } from '../../src/triggers/jsonSchema.mts';
import type { Schema } from '../../src/triggers/jsonSchema.mts';
import type { Trigger } from '../../src/triggers/types.mts';
import { closeSimulators, open, session } from '../helpers.mts';
import { dynamicApprover, preApproval, schemaIn } from './receiver.mts';

afterAll(closeSimulators);

/** Every field that a schema asks for and a value lacks. */
function lacks(schema: Schema, value: unknown, where = ''): string[] {
	if (Array.isArray(value)) {
		return value.flatMap((item) => lacks(schema.items ?? { type: 'object' }, item, `${where}[]`));
	}
	if (typeof value !== 'object' || value === null) return [];
	const fields = value as Record<string, unknown>;
	return [
		...(schema.required ?? [])
			.filter((name) => !(name in fields))
			.map((name) => `${where}.${name}`),
		...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
			lacks(inner, fields[name], `${where}.${name}`),
		),
	];
}

test.each(triggers.map((trigger) => [trigger.id, trigger] as const))(
	'%s describes its examples',
	(_id, trigger) => {
		const input = schemaIn(trigger.inputSchema);
		expect(findMismatch(input, trigger.exampleInput)).toBeUndefined();
		expect(lacks(input, trigger.exampleInput)).toEqual([]);
		if (trigger.type === 'FIRE_AND_FORGET') {
			expect([trigger.outputSchema, trigger.exampleOutput]).toEqual([null, null]);
			return;
		}
		const output = schemaIn(trigger.outputSchema as string);
		expect(findMismatch(output, trigger.exampleOutput)).toBeUndefined();
		expect(lacks(output, trigger.exampleOutput)).toEqual([]);
	},
);

test('lists the triggers', async () => {
	const api = await session(await open(), 'apiClient');
	const list = async (query = '') => (await api.get<Trigger[]>(`/triggers/v1${query}`)).body;
	const all = await list();
	expect(all).toHaveLength(19);
	const answered = all.filter(({ type }) => type === 'REQUEST_RESPONSE').map(({ id }) => id);
	expect(answered).toEqual([dynamicApprover, preApproval]);
	const one = await list(`?filters=${encodeURIComponent(`id eq "${preApproval}"`)}`);
	expect(one.map(({ name }) => name)).toEqual(['Access Request Submitted']);
	const some = `id ge "idn:source-created" and id le "idn:source-updated"`;
	expect((await list(`?filters=${encodeURIComponent(some)}`)).map(({ id }) => id)).toEqual([
		'idn:source-created',
		'idn:source-deleted',
		'idn:source-updated',
	]);
	expect((await list('?sorters=-name&limit=1')).map(({ name }) => name)).toEqual([
		'VA Cluster Status Change',
	]);
	expect((await list('?sorters=-id&limit=1')).map(({ id }) => id)).toEqual([
		'idn:va-cluster-status-change',
	]);
	expect((await api.get('/beta/triggers?sorters=type')).status).toBe(400);
	const narrow = await session(await open(), 'narrowPat');
	expect((await narrow.get('/triggers/v1')).status).toBe(403);
});
