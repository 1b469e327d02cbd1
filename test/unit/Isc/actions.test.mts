import Ajv from 'ajv';

import { ACTION_RESOURCES, findAction, parseActions } from '../../../nodes/Isc/actions.ts';
import stored from '../../../nodes/Isc/actions.json';
import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import { getPathParameterLabel } from '../../../nodes/Isc/descriptions/pathParameters.ts';
import { getPathParameters } from '../../../nodes/Isc/selectedOperation.ts';
import schema from '../../../schemas/actions.schema.json';

const actions = ACTION_RESOURCES.flatMap(({ value, operations }) =>
	operations.map((action) => ({ resource: value, ...action })),
);

test('actions.json matches its schema', () => {
	const ajv = new Ajv({ allErrors: true });
	expect(ajv.validate(schema, stored) ? [] : ajv.errors).toEqual([]);
});

test.each([
	[
		'an unknown key',
		{ id: 'getAccountV1', name: 'Get', action: 'Get x', description: 'X', path: '/x' },
	],
	['no description', { id: 'getAccountV1', name: 'Get', action: 'Get account' }],
	['a REST line', { id: 'GET /accounts/v1', name: 'Get', action: 'Get x', description: 'X' }],
	['a full stop', { id: 'getAccountV1', name: 'Get', action: 'Get x', description: 'Get x.' }],
])('the schema rejects an operation with %s', (_what, operation) => {
	const data = { account: { name: 'Account', operations: [operation] } };
	expect(new Ajv().validate(schema, data)).toBe(false);
});

const parse = (operation: object) => () =>
	parseActions({ account: { name: 'Account', operations: [operation as never] } });
const WORDS = { name: 'Get', action: 'Get account', description: 'Retrieve an account' };

test.each([
	[
		'an operation',
		{ ...WORDS, id: 'getAccountV9' },
		"the catalogue has no operation 'getAccountV9'",
	],
	[
		'a path parameter',
		{ ...WORDS, id: 'getAccountV1', pathLabels: { accountId: 'Account' } },
		"the path of 'getAccountV1' has no path parameter 'accountId'",
	],
])(
	'an entry with %s that does not exist fails at once and names the file',
	(_what, entry, message) => {
		expect(parse(entry)).toThrow(`nodes/Isc/actions.json: ${message}`);
	},
);

describe.each(actions)('$operation.id', ({ resource, operation, action, description }) => {
	test('describes itself in a sentence for people', () => {
		expect(description.split(' ').length).toBeGreaterThan(1);
		expect(description).not.toMatch(/\/|[{}]|\b(GET|POST|PUT|PATCH|DELETE)\b|scope|idn:/);
		expect(description).toMatch(/^[A-Z][a-z]+ /);
	});

	test('has an action text without articles', () => {
		expect(action).not.toMatch(/\b(a|an|the)\b/i);
	});

	test('is found by its resource and ID', () => {
		expect(findAction(resource, operation.id)?.operation).toBe(operation);
	});
});

test('resources and their operations are sorted by name', () => {
	const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b));
	const names = ACTION_RESOURCES.map(({ name }) => name);
	expect(names).toEqual(sorted(names));
	for (const { operations } of ACTION_RESOURCES) {
		const own = operations.map(({ name }) => name);
		expect(own).toEqual(sorted(own));
	}
});

test('list actions are named Get Many, and read single objects with Get', () => {
	const named = (name: string) => actions.filter((one) => one.name === name);
	for (const { operation } of named('Get Many')) expect(operation.response.kind).toBe('list');
	for (const { operation } of named('Get')) {
		expect(operation.method).toBe('GET');
		expect(getPathParameters(operation).length).toBeGreaterThan(0);
	}
});

test.each([
	['governanceGroup', 'listWorkgroupMembersV1', ['Governance Group']],
	['governanceGroup', 'updateWorkgroupMembersV1', ['Governance Group']],
	['governanceGroup', 'deleteWorkgroupMembersV1', ['Governance Group']],
	['governanceGroup', 'getWorkgroupV1', ['Governance Group']],
	['report', 'getReportV1', ['Report']],
	['report', 'getReportResultV1', ['Report']],
	['spConfig', 'getSpConfigExportV1', ['Export Job ID']],
	['spConfig', 'getSpConfigExportStatusV1', ['Export Job ID']],
	['workflow', 'getWorkflowExecutionV1', ['Workflow Execution ID']],
	['workflow', 'getWorkflowV1', ['Workflow']],
	['form', 'getFormDefinitionByKeyV1', ['Form']],
	['campaign', 'startCampaignReportV1', ['Campaign', 'Report Type']],
	['source', 'getSourceHealthV1', ['Source']],
	['identity', 'setLifecycleStateV1', ['Identity']],
	['apiOperation', 'getSourceSchemaV1', ['Path Parameter 1', 'Path Parameter 2']],
])('path parameters of %s, %s are labeled %j', (resource, id, labels) => {
	const operation = getOperationById(id)!;
	expect(
		getPathParameters(operation).map((parameter, index) =>
			getPathParameterLabel({ resource, operation: id }, parameter, index),
		),
	).toEqual(labels);
});
