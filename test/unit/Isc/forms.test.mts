import type { INodeParameters, INodeProperties, ResourceMapperField } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import { toResourceMapperFields } from '../../../nodes/Isc/operationFields.ts';
import { hasQueryOnly, getQueryParameterName } from '../../../nodes/Isc/queryParameters.ts';
import { getReferences } from '../../../nodes/Isc/references.ts';
import { getOperationById, listOperations } from '../../../nodes/shared/catalogue/operations.ts';
import { shownIn } from '../nodeDescriptionRules.mts';

const { description } = new Isc();
const { properties } = description;

const actions = ACTION_RESOURCES.flatMap(({ value: resource, operations }) =>
	operations.map(({ operation }) => ({ resource, operation, id: operation.id })),
);
const reads = actions.filter(({ operation }) => operation.body === undefined);
const writes = actions.filter(({ operation }) => operation.body !== undefined);

const show = (values: INodeParameters) => shownIn(description, values);
const showAction = ({ resource, id }: { resource: string; id: string }) =>
	show({ resource, operation: id });

/** Notices are text; collections are buttons until the user adds something. */
const isInput = (name: string) => {
	const types = properties.filter((one) => one.name === name).map(({ type }) => type);
	return !types.every((type) =>
		['notice', 'hidden', 'collection', 'fixedCollection'].includes(type),
	);
};

test('Get Many Identities shows its fields in the order of n8n', () => {
	const shown = showAction({ resource: 'identity', id: 'listIdentitiesV1' });
	expect(shown.filter((name) => !['simplify', 'hasFilters'].includes(name))).toEqual([
		'resource',
		'operation',
		'returnAll',
		'limit',
		'filterRows',
		'sorterRows',
		'additionalParameters',
		'options',
	]);
});

test.each(reads)('$id shows at most seven inputs', (action) => {
	expect(showAction(action).filter(isInput).length).toBeLessThanOrEqual(7);
});

test.each(reads)('$id shows its query parameters and no values', (action) => {
	const shown = showAction(action);
	expect(shown).not.toContain('values');
	expect(shown).not.toContain('specifyValues');
	const parameters = action.operation.parameters.filter(({ in: place }) => place !== 'path');
	expect(shown.includes('additionalParameters')).toBe(parameters.some(({ required }) => !required));
	for (const parameter of parameters.filter(({ required }) => required)) {
		expect(shown).toContain(getQueryParameterName(parameter));
	}
});

test.each(writes)('$id shows values only if it has fields beside its references', (action) => {
	const shown = showAction(action);
	expect(shown).toContain('specifyValues');
	const fields = toResourceMapperFields(
		action.operation,
		getReferences(action.resource, action.operation),
	);
	expect(shown.includes('values')).toBe(fields.length > 0);
	const asJson = show({ resource: action.resource, operation: action.id, specifyValues: 'json' });
	expect(asJson).toEqual(expect.arrayContaining(['jsonQuery', 'jsonBody']));
	expect(asJson.filter((name) => name.endsWith('Reference'))).toEqual([]);
});

test('each operation of the whole API shows fields only if it has any', () => {
	for (const operation of listOperations()) {
		const shown = show({
			resource: 'apiOperation',
			apiOperation: { __rl: true, mode: 'list', value: `${operation.method} ${operation.path}` },
		});
		const hasBody = operation.body !== undefined;
		const hasFields = toResourceMapperFields(operation).length > 0;
		expect([operation.id, shown.includes('specifyValues')]).toEqual([operation.id, hasBody]);
		expect([operation.id, shown.includes('values')]).toEqual([operation.id, hasFields]);
		expect(shown.filter((name) => name === 'values').length).toBeLessThanOrEqual(1);
		expect(shown.filter((name) => name.endsWith('Reference'))).toEqual([]);
	}
});

const labelOf = (name: string, operation: string) =>
	properties.find(
		(one) => one.name === name && one.displayOptions?.show?.operation?.includes(operation),
	)?.displayName;

test.each([
	['source', 'createSourceV1', ['Owner'], ['body.name', 'body.connector']],
	['accessProfile', 'createAccessProfileV1', ['Owner', 'Source'], ['body.name']],
	['role', 'createRoleV1', ['Owner'], ['body.name']],
	['account', 'createAccountV1', ['Source'], ['body.attributes']],
	['governanceGroup', 'createWorkgroupV1', ['Owner'], []],
	['governanceGroup', 'updateWorkgroupMembersV1', ['Members'], undefined],
	[
		'accessRequest',
		'createAccessRequestV1',
		['Access Profiles', 'Entitlements', 'Requested For', 'Roles'],
		[],
	],
])('%s %s shows pickers and required fields', (resource, id, labels, required) => {
	const shown = showAction({ resource, id });
	const pickers = shown.filter((name) => name.endsWith('Reference'));
	expect(pickers.map((name) => labelOf(name, id)).sort()).toEqual(labels);
	if (required === undefined) {
		expect(shown).not.toContain('values');
		return;
	}
	const operation = getOperationById(id)!;
	const fields = toResourceMapperFields(operation, getReferences(resource, operation));
	const open = fields.filter((field: ResourceMapperField) => field.required);
	expect(open.map((field) => field.id)).toEqual(required);
});

test('optional references can be given as JSON, required ones only by their picker', () => {
	const idsOf = (resource: string, id: string) => {
		const operation = getOperationById(id)!;
		return toResourceMapperFields(operation, getReferences(resource, operation));
	};
	const submit = idsOf('accessRequest', 'createAccessRequestV1');
	expect(submit.find(({ id }) => id === 'body.requestedItems')!.displayName).toBe(
		'Requested Items (JSON)',
	);
	expect(submit.map(({ id }) => id)).toContain('body.requestedFor');
	const source = idsOf('source', 'createSourceV1').map(({ id }) => id);
	expect(source).not.toContain('body.owner');
	expect(source).toContain('body.cluster');
});

test('the default value of a field lacks the parts that have a picker', () => {
	const operation = getOperationById('createAccountV1')!;
	const start = (references = getReferences('account', operation)) =>
		toResourceMapperFields(operation, references)[0]!.defaultValue;
	expect(start([])).toContain('sourceId');
	expect(start()).not.toContain('sourceId');
});

test('query parameters have the field of their type', () => {
	const fieldsOf = (id: string) =>
		properties.find(
			({ name, displayOptions }) =>
				name === 'additionalParameters' && displayOptions!.show!.operation!.includes(id),
		)!.options as INodeProperties[];
	expect(fieldsOf('listRolesV1').map(({ name, type }) => [name, type])).toEqual([
		['forSegmentIds', 'string'],
		['forSubadmin', 'string'],
		['includeUnsegmented', 'boolean'],
	]);
	expect(fieldsOf('listIdentitiesV1')[0]).toMatchObject({
		type: 'options',
		default: 'CORRELATED_ONLY',
	});
	expect(actions.filter(({ operation }) => hasQueryOnly(operation)).length).toBeGreaterThan(15);
});
