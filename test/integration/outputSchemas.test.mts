/* The fields that n8n's editor shows before a run are those that the node outputs. */
import Ajv from 'ajv';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { findAction, ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import { SIMPLIFIED_OPERATIONS } from '../../nodes/shared/output/simplifyOperations.ts';
import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { buildOutputSchemas } from '../../scripts/outputSchemas/buildOutputSchemas.mts';
import type { JsonSchema } from '../../scripts/outputSchemas/fields.mts';
import { createCredential, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { buildCaseParameters, buildInputItems, cases } from './operationCases/cases.mts';
import { LISTS, TABLES } from './operationCases/reads.mts';
import { idOf, type Case, type TenantData } from './operationCases/types.mts';

const tenant = useTenant({ counts: { identities: 40, accounts: 300, entitlements: 250 } });
const schemas = buildOutputSchemas();

const resources = new Map(
	ACTION_RESOURCES.flatMap(({ value, operations }) =>
		operations.map(({ operation }) => [operation.id, value] as const),
	),
);

const reference = (type: string, [id]: string[]) => ({ type, id });

/** Further actions: one record of each table, the lists, and writes of each kind. */
const MORE: Array<Omit<Case, 'sees'>> = [
	...Object.entries(TABLES).map(([id, table]) => ({ id, path: idOf(table, 2) })),
	...LISTS.map((id) => ({ id })),
	...['createRoleV1', 'createWorkgroupV1'].map((id) => ({
		id,
		body: (data: TenantData) => ({
			name: 'New',
			description: 'New',
			owner: reference('IDENTITY', idOf('identities')(data)),
		}),
	})),
	{
		id: 'createAccessProfileV1',
		body: (data) => ({
			name: 'New',
			owner: reference('IDENTITY', idOf('identities')(data)),
			source: reference('SOURCE', idOf('sources')(data)),
		}),
	},
	{
		id: 'createSourceV1',
		body: (data) => ({
			name: 'New',
			connector: 'delimited-file-angularsc',
			owner: reference('IDENTITY', idOf('identities')(data)),
		}),
	},
	{ id: 'patchRoleV1', path: idOf('roles'), changes: { '/description': 'Changed' } },
	{ id: 'patchWorkgroupV1', path: idOf('workgroups'), changes: { '/description': 'Changed' } },
	{ id: 'updateSourceV1', path: idOf('sources'), changes: { '/description': 'Changed' } },
	{ id: 'enableAccountV1', path: idOf('accounts') },
	{ id: 'deleteAccessProfileV1', path: idOf('accessProfiles', 3) },
	{ id: 'deleteNonEmployeeRecordV1', path: idOf('nonEmployeeRecords') },
	{ id: 'deleteRoleV1', path: idOf('roles', 3) },
	{ id: 'deleteTransformV1', path: idOf('transforms') },
	{ id: 'deleteWorkgroupV1', path: idOf('workgroups', 1) },
];

const tested = new Map(
	[...MORE, ...cases]
		.filter(({ id }) => schemas.has(`Isc/__schema__/v1.0.0/${resources.get(id)}/${id}.json`))
		.map((one): [string, Case] => [one.id, one as Case]),
);

/** Removes the fields without a value: an empty field of a record can be null. */
function removeNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((one) => one !== null).map(removeNulls);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== null)
			.map(([name, inner]) => [name, removeNulls(inner)]),
	);
}

/** Returns the errors of an item, each with its path. */
function validate(schema: JsonSchema & { additionalProperties?: boolean }, json: IDataObject) {
	const ajv = new Ajv({ allErrors: true });
	const isValid = ajv.validate(schema, removeNulls(json));
	return isValid ? [] : ajv.errors!.map(({ dataPath, message }) => `${dataPath} ${message}`);
}

describe.each([...tested])('%s', (id, one) => {
	test('outputs the fields of its schema', async () => {
		const resource = resources.get(id)!;
		const { operation } = findAction(resource, id)!;
		const schema = schemas.get(`Isc/__schema__/v1.0.0/${resource}/${id}.json`)!;
		one.before?.(tenant());
		const parameters = {
			resource,
			operation: id,
			...buildCaseParameters(one, operation, tenant().data),
			simplify: undefined,
		};
		const { items } = await request(tenant(), parameters, { items: buildInputItems(one) });
		expect(items).not.toHaveLength(0);
		const isSimplified = SIMPLIFIED_OPERATIONS.includes(id);
		for (const { json } of items) {
			expect(
				validate({ ...schema, ...(isSimplified && { additionalProperties: false }) }, json),
			).toEqual([]);
			expect(Object.keys(json).some((name) => name in schema.properties!)).toBe(true);
		}
	});
});

test('the sample has reads and writes of all kinds', () => {
	const methods = [...tested.keys()].map(
		(id) => findAction(resources.get(id)!, id)!.operation.method,
	);
	const count = (method: string) => methods.filter((one) => one === method).length;
	expect(count('GET')).toBeGreaterThanOrEqual(39);
	expect(count('POST')).toBeGreaterThanOrEqual(15);
	expect(count('PATCH')).toBeGreaterThanOrEqual(4);
	expect(count('DELETE')).toBeGreaterThanOrEqual(7);
});

describe('the search', () => {
	const search = async (operation: string, parameters: IDataObject) =>
		await runNode(createCredential(tenant()), {
			nodeType: new IscSearch() as INodeType,
			parameters: { operation, ...parameters },
		});
	const getSchema = (operation: string) =>
		schemas.get(`IscSearch/__schema__/v1.0.0/${operation}.json`)!;

	test('outputs the fields of its schema for a count', async () => {
		const { items } = await search('count', {});
		expect(items).toHaveLength(1);
		const schema = { ...getSchema('count'), additionalProperties: false };
		expect(validate(schema, items[0]!.json)).toEqual([]);
		expect(items[0]!.json.count).toBe(40);
	});
});

describe('a wrong schema is noticed', () => {
	test.each([
		['type', { name: { type: 'integer' } }, '.name should be integer'],
		[
			'type in a list',
			{ tags: { type: 'array', items: { type: 'object' } } },
			'.tags[0] should be object',
		],
	])('by the %s', (_what, properties, error) => {
		const schema = { type: 'object', properties } as JsonSchema;
		expect(validate(schema, { name: 'a', tags: ['b'] })).toEqual([error]);
	});

	test('by a field that it lacks', () => {
		const schema = { type: 'object' as const, properties: {}, additionalProperties: false };
		expect(validate(schema, { name: 'a' })).toHaveLength(1);
	});
});
