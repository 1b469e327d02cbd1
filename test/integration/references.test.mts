import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { readParams } from '../../nodes/Isc/parameters/readParams.ts';
import {
	findQueryReference,
	getQueryParameterName,
	hasQueryOnly,
} from '../../nodes/Isc/queryParameters.ts';
import {
	getSearchMethod,
	OPERATION_REFERENCES,
	type Reference,
} from '../../nodes/Isc/references.ts';
import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { pathValuesFor, valuesFor } from '../contract/sampleInputs.mts';
import { editorFor } from './editor.mts';
import { buildOperationFields } from './fields.mts';
import { createCredential, getFailure, request, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 40, accounts: 60, entitlements: 60 } });
const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;
const rows = (...values: unknown[]) =>
	({ row: values.map((value) => ({ reference: locator(value) })) }) as IDataObject;

const resourceOf = (id: string) =>
	ACTION_RESOURCES.find(({ operations }) => operations.some((one) => one.operation.id === id))!
		.value;

/** Reads the parameters as the node does, up to the request. */
async function readRequests(parameters: IDataObject, items: IDataObject[]): Promise<unknown[]> {
	const results: unknown[] = [];
	const reader = {
		description: new Isc().description,
		async execute(this: IExecuteFunctions) {
			for (const index of items.keys()) {
				try {
					const { body = '{}' } = (await readParams(this, index)).request;
					results.push(JSON.parse(body as string));
				} catch (error) {
					results.push(error);
				}
			}
			return [[]];
		},
	};
	await runNode(createCredential(tenant()), {
		nodeType: reader as unknown as INodeType,
		parameters,
		items: items.map((json) => ({ json })),
	});
	return results;
}

const read = async (parameters: IDataObject, item: IDataObject = {}) => {
	const [result] = await readRequests(parameters, [item]);
	if (result instanceof Error) throw result;
	return result as IDataObject;
};

const createProfile = (more: IDataObject = {}) => ({
	resource: 'accessProfile',
	operation: 'createAccessProfileV1',
	ownerReference: locator('o1'),
	sourceReference: locator('s1'),
	values: buildOperationFields(getOperationById('createAccessProfileV1')!, { 'body.name': 'P' }),
	...more,
});

describe('chosen objects', () => {
	test('are sent as references', async () => {
		expect(await read(createProfile())).toEqual({
			name: 'P',
			owner: { type: 'IDENTITY', id: 'o1' },
			source: { type: 'SOURCE', id: 's1' },
		});
	});

	test('are sent as lists of references or IDs', async () => {
		const references = { entitlementsReference: rows('e1', 'e2'), segmentsReference: rows('g1') };
		expect(await read(createProfile({ references }))).toMatchObject({
			entitlements: [
				{ type: 'ENTITLEMENT', id: 'e1' },
				{ type: 'ENTITLEMENT', id: 'e2' },
			],
			segments: ['g1'],
		});
	});

	test('can come from an expression that returns a list of IDs', async () => {
		const references = { entitlementsReference: rows('={{ $json.ids }}') };
		const { entitlements } = await read(createProfile({ references }), { ids: ['a', 'b'] });
		expect(entitlements).toEqual([
			{ type: 'ENTITLEMENT', id: 'a' },
			{ type: 'ENTITLEMENT', id: 'b' },
		]);
	});

	test('of several pickers fill one list', async () => {
		const parameters = {
			resource: 'accessRequest',
			operation: 'createAccessRequestV1',
			requestedForReference: rows('i1'),
			references: { rolesReference: rows('r1'), accessProfilesReference: rows('p1') },
		};
		expect(await read(parameters)).toEqual({
			requestedFor: ['i1'],
			requestedItems: [
				{ type: 'ACCESS_PROFILE', id: 'p1' },
				{ type: 'ROLE', id: 'r1' },
			],
		});
	});

	test('are added within an object that is given as JSON', async () => {
		const account = (attributes: string) => ({
			resource: 'account',
			operation: 'createAccountV1',
			sourceReference: locator('s1'),
			values: buildOperationFields(getOperationById('createAccountV1')!, {
				'body.attributes': attributes,
			}),
		});
		expect(await read(account('{"name": "a"}'))).toEqual({
			attributes: { name: 'a', sourceId: 's1' },
		});
		await expect(read(account('{"sourceId": "s2"}'))).rejects.toThrow(
			/^'Source' is set, and so is 'attributes.sourceId' under 'Values'/,
		);
	});

	test('are the whole body of a list of members', async () => {
		const parameters = {
			resource: 'governanceGroup',
			operation: 'updateWorkgroupMembersV1',
			pathParameter1: locator('w1'),
			membersReference: rows('i1', 'i2'),
		};
		expect(await read(parameters)).toEqual([
			{ type: 'IDENTITY', id: 'i1' },
			{ type: 'IDENTITY', id: 'i2' },
		]);
	});

	test('are ignored if the values are given as JSON', async () => {
		const jsonBody = '{"name":"J","owner":{"id":"x"},"source":{"id":"y"}}';
		expect(await read(createProfile({ specifyValues: 'json', jsonBody }))).toEqual(
			JSON.parse(jsonBody),
		);
	});

	test('create an access profile in ISC', async () => {
		const owner = tenant().data.identities.at(0)!;
		const source = tenant().data.sources.at(0)!;
		const { items } = await request(
			tenant(),
			createProfile({ ownerReference: locator(owner.id), sourceReference: locator(source.id) }),
		);
		expect(items[0]!.json).toMatchObject({
			owner: { id: owner.id, name: owner.name },
			source: { id: source.id, name: source.name },
		});
	});
});

describe('entries of a body that is a list', () => {
	const decide = (more: IDataObject = {}) => ({
		resource: 'certification',
		operation: 'makeIdentityDecisionV1',
		pathParameter1: locator('c1'),
		...more,
	});
	/** Values as the editor stores them. */
	const valuesWith = async (value: IDataObject) => ({
		mappingMode: 'defineBelow',
		value,
		schema: (await editorFor(createCredential(tenant()), decide()).fields()).map((field) => ({
			...field,
			removed: !(field.id in value),
		})) as unknown as IDataObject[],
	});
	const revoke = { 'body.decision': 'REVOKE', 'body.bulk': false };

	test('have a chosen object and the values of the other fields each', async () => {
		const values = await valuesWith({
			...revoke,
			'body.comments': '={{ $json.why }}',
			'body.proposedEndDate': '2030-01-31',
		});
		const parameters = decide({ values, reviewItemsReference: rows('r1', '={{ $json.ids }}') });
		const entry = {
			decision: 'REVOKE',
			bulk: false,
			comments: 'Left',
			proposedEndDate: expect.stringMatching(/^2030-01-3[01]T/) as string,
		};
		expect(await read(parameters, { why: 'Left', ids: ['r2', 'r3'] })).toEqual(
			['r1', 'r2', 'r3'].map((id) => ({ id, ...entry })),
		);
	});

	test('can be given as JSON alone, as workflows that were saved before do', async () => {
		const json = [{ id: 'r1', decision: 'APPROVE', bulk: true }];
		const values = await valuesWith({ body: JSON.stringify(json) });
		expect(await read(decide({ values }))).toEqual(json);
	});

	test.each<[string, IDataObject, IDataObject, string]>([
		['no object', revoke, {}, "'Review Items' is required"],
		['no decision', { 'body.bulk': false }, rows('r1'), "'decision' is required in entry 1"],
		[
			'JSON and objects',
			{ body: '[{"id":"r1"}]' },
			rows('r1'),
			"'Review Items' is set, and so is 'Body'",
		],
		[
			'JSON and fields',
			{ body: '[{"id":"r1"}]', ...revoke },
			{},
			"'Body' is set, and so is 'decision'",
		],
	])('are rejected with %s', async (_name, value, reviewItemsReference, message) => {
		const parameters = decide({ values: await valuesWith(value), reviewItemsReference });
		await expect(read(parameters)).rejects.toThrow(message);
	});

	test('show the decision at once, and the JSON without a sample only if it is added', async () => {
		const fields = await editorFor(createCredential(tenant()), decide()).fields();
		expect(fields.filter(({ removed }) => !removed).map(({ displayName }) => displayName)).toEqual([
			'Decision',
			'Bulk',
		]);
		expect(fields.map(({ id }) => id)).not.toContain('body.id');
		expect(fields.find(({ id }) => id === 'body')).toMatchObject({
			displayName: 'Body (JSON)',
			required: false,
			removed: true,
		});
	});

	test('are decided in ISC', async () => {
		const items = [...tenant().data.reviewItems].filter(
			({ certificationId }) => certificationId === tenant().data.certifications.idAt(0),
		);
		const ids = items.slice(0, 2).map(({ id }) => id);
		await request(
			tenant(),
			decide({
				pathParameter1: locator(tenant().data.certifications.idAt(0)),
				values: await valuesWith(revoke),
				reviewItemsReference: rows(...ids),
			}),
		);
		expect(ids.map((id) => tenant().data.reviewItems.get(id)!.decision)).toEqual(
			ids.map(() => 'REVOKE'),
		);
	});
});

describe('a field that several pickers fill', () => {
	const reassign = (more: IDataObject = {}) => ({
		resource: 'certification',
		operation: 'submitReassignCertsAsyncV1',
		pathParameter1: locator('c1'),
		newReviewerReference: locator('i1'),
		values: { mappingMode: 'defineBelow', value: { 'body.reason': 'Holiday' } },
		...more,
	});
	const rest = { reassignTo: 'i1', reason: 'Holiday' };

	test('needs one of them', async () => {
		const items = rows('r1');
		const identities = rows('s1');
		expect(await read(reassign({ reviewItemsReference: items }))).toEqual({
			reassign: [{ type: 'ITEM', id: 'r1' }],
			...rest,
		});
		expect(
			await read(reassign({ reviewItemsReference: items, identitiesReference: identities })),
		).toEqual({
			reassign: [
				{ type: 'ITEM', id: 'r1' },
				{ type: 'IDENTITY_SUMMARY', id: 's1' },
			],
			...rest,
		});
		await expect(read(reassign())).rejects.toThrow("'Review Items' is required");
	});

	test('takes other types as JSON, as workflows that were saved before do', async () => {
		const list = [{ type: 'TARGET_SUMMARY', id: 't1' }];
		const value = { 'body.reason': 'Holiday', 'body.reassign': JSON.stringify(list) };
		const values = { mappingMode: 'defineBelow', value };
		expect(await read(reassign({ values }))).toEqual({ reassign: list, ...rest });
		const fields = await editorFor(createCredential(tenant()), reassign()).fields();
		const json = fields.find(({ id }) => id === 'body.reassign')!;
		expect(json).toMatchObject({ displayName: 'Reassign (JSON)', required: false, removed: true });
		expect(json.defaultValue).toBeUndefined();
	});
});

describe('a report', () => {
	test('can be chosen from the list of tasks, or given as text by workflows that were saved before', async () => {
		const report = { resource: 'report', operation: 'getReportResultV1' };
		await editorFor(createCredential(tenant()), report).search('searchPathParameter1');
		expect(tenant().counters.requests.at(-1)!.url).toContain('/task-status/v1');
		for (const pathParameter1 of ['t1', locator('t1')]) {
			await getFailure(request(tenant(), { ...report, pathParameter1 }));
			expect(tenant().counters.requests.at(-1)!.url).toContain('/reports/v1/t1/result');
		}
	});
});

const updateRole = (more: IDataObject = {}) => ({
	resource: 'role',
	operation: 'patchRoleV1',
	pathParameter1: locator('r1'),
	...more,
});
const change = (...changes: IDataObject[]) => ({
	change: changes.map(({ path, ...one }) => ({
		op: 'replace',
		path: locator(path, 'path'),
		...one,
	})),
});

describe('references of an update', () => {
	test('are changes that replace the field, or the whole list', async () => {
		const references = {
			ownerReference: locator('i1'),
			accessProfilesReference: rows('p1', 'p2'),
			segmentsReference: rows('g1'),
		};
		expect(await read(updateRole({ references }))).toEqual([
			{ op: 'replace', path: '/owner', value: { type: 'IDENTITY', id: 'i1' } },
			{
				op: 'replace',
				path: '/accessProfiles',
				value: [
					{ type: 'ACCESS_PROFILE', id: 'p1' },
					{ type: 'ACCESS_PROFILE', id: 'p2' },
				],
			},
			{ op: 'replace', path: '/segments', value: ['g1'] },
		]);
	});

	test('set a field that the object may lack, such as the owner of an entitlement', async () => {
		const parameters = {
			resource: 'entitlement',
			operation: 'patchEntitlementV1',
			pathParameter1: locator('e1'),
			references: { ownerReference: locator('i1') },
		};
		expect(await read(parameters)).toEqual([
			{ op: 'add', path: '/owner', value: { type: 'IDENTITY', id: 'i1' } },
		]);
	});

	test('come after the changes, so a test can check the earlier value', async () => {
		const changes = change(
			{ op: 'test', path: '/owner/id', value: 'i0' },
			{ path: '/description', value: 'New' },
			{ op: 'copy', from: '/owner/name', path: '/name' },
		);
		const references = { ownerReference: locator('i1') };
		expect(await read(updateRole({ changes, references }))).toEqual([
			{ op: 'test', path: '/owner/id', value: 'i0' },
			{ op: 'replace', path: '/description', value: 'New' },
			{ op: 'copy', from: '/owner/name', path: '/name' },
			{ op: 'replace', path: '/owner', value: { type: 'IDENTITY', id: 'i1' } },
		]);
	});

	test.each([
		[{ path: '/owner', valueType: 'json', value: '{"id":"i2"}' }],
		[{ path: 'owner', valueType: 'json', value: '{"id":"i2"}' }],
		[{ path: '/owner/id', value: 'i2' }],
		[{ op: 'remove', path: '/owner' }],
		[{ op: 'move', from: '/owner', path: '/description' }],
		[{ op: 'copy', from: '/description', path: '/owner/name' }],
	])('are rejected beside the change %j of the same field', async (one) => {
		const parameters = updateRole({
			changes: change({ path: '/name', value: 'x' }, one),
			references: { ownerReference: locator('i1') },
		});
		await expect(read(parameters)).rejects.toThrow(
			"'Owner' is set, and change 2 under 'Changes' writes to the same field '/owner'",
		);
	});

	test('are rejected beside a change that adds to the same list', async () => {
		const parameters = updateRole({
			changes: change({ op: 'add', path: '/segments/-', value: 'g2' }),
			references: { segmentsReference: rows('g1') },
		});
		await expect(read(parameters)).rejects.toThrow(
			"'Segments' is set, and change 1 under 'Changes' writes to the same field '/segments'",
		);
	});

	test("don't clash with a change of a field whose name starts alike", async () => {
		const parameters = updateRole({
			changes: change({ path: '/ownership', value: 'x' }),
			references: { ownerReference: locator('i1') },
		});
		expect(await read(parameters)).toHaveLength(2);
	});

	test.each([
		['one object', { ownerReference: locator('') }, "'Owner' is empty"],
		['a list', { segmentsReference: {} }, "'Segments' is empty"],
		['a list without rows', { segmentsReference: { row: [] } }, "'Segments' is empty"],
	])('are rejected if %s is added and left empty', async (_what, references, message) => {
		const changes = change({ path: '/name', value: 'x' });
		await expect(read(updateRole({ changes, references }))).rejects.toThrow(message);
	});

	test('are needed if there are no changes', async () => {
		const { message } = await getFailure(request(tenant(), updateRole({ references: {} })));
		expect(message).toMatch(/^'Changes' is empty/);
		expect(tenant().counters.requests).toHaveLength(0);
	});

	test('are ignored if the values are given as JSON', async () => {
		const jsonBody = '[{"op":"remove","path":"/segments"}]';
		const references = { ownerReference: locator('i1') };
		expect(await read(updateRole({ specifyValues: 'json', jsonBody, references }))).toEqual(
			JSON.parse(jsonBody),
		);
	});
});

type Table = 'accessProfiles' | 'roles' | 'sources' | 'workgroups' | 'entitlements' | 'accounts';

test.each<[string, string, Table, string, string]>([
	['accessProfile', 'patchAccessProfileV1', 'accessProfiles', 'ownerReference', 'owner'],
	['role', 'patchRoleV1', 'roles', 'ownerReference', 'owner'],
	['source', 'updateSourceV1', 'sources', 'ownerReference', 'owner'],
	['governanceGroup', 'patchWorkgroupV1', 'workgroups', 'ownerReference', 'owner'],
	['entitlement', 'patchEntitlementV1', 'entitlements', 'ownerReference', 'owner'],
	['account', 'updateAccountV1', 'accounts', 'identityReference', 'identityId'],
])('%s: %s sets the chosen object in ISC', async (resource, operation, table, picker, field) => {
	const { id } = tenant().data.identities.at(1)!;
	const parameters = {
		resource,
		operation,
		pathParameter1: locator(tenant().data[table].at(0)!.id),
		references: { [picker]: locator(id) },
	};
	await request(tenant(), parameters);
	const after = tenant().data[table].at(0) as unknown as IDataObject;
	expect(field === 'owner' ? (after.owner as IDataObject).id : after[field]).toBe(id);
});

test('a value that is given twice is rejected with both labels', async () => {
	const { values } = createProfile();
	const owner = { 'body.name': 'P', 'body.owner': '{"id": "x"}' };
	const twice = {
		...(values as object),
		...buildOperationFields(getOperationById('createAccessProfileV1')!, owner),
	};
	await expect(read(createProfile({ values: twice }))).rejects.toThrow(
		"'Owner' is set, and so is 'owner' under 'Values'",
	);
});

test('a list that is given twice is rejected with both labels', async () => {
	const parameters = {
		resource: 'accessRequest',
		operation: 'createAccessRequestV1',
		references: { rolesReference: rows('r1') },
		values: buildOperationFields(getOperationById('createAccessRequestV1')!, {
			'body.requestedItems': '[{"type": "ROLE", "id": "r2"}]',
		}),
	};
	await expect(read(parameters)).rejects.toThrow(
		"'Roles' is set, and so is 'requestedItems' under 'Values'",
	);
});

test('a required reference that is left empty is rejected', async () => {
	await expect(read(createProfile({ ownerReference: locator('') }))).rejects.toThrow(
		/^'Owner' is required/,
	);
});

// Without them, the request would have no objects to act on.
test.each([
	['identity', 'startIdentityProcessingV1', {}, 'Identities'],
	['governanceGroup', 'updateWorkgroupMembersV1', { pathParameter1: locator('w1') }, 'Members'],
	['governanceGroup', 'deleteWorkgroupMembersV1', { pathParameter1: locator('w1') }, 'Members'],
	['campaign', 'moveV1', { pathParameter1: locator('c1') }, 'Certifications'],
	['account', 'disableAccountsForIdentitiesV1', {}, 'Identities'],
	['account', 'enableAccountsForIdentitiesV1', {}, 'Identities'],
])(
	'%s %s without %j rows is rejected by the label %s',
	async (resource, operation, more, label) => {
		await expect(read({ resource, operation, ...more })).rejects.toThrow(`'${label}' is required`);
	},
);

const NOTHING: unknown[] = [
	undefined,
	null,
	'',
	' ',
	'undefined',
	'null',
	'[object Object]',
	[],
	[''],
	{},
];

const getRequired = ({ id }: Operation) =>
	OPERATION_REFERENCES.get(id)!.filter(({ isRequired }) => isRequired);

function parametersFor(
	operation: Operation,
	{ parameter, isOpen, many }: Reference,
	value: unknown,
) {
	const picker = many ? rows('x', value) : locator(value);
	return {
		resource: resourceOf(operation.id),
		operation: operation.id,
		...Object.fromEntries(
			getRequired(operation).map((one) => [
				one.parameter,
				one.many ? rows('other') : locator('other'),
			]),
		),
		...Object.fromEntries(
			pathValuesFor(operation).map((id, index) => [`pathParameter${index + 1}`, locator(id)]),
		),
		...(isOpen ? { [parameter]: picker } : { references: { [parameter]: picker } }),
	} as IDataObject;
}

/** Values for all other fields, so that nothing but the reference can fail. */
function otherValues(operation: Operation, { field, entry }: Reference): IDataObject {
	const own = field?.split('.')[0];
	const chosen = [own, ...getRequired(operation).map((one) => one.field)];
	if (entry) {
		const value = { 'body.decision': 'APPROVE', 'body.bulk': false };
		return { mappingMode: 'defineBelow', value } as IDataObject;
	}
	const values = Object.entries(valuesFor(operation)).filter(
		([name]) => name !== 'body' && !chosen.some((one) => name === `body.${one}`),
	);
	return buildOperationFields(operation, {
		...Object.fromEntries(values),
		...(own === 'attributes' && { 'body.attributes': '{}' }),
	});
}

const everyReference = [...OPERATION_REFERENCES].flatMap(([id, references]) =>
	references.map((reference) => [id, reference.label, reference] as const),
);

test.each(everyReference)(
	'%s: %s rejects an expression that returns nothing',
	async (id, label, reference) => {
		const operation = getOperationById(id)!;
		const parameters = parametersFor(operation, reference, '={{ $json.id }}');
		const results = await readRequests(
			{ ...parameters, values: otherValues(operation, reference) },
			NOTHING.map((value) => ({ id: value }) as IDataObject),
		);
		const named = reference.isOpen ? new RegExp(`^'${label}'`) : new RegExp(`'${label}'`);
		for (const result of results) {
			expect(result).toBeInstanceOf(Error);
			expect((result as Error).message).toMatch(named);
		}
	},
);

test.each(everyReference)(
	'%s: %s rejects an entry that is left empty',
	async (id, label, reference) => {
		if (!reference.many) return;
		const parameters = parametersFor(getOperationById(id)!, reference, '');
		await expect(read(parameters)).rejects.toThrow(`'${label}' has an entry without an ID`);
	},
);

test.each(everyReference)('%s: %s changes the body', async (id, _label, reference) => {
	const operation = getOperationById(id)!;
	const { parameter, isOpen, many } = reference;
	const parameters = {
		...parametersFor(operation, reference, 'y'),
		values: otherValues(operation, reference),
	};
	const body = JSON.stringify(await read(parameters));
	expect(body).toContain('"y"');
	const picker = isOpen ? parameter : 'references';
	const without = await read({ ...parameters, [picker]: isOpen && !many ? locator('') : {} }).catch(
		() => ({}),
	);
	expect(JSON.stringify(without)).not.toContain('"y"');
});

/** Lists that the simulator doesn't have. */
const NOT_SIMULATED = [
	'getConnectorListV1',
	'getLifecycleStatesV1',
	'getManagedClustersV1',
	'listPasswordPoliciesV1',
	'listWorkgroupMembersV1',
];

/** Returns the object that the path of an operation names, if its list needs one. */
function getParent(id: string): string {
	const { identities, certifications, workgroups } = tenant().data;
	if (id === 'setLifecycleStateV1') return identities.idAt(0);
	return (resourceOf(id) === 'certification' ? certifications : workgroups).idAt(0);
}

const pickers = [...new Set(everyReference.map(([id, , { list }]) => `${id} ${list}`))].map((row) =>
	row.split(' '),
);

test.each(pickers)('the picker of %s lists the objects of %s', async (id = '', list = '') => {
	const editor = editorFor(createCredential(tenant()), {
		resource: resourceOf(id),
		operation: id,
		pathParameter1: locator(getParent(id)),
	});
	const search = editor.search(getSearchMethod(list) as never);
	if (NOT_SIMULATED.includes(list)) {
		await getFailure(search);
	} else {
		const { results } = await search;
		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) expect([name, value].every(Boolean)).toBe(true);
	}
	const { path } = getOperationById(list)!;
	expect(tenant().counters.requests.at(-1)!.url).toContain(path.split('{')[0]);
});

const reads = ACTION_RESOURCES.flatMap(({ value: resource, operations }) =>
	operations
		.filter(({ operation }) => hasQueryOnly(operation))
		.flatMap(({ operation }) =>
			operation.parameters
				.filter((one) => one.in !== 'path')
				.map(
					(parameter) =>
						[operation.id, parameter.name, { resource, operation, parameter }] as const,
				),
		),
);

const queryOf = async (parameters: IDataObject, item: IDataObject = {}) => {
	let query: IDataObject = {};
	const reader = {
		description: new Isc().description,
		async execute(this: IExecuteFunctions) {
			query = (await readParams(this, 0)).request.query as IDataObject;
			return [[]];
		},
	};
	await runNode(createCredential(tenant()), {
		nodeType: reader as unknown as INodeType,
		parameters,
		items: [{ json: item }],
	});
	return query;
};

test.each(reads)('%s sends %s, and rejects it without a value', async (_id, name, one) => {
	const { resource, operation, parameter } = one;
	const samples = valuesFor(operation);
	const sample = samples[`query.${name}`];
	const required = operation.parameters.filter((each) => each.required && each.in === 'query');
	const withValue = (value: unknown) =>
		({
			resource,
			operation: operation.id,
			...Object.fromEntries(
				pathValuesFor(operation).map((id, index) => [`pathParameter${index + 1}`, locator(id)]),
			),
			...Object.fromEntries(
				required.map((each) => [getQueryParameterName(each), samples[`query.${each.name}`]]),
			),
			...(parameter.required
				? { [getQueryParameterName(parameter)]: value }
				: { additionalParameters: { [getQueryParameterName(parameter)]: value } }),
		}) as IDataObject;
	const reference = findQueryReference(parameter);
	const given = Array.isArray(sample) ? sample.join(',') : sample;
	const toPicker = (value: unknown) => (reference?.many ? rows('x', value) : locator(value));
	if (reference) {
		const { [name]: value } = await queryOf(withValue(toPicker('y')));
		expect([value].flat().join(',')).toBe(reference.many ? 'x,y' : 'y');
	} else {
		expect(await queryOf(withValue(given))).toHaveProperty([name]);
	}
	const expression = '={{ $json.x }}';
	for (const value of [undefined, null, '', ' ', 'undefined', []]) {
		const { message } = await getFailure(
			queryOf(withValue(reference ? toPicker(expression) : expression), {
				x: value,
			} as IDataObject),
		);
		if (reference) expect(message).toContain(`'${reference.label}'`);
		else if (value === undefined && !parameter.required) {
			expect(message).toMatch(/^'Additional Parameters' has no value/);
		} else expect(message).toMatch(/^'/);
	}
	if (!reference || parameter.required) return;
	// A picker that was added and left empty would match more than the user means.
	const { message } = await getFailure(queryOf(withValue(reference.many ? {} : locator(''))));
	expect(message).toMatch(`'${reference.label}' is empty`);
});

test('a filter expression for a list without filters is rejected', async () => {
	const parameters = { resource: 'workflow', operation: 'listWorkflowsV1' };
	const options = { filterExpression: 'name eq "x"' };
	expect((await getFailure(request(tenant(), { ...parameters, options }))).message).toMatch(
		/^'Filter Expression' is set, but '.*' has no filters/,
	);
	expect(tenant().counters.requests).toHaveLength(0);
});
