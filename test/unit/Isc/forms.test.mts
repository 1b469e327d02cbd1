import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type ResourceMapperField,
} from 'n8n-workflow';

import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import { toResourceMapperFields } from '../../../nodes/Isc/operationFields.ts';
import { hasQueryOnly, getQueryParameterName } from '../../../nodes/Isc/queryParameters.ts';
import { getReferences } from '../../../nodes/Isc/references.ts';
import { getPathParameters } from '../../../nodes/Isc/selectedOperation.ts';
import { getOperationById, listOperations } from '../../../nodes/shared/catalogue/operations.ts';
import { shownIn } from '../nodeDescriptionRules.mts';

const { description } = new Isc();
const { properties } = description;

const actions = ACTION_RESOURCES.flatMap(({ value: resource, operations }) =>
	operations.map(({ operation, shownFields }) => ({
		resource,
		operation,
		shownFields,
		id: operation.id,
	})),
);
const reads = actions.filter(({ operation }) => operation.body === undefined);
const writes = actions.filter(({ operation }) => operation.body !== undefined);

const show = (values: INodeParameters) => shownIn(description, values);
const showAction = ({ resource, id }: { resource: string; id: string }) =>
	show({ resource, operation: id });

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
	['source', 'createSourceV1', ['Connector', 'Owner'], ['body.name']],
	['accessProfile', 'createAccessProfileV1', ['Owner', 'Source'], ['body.name']],
	['role', 'createRoleV1', ['Owner'], ['body.name']],
	['account', 'createAccountV1', ['Source'], ['body.attributes']],
	['governanceGroup', 'createWorkgroupV1', ['Owner'], []],
	['governanceGroup', 'updateWorkgroupMembersV1', ['Members'], undefined],
	['accessRequest', 'createAccessRequestV1', ['Requested For'], []],
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

test('lists of objects can be given as JSON, required references and IDs only by their picker', () => {
	const idsOf = (resource: string, id: string) => {
		const operation = getOperationById(id)!;
		return toResourceMapperFields(operation, getReferences(resource, operation));
	};
	const submit = idsOf('accessRequest', 'createAccessRequestV1');
	expect(submit.find(({ id }) => id === 'body.requestedItems')!.displayName).toBe(
		'Requested Items (JSON)',
	);
	expect(submit.map(({ id }) => id)).not.toContain('body.requestedFor');
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

/** The fields of 'Additional Parameters' that an action shows. */
const parametersOf = (resource: string, operation: string) =>
	(
		properties.find(({ name }) => name === 'additionalParameters')!.options as INodeProperties[]
	).filter((option) =>
		NodeHelpers.displayParameterPath(
			{ resource, operation, additionalParameters: {} },
			option,
			'additionalParameters',
			{ typeVersion: 1 } as INode,
			description,
		),
	);

test('an action shows only its own query parameters', () => {
	for (const { resource, id, operation } of actions.filter((one) => hasQueryOnly(one.operation))) {
		const optional = operation.parameters.filter((one) => one.in !== 'path' && !one.required);
		expect(
			parametersOf(resource, id)
				.map(({ name }) => name)
				.sort(),
		).toEqual(optional.map(getQueryParameterName).sort());
	}
	expect(actions.filter(({ operation }) => hasQueryOnly(operation)).length).toBeGreaterThan(15);
});

/** The field that each type of value has. */
const FIELD_TYPES: Record<string, string> = {
	boolean: 'boolean',
	dateTime: 'dateTime',
	integer: 'number',
	number: 'number',
};

const getFieldType = ({ type, enum: values }: { type: string; enum?: unknown[] }) =>
	values && type !== 'list' ? 'options' : FIELD_TYPES[type];

test.each(actions)('$id has date pickers, lists, and switches', ({ resource, id, operation }) => {
	for (const parameter of operation.parameters) {
		const field =
			parameter.in === 'path'
				? properties.find(
						({ name, displayOptions }) =>
							name === `pathParameter${getPathParameters(operation).indexOf(parameter) + 1}` &&
							displayOptions!.show!.operation?.includes(id),
					)
				: hasQueryOnly(operation) && !parameter.required
					? parametersOf(resource, id).find(({ name }) => name === getQueryParameterName(parameter))
					: hasQueryOnly(operation)
						? properties.find(({ name }) => name === getQueryParameterName(parameter))
						: undefined;
		if (parameter.in === 'path' || hasQueryOnly(operation)) expect(field).toBeDefined();
		const expected = getFieldType(parameter);
		if (field && expected) expect([parameter.name, field.type]).toEqual([parameter.name, expected]);
		if (field?.type === 'options') {
			const values = (field.options as INodePropertyOptions[]).map(({ value }) => value);
			expect(values.sort()).toEqual([...parameter.enum!].sort());
		}
	}
	const fields = toResourceMapperFields(operation, getReferences(resource, operation));
	for (const one of operation.body?.fields ?? []) {
		const field = fields.find((built) => built.id === `body.${one.name}`);
		const expected = one.type === 'boolean' ? 'options' : getFieldType(one);
		if (field && expected) expect([one.name, field.type]).toEqual([one.name, expected]);
	}
});

const shownFieldsOf = ({ resource, operation, shownFields }: (typeof actions)[0]) =>
	toResourceMapperFields(operation, getReferences(resource, operation), shownFields).filter(
		({ removed }) => removed !== true,
	);
const hasValuesSection = (action: (typeof actions)[0]) => showAction(action).includes('values');

test.each(actions.filter(hasValuesSection))(
	"$id shows a field under 'Values', and at most four optional ones",
	(action) => {
		const shown = shownFieldsOf(action);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter(({ required }) => !required).length).toBeLessThanOrEqual(4);
		for (const name of action.shownFields) {
			expect(shown.map(({ id }) => id)).toContain(name === 'body' ? name : `body.${name}`);
		}
	},
);

test('optional fields that are shown have no value until the user enters one', () => {
	const optional = actions.flatMap(shownFieldsOf).filter(({ required }) => !required);
	expect(optional.length).toBeGreaterThan(10);
	// The editor sends this one with its default, which means the same in ISC as no value.
	const sent = optional.filter(({ defaultValue }) => defaultValue !== null);
	expect([...new Set(sent.map(({ id, defaultValue }) => `${id} ${defaultValue}`))]).toEqual([
		'body.input {}',
	]);
});

/** Returns the value that the editor gives a field when the user opens the node or adds the field. */
const getInitialValue = ({ type, defaultValue }: ResourceMapperField) =>
	defaultValue === undefined ? (type === 'boolean' ? false : null) : defaultValue;

test('a boolean among the values is true, false, or not sent', () => {
	const forms = [
		...listOperations().map((operation) => toResourceMapperFields(operation)),
		...actions.map(({ resource, operation, shownFields }) =>
			toResourceMapperFields(operation, getReferences(resource, operation), shownFields),
		),
	];
	const booleans = new Set(
		listOperations().flatMap(({ id, parameters, body }) => [
			...parameters.filter(({ type }) => type === 'boolean').map(({ name }) => `${id} ${name}`),
			...(body?.fields ?? [])
				.filter(({ type }) => type === 'boolean')
				.map(({ name }) => `${id} ${name}`),
		]),
	);
	const choices = forms
		.flat()
		.filter(({ options }) => options?.some(({ value }) => typeof value === 'boolean'));
	expect(choices.length).toBeGreaterThan(booleans.size);
	for (const field of choices) {
		expect([field.id, field.options!.map(({ value }) => value)]).toEqual([field.id, [true, false]]);
		expect([field.id, getInitialValue(field)]).toEqual([field.id, null]);
	}
	expect(forms.flat().filter(({ type }) => type === 'boolean')).toEqual([]);
});

test('an operation of the whole API shows its required fields, or else up to four simple ones', () => {
	for (const operation of listOperations()) {
		const fields = toResourceMapperFields(operation);
		const shown = fields.filter(({ removed }) => removed !== true);
		const required = fields.filter((field) => field.required);
		if (required.length > 0) {
			expect([operation.id, shown]).toEqual([operation.id, required]);
			continue;
		}
		expect(shown.length).toBeLessThanOrEqual(4);
		for (const { type, defaultValue } of shown) {
			expect(['string', 'number', 'dateTime', 'options']).toContain(type);
			expect(defaultValue).toBeNull();
		}
	}
});

/** Creates that people use most, by what identity teams automate. */
const FREQUENT_CREATES = [
	'createAccessProfileV1',
	'createAccessRequestV1',
	'createAccountV1',
	'createCampaignV1',
	'createFormInstanceV1',
	'createNonEmployeeRecordV1',
	'createRoleV1',
	'createSourceV1',
	'createTransformV1',
	'createWorkgroupV1',
];

/**
 * Inputs that a request can't do without, though ISC marks none of them as required: an access request needs people and
 * items, or a list that has both.
 */
const NEEDED: Record<string, string[]> = {
	createAccessRequestV1: ['requestedForReference', 'references'],
	createWorkgroupV1: ['ownerReference'],
};

/**
 * Counts the inputs of the first screen as a user sees them: fields and empty collections with their button. Resource, Operation,
 * and the credential aren't counted, because all nodes with actions have them. A section for values counts as its fields.
 */
function countInputs(action: (typeof actions)[0]) {
	const shown = showAction(action).filter((name) => {
		const types = properties.filter((one) => one.name === name).map(({ type }) => type);
		return (
			!['resource', 'operation', 'values'].includes(name) &&
			!types.every((type) => ['notice', 'hidden'].includes(type))
		);
	});
	const fields = hasValuesSection(action) ? shownFieldsOf(action) : [];
	const required = [
		...fields.filter((field) => field.required),
		...getReferences(action.resource, action.operation).filter(({ isRequired }) => isRequired),
		...shown.filter((name) => (NEEDED[action.id] ?? []).includes(name)),
	].length;
	const all = shown.length + fields.length;
	return { all, required, optional: all - required };
}

test.each(reads)('$id shows at most seven inputs, buttons included', (action) => {
	expect(countInputs(action).all).toBeLessThanOrEqual(7);
});

test.each(actions.filter(({ id }) => FREQUENT_CREATES.includes(id)))(
	'$id shows its required inputs and at most four others',
	(action) => {
		const { required, optional } = countInputs(action);
		process.stdout.write(`${action.id}: ${required} required, ${optional} others\n`);
		expect(optional).toBeLessThanOrEqual(4);
	},
);
