import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { readParams } from '../../nodes/Isc/parameters/readParams.ts';
import { hasQueryOnly, getQueryParameterName } from '../../nodes/Isc/queryParameters.ts';
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
			rolesReference: rows('r1'),
			accessProfilesReference: rows('p1'),
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
		rolesReference: rows('r1'),
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
			pathValuesFor(operation).map((id, index) => [`pathParameter${index + 1}`, locator(id)]),
		),
		...(isOpen ? { [parameter]: picker } : { references: { [parameter]: picker } }),
	} as IDataObject;
}

/** Values for all other fields, so that nothing but the reference can fail. */
function otherValues(operation: Operation, { field }: Reference): IDataObject {
	const own = field?.split('.')[0];
	const values = Object.entries(valuesFor(operation)).filter(
		([name]) => name !== `body.${own}` && name !== 'body',
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
const NOT_SIMULATED = ['getManagedClustersV1', 'listPasswordPoliciesV1', 'listWorkgroupMembersV1'];

const pickers = [...new Set(everyReference.map(([id, , { list }]) => `${id} ${list}`))].map((row) =>
	row.split(' '),
);

test.each(pickers)('the picker of %s lists the objects of %s', async (id = '', list = '') => {
	const editor = editorFor(createCredential(tenant()), {
		resource: resourceOf(id),
		operation: id,
		pathParameter1: locator(tenant().data.workgroups.at(0)!.id),
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
	const given = Array.isArray(sample) ? sample.join(',') : sample;
	expect(await queryOf(withValue(given))).toHaveProperty([name]);
	for (const value of [undefined, null, '', ' ', 'undefined', []]) {
		const { message } = await getFailure(
			queryOf(withValue('={{ $json.x }}'), { x: value } as IDataObject),
		);
		expect(message).toMatch(
			value === undefined && !parameter.required ? /^'Additional Parameters' has no value/ : /^'/,
		);
	}
});

test('a filter expression for a list without filters is rejected', async () => {
	const parameters = { resource: 'workflow', operation: 'listWorkflowsV1' };
	const options = { filterExpression: 'name eq "x"' };
	expect((await getFailure(request(tenant(), { ...parameters, options }))).message).toMatch(
		/^'Filter Expression' is set, but '.*' has no filters/,
	);
	expect(tenant().counters.requests).toHaveLength(0);
});
