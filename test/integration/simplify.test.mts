import type { IDataObject, INodeType } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { SIMPLIFIED_OPERATIONS } from '../../nodes/shared/output/simplifyOperations.ts';
import simplifications from '../../nodes/shared/output/simplifyOperations.json';
import type { Field, Fields } from '../../scripts/outputSchemas/fields.mts';
import responseFields from '../../scripts/outputSchemas/responseFields.json';
import { getFailure, request, useTenant } from './fixture.mts';
import { LISTS, TABLES } from './operationCases/reads.mts';
import { useScript } from './scripted.mts';
import { runNode } from './n8n.mts';

const MAX_FIELDS = 10;
const tenant = useTenant({ counts: { identities: 40, accounts: 100, entitlements: 50 } });
const { answer, store } = useScript();

/** The default holds: the helper that runs the node sets the parameter otherwise. */
const DEFAULT = { simplify: undefined };
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const keysOf = (json?: IDataObject) => Object.keys(json ?? {});

/** Builds the node as n8n's tool copy describes it. */
function createTool(): INodeType {
	const tool = new Isc();
	tool.description = { ...tool.description, name: `${tool.description.name}Tool` };
	return tool;
}

const reads = ACTION_RESOURCES.flatMap(({ value, operations }) =>
	operations.map(({ operation, name }) => ({ resource: value, name, operation })),
).filter(({ operation: { method, response } }) => method === 'GET' && response.kind !== 'file');

const served = reads.filter(
	({ operation }) => operation.id in TABLES || LISTS.includes(operation.id),
);

describe.each(served)('$operation.id against the simulator', ({ resource, operation }) => {
	const parameters = () => {
		const table = TABLES[operation.id];
		const records = table && (tenant().data[table] as unknown as { idAt(index: number): string });
		return {
			resource,
			operation: operation.id,
			limit: 5,
			...(records && { pathParameter1: id(records.idAt(2)) }),
		};
	};

	test('returns at most 10 fields for each record', async () => {
		const { items } = await request(tenant(), { ...parameters(), ...DEFAULT });
		expect(items).not.toHaveLength(0);
		for (const { json } of items) expect(keysOf(json).length).toBeLessThanOrEqual(MAX_FIELDS);
	});

	test('returns as many records as without Simplify', async () => {
		const simplified = await request(tenant(), { ...parameters(), ...DEFAULT });
		const raw = await request(tenant(), parameters());
		expect(simplified.items).toHaveLength(raw.items.length);
		const isSimplified = SIMPLIFIED_OPERATIONS.includes(operation.id);
		for (const [index, { json }] of raw.items.entries()) {
			if (isSimplified) expect(keysOf(json).length).toBeGreaterThan(MAX_FIELDS);
			else expect(simplified.items[index]!.json).toEqual(json);
		}
	});
});

test('the simulator serves most reads, and all tables are used', () => {
	expect(served).toHaveLength(Object.keys(TABLES).length + LISTS.length);
	expect(served.length).toBeGreaterThan(35);
});

/** Builds a record with a value for every field that ISC documents. */
const fill = (fields: Fields): IDataObject =>
	Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, buildValue(name, field)]),
	) as IDataObject;

function buildValue(name: string, field: Field): unknown {
	if (Array.isArray(field)) return [buildValue(name, field[0] ?? 'string')];
	return typeof field === 'object' ? fill(field) : name;
}

const simplified = Object.entries(simplifications).flatMap(([resource, list]) =>
	list.flatMap(({ operations, fields }) =>
		operations.map((operation) => ({ resource, operation, fields: keysOf(fields) })),
	),
);

test.each(simplified)(
	'$operation returns all of its fields from a record with every documented field',
	async ({ resource, operation, fields }) => {
		const record = fill((responseFields as unknown as Record<string, Fields>)[operation]!);
		answer(() => ({ body: record }));
		const parameters = {
			resource,
			operation,
			limit: 1,
			...(reads.find((one) => one.operation.id === operation)!.operation.path.includes('{') && {
				pathParameter1: id('x'),
			}),
			...(operation === 'listNonEmployeeRequestsV1' && {
				requestedForParameter: 'me',
			}),
			...DEFAULT,
		};
		const { items } = await runNode(store(), { parameters });
		// Attributes of an identity differ by tenant, so ISC doesn't document them.
		const documented = fields.filter((name) => name !== 'department');
		expect(items).toHaveLength(1);
		expect(keysOf(items[0]!.json)).toEqual(expect.arrayContaining(documented));
		expect(keysOf(items[0]!.json).every((name) => fields.includes(name))).toBe(true);
	},
);

describe('Simplify', () => {
	const accounts = { resource: 'account', operation: 'listAccountsV1', limit: 3 };
	const all = async () => (await request(tenant(), accounts)).items.map(({ json }) => json);

	test('flattens references to name and ID', async () => {
		const identity = [...tenant().data.identities].find(({ managerRef }) => managerRef)!;
		const { items } = await request(tenant(), {
			resource: 'identity',
			operation: 'getIdentityV1',
			pathParameter1: id(identity.id),
			...DEFAULT,
		});
		expect(items[0]!.json).toMatchObject({
			id: identity.id,
			managerId: identity.managerRef!.id,
			managerName: identity.managerRef!.name,
			lifecycleState: identity.lifecycleState?.stateName,
			department: identity.attributes.department,
		});
	});

	test('holds for the default action: Get Many Identities', async () => {
		const { items } = await request(tenant(), { resource: undefined, ...DEFAULT });
		expect(items).toHaveLength(40);
		for (const { json } of items) expect(json).not.toHaveProperty('attributes');
	});

	test('returns all fields if it is off, also by an expression', async () => {
		for (const simplify of [false, '={{ false }}', '={{ "false" }}']) {
			const { items } = await request(tenant(), { ...accounts, simplify });
			expect(items.map(({ json }) => json)).toEqual(await all());
		}
	});

	test.each(['={{ undefined }}', '={{ "" }}'])(
		'is not guessed if %s gives nothing',
		async (simplify) => {
			const error = await getFailure(request(tenant(), { ...accounts, simplify }));
			expect(error.message).toMatch(/'Simplify'/);
		},
	);

	test('is not applied to selected fields', async () => {
		const { items } = await request(tenant(), {
			...accounts,
			...DEFAULT,
			options: { fields: 'id, created' },
		});
		expect(items.map(({ json }) => json)).toEqual(
			(await all()).map(({ id: own, created }) => ({ id: own, created })),
		);
	});

	test.each(['json', 'jsonl', 'csv'])('is not applied to a file: %s', async (output) => {
		const write = async (simplify: unknown) => {
			const { items } = await request(tenant(), {
				...accounts,
				simplify,
				options: { output },
			} as IDataObject);
			return items[0]!.binary!.data!.data;
		};
		expect(await write(undefined)).toBe(await write(false));
	});

	test('is not applied to a full response', async () => {
		const { items } = await request(tenant(), {
			...accounts,
			...DEFAULT,
			options: { responseFormat: 'full' },
		});
		expect((items[0]!.json.body as IDataObject[]).slice(0, 3)).toEqual(await all());
	});

	test('is not applied to a list that the user names', async () => {
		answer(() => ({ body: { id: 'a', items: [{ id: 'b', created: 'c' }] } }));
		const { items } = await runNode(store(), {
			parameters: { ...accounts, ...DEFAULT, options: { listField: 'items' } },
		});
		expect(items.map(({ json }) => json)).toEqual([{ id: 'b', created: 'c' }]);
	});

	test('is not applied to API operations and custom requests', async () => {
		for (const parameters of [
			{
				resource: 'apiOperation',
				apiOperation: { __rl: true, mode: 'list', value: 'GET /accounts/v1' },
			},
			{ resource: 'customRequest', path: '/accounts/v1' },
		]) {
			const { items } = await request(tenant(), { ...parameters, ...DEFAULT, limit: 3 });
			expect(items.map(({ json }) => json)).toEqual(await all());
		}
	});

	test('keeps the items paired', async () => {
		const account = tenant().data.accounts.at(1)!;
		const { items } = await request(
			tenant(),
			{
				resource: 'account',
				operation: 'getAccountV1',
				pathParameter1: id('={{ $json.id }}'),
				...DEFAULT,
			},
			{ items: [{ json: { id: account.id } }, { json: { id: account.id } }] },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('Output of a tool', () => {
	const accounts = { resource: 'account', operation: 'listAccountsV1', limit: 3 };
	const run = async (more: IDataObject = {}) => {
		const { items } = await request(
			tenant(),
			{ ...accounts, ...more },
			{ nodeType: createTool(), settings: { type: 'n8n-nodes-sailpoint-isc.iscTool' } },
		);
		return items.map(({ json }) => json);
	};
	const all = async () => (await request(tenant(), accounts)).items.map(({ json }) => json);

	test('is Simplified by default; Simplify has no effect', async () => {
		const expected = await request(tenant(), { ...accounts, simplify: true });
		for (const simplify of [true, false, undefined]) {
			expect(await run({ simplify } as IDataObject)).toEqual(
				expected.items.map(({ json }) => json),
			);
		}
	});

	test('is all of each record with Raw', async () => {
		expect(await run({ outputMode: 'raw' })).toEqual(await all());
	});

	test('is the named fields with Selected Fields', async () => {
		const named = await run({ outputMode: 'selectedFields', outputFields: 'id, identity.name' });
		expect(named).toEqual(
			(await all()).map((account) => ({
				id: account.id,
				...(account.identity ? { identity: { name: (account.identity as IDataObject).name } } : {}),
			})),
		);
	});

	test('with Selected Fields needs a field', async () => {
		const error = await getFailure(run({ outputMode: 'selectedFields', outputFields: ' ' }));
		expect(error.message).toMatch(/^'Fields' is empty\. Enter .*'Output'/);
	});

	test('with Selected Fields is not guessed if an expression gives nothing', async () => {
		const outputFields = '={{ $json.missing }}';
		const error = await getFailure(run({ outputMode: 'selectedFields', outputFields }));
		expect(error.message).toMatch(/^'Fields'/);
	});

	test('gives way to the option Fields', async () => {
		const named = await run({ options: { fields: 'id' } });
		expect(named).toEqual((await all()).map((account) => ({ id: account.id })));
	});

	test('has no effect in a workflow', async () => {
		const { items } = await request(tenant(), { ...accounts, simplify: true, outputMode: 'raw' });
		for (const { json } of items) expect(keysOf(json)).toHaveLength(MAX_FIELDS);
	});
});
