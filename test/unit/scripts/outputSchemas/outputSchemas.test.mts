import { Script } from 'node:vm';

import { ACTION_RESOURCES } from '../../../../nodes/Isc/actions.ts';
import { Isc } from '../../../../nodes/Isc/Isc.node.ts';
import { IscSearch } from '../../../../nodes/IscSearch/IscSearch.node.ts';
import { DOCUMENT_TYPES } from '../../../../nodes/shared/catalogue/documentTypes.ts';
import { buildOutputSchemas } from '../../../../scripts/outputSchemas/buildOutputSchemas.mts';
import {
	getFieldAtPath,
	toObjectSchema,
	type Fields,
	type JsonSchema,
} from '../../../../scripts/outputSchemas/fields.mts';
import responseFields from '../../../../scripts/outputSchemas/responseFields.json';

const NO_FIELDS = 'ISC documents an object without fields';

/** Actions whose fields n8n can't show, with the reason. */
const WITHOUT_SCHEMA: Record<string, string> = {
	'Isc/accessRequest/approveAccessRequestV1': NO_FIELDS,
	'Isc/accessRequest/cancelAccessRequestV1': NO_FIELDS,
	'Isc/accessRequest/forwardAccessRequestV1': NO_FIELDS,
	'Isc/accessRequest/rejectAccessRequestV1': NO_FIELDS,
	'Isc/account/updateAccountV1': NO_FIELDS,
	'Isc/campaign/completeCampaignV1': NO_FIELDS,
	'Isc/campaign/startCampaignReportV1': NO_FIELDS,
	'Isc/campaign/startCampaignV1': NO_FIELDS,
	'Isc/job/waitForJob': 'the fields depend on the type of the job',
	'Isc/triggerInvocation/respondInvocation': 'returns what the user enters',
	'IscSearch/aggregate': 'the columns are named after the groups',
	'IscSearch/getDocument': 'the fields depend on the index',
	'IscSearch/search': 'the fields depend on the index',
	'IscSearch/typeAhead': "ISC doesn't document the fields",
};

const schemas = buildOutputSchemas();
const actions = [new Isc(), new IscSearch()].flatMap(({ description: { name, properties } }) =>
	properties
		.filter((property) => property.name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			options.map((option) =>
				[
					name === 'isc' ? 'Isc' : 'IscSearch',
					...((displayOptions?.show?.resource as string[] | undefined) ?? []),
					(option as { value: string }).value,
				].join('/'),
			),
		),
);
const getFile = (action: string) => action.replace('/', '/__schema__/v1.0.0/') + '.json';
const getPropertyNames = (action: string) =>
	Object.keys(schemas.get(getFile(action))?.properties ?? {});

test('each action has a schema, or is listed with the reason', () => {
	const missing = actions.filter((action) => !schemas.has(getFile(action)));
	expect(missing.sort()).toEqual(Object.keys(WITHOUT_SCHEMA).sort());
	expect(actions.length).toBeGreaterThan(140);
});

test('each schema belongs to an action', () => {
	const files = actions.map(getFile);
	expect([...schemas.keys()].filter((file) => !files.includes(file))).toEqual([]);
});

test('the folder is that of the version of the nodes', () => {
	for (const { description } of [new Isc(), new IscSearch()]) expect(description.version).toBe(1);
});

/** Returns all schemas within a schema, with their paths. */
const collectSchemas = (schema: JsonSchema, path = ''): Array<[string, JsonSchema]> => [
	[path, schema],
	...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
		collectSchemas(inner, `${path}.${name}`),
	),
	...(schema.items ? collectSchemas(schema.items, `${path}[0]`) : []),
];

test('n8n can build an expression for each field', () => {
	for (const [file, schema] of schemas) {
		expect(schema.type).toBe('object');
		expect([file, Object.keys(schema.properties ?? {}).length]).not.toEqual([file, 0]);
		for (const [path] of collectSchemas(schema)) {
			expect(() => new Script(`item${path}`)).not.toThrow();
		}
	}
});

test('the response fields of all actions are known', () => {
	const ids = ACTION_RESOURCES.flatMap(({ operations }) => operations)
		.filter(({ operation }) => ['list', 'object'].includes(operation.response.kind))
		.map(({ operation }) => operation.id);
	const documents = Object.values(DOCUMENT_TYPES).map((type) => `${type}document`);
	expect(Object.keys(responseFields).sort()).toEqual([...ids, ...documents].sort());
});

test('a simplified action has the fields of simplifyOperations.json, references flattened', () => {
	expect(schemas.get(getFile('Isc/role/listRolesV1'))!.properties).toEqual({
		id: { type: 'string' },
		name: { type: 'string' },
		description: { type: 'string' },
		enabled: { type: 'boolean' },
		requestable: { type: 'boolean' },
		dimensional: { type: 'boolean' },
		ownerId: { type: 'string' },
		ownerName: { type: 'string' },
		accessProfileNames: { type: 'array', items: { type: 'string' } },
		modified: { type: 'string' },
	});
	expect(getPropertyNames('Isc/identity/listIdentitiesV1')).toContain('department');
});

test('other actions have the fields of the response', () => {
	const { properties } = schemas.get(getFile('Isc/role/createRoleV1'))!;
	expect(properties).toMatchObject({
		id: { type: 'string' },
		owner: { type: 'object', properties: { id: { type: 'string' } } },
		accessProfiles: { type: 'array', items: { properties: { name: { type: 'string' } } } },
		created: { type: 'string' },
	});
});

test('a response without a body has the fields that the node adds', () => {
	expect(getPropertyNames('Isc/role/deleteRoleV1')).toEqual(['deleted']);
	expect(getPropertyNames('Isc/workItem/forwardWorkItemV1')).toEqual(['success', 'statusCode']);
	// This deletion starts a job, which ISC returns.
	expect(getPropertyNames('Isc/source/deleteSourceV1')).toEqual(['type', 'id', 'name']);
});

test('a file has the fields that the node adds', () => {
	expect(getPropertyNames('Isc/report/getReportV1')).toEqual([
		'fileName',
		'mimeType',
		'statusCode',
	]);
});

describe('a schema', () => {
	test('has the types of JSON', () => {
		const fields: Fields = {
			text: 'string',
			date: 'dateTime',
			count: 'integer',
			share: 'number',
			isOn: 'boolean',
			anything: 'any',
			map: 'object',
			names: ['string'],
			list: [],
		};
		expect(toObjectSchema(fields).properties).toEqual({
			text: { type: 'string' },
			date: { type: 'string' },
			count: { type: 'integer' },
			share: { type: 'number' },
			isOn: { type: 'boolean' },
			anything: {},
			map: { type: 'object' },
			names: { type: 'array', items: { type: 'string' } },
			list: { type: 'array' },
		});
	});

	test('leaves out names that an expression with a dot does not find', () => {
		expect(
			Object.keys(toObjectSchema({ a: 'any', 'b.$': 'any', 'c-d': 'any' }).properties!),
		).toEqual(['a']);
	});
});

describe('the field at a path', () => {
	const record: Fields = {
		owner: { name: 'string' },
		roles: [{ name: 'string', tags: ['string'] }],
		attributes: 'object',
	};

	test.each([
		['owner.name', 'string'],
		['owner', { name: 'string' }],
		['roles.name', ['string']],
		['roles.tags', [['string']]],
		['attributes.department', 'any'],
		['owner.phone', undefined],
		['roles.phone', undefined],
		['owner.name.first', undefined],
	])('%s is %j', (path, expected) => {
		expect(getFieldAtPath(record, path.split('.'))).toEqual(expected);
	});
});
