import Ajv from 'ajv';
import get from 'lodash/get';

import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import storedQueryReferences from '../../../nodes/Isc/queryReferences.json';
import { getQueryParameters, hasQueryOnly } from '../../../nodes/Isc/queryParameters.ts';
import stored from '../../../nodes/Isc/references.json';
import {
	getEntryMode,
	getSearchMethod,
	getTopField,
	OPERATION_REFERENCES,
	REFERENCE_LISTS,
} from '../../../nodes/Isc/references.ts';
import { findOperationByRequest } from '../../../nodes/shared/catalogue/findOperation.ts';
import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../../nodes/shared/catalogue/types.ts';
import querySchema from '../../../schemas/queryReferences.schema.json';
import schema from '../../../schemas/references.schema.json';
import responseFields from '../../../scripts/outputSchemas/responseFields.json';

const rows = [...OPERATION_REFERENCES].flatMap(([id, references]) =>
	references.map((reference) => ({ id, ...reference })),
);

test.each([
	['references.json', stored, schema],
	['queryReferences.json', storedQueryReferences, querySchema],
])('%s follows its schema', (_name, data, itsSchema) => {
	const validate = new Ajv().compile(itsSchema);
	validate(data);
	expect(validate.errors).toBeNull();
});

test('operations are in alphabetical order', () => {
	const ids = [...OPERATION_REFERENCES.keys()];
	expect(ids).toEqual([...ids].sort());
});

test.each(rows)('$id $label refers to a field, a list, and an action that exist', (row) => {
	const { id, list, op, with: from = {} } = row;
	const operation = getOperationById(id)!;
	const actions = ACTION_RESOURCES.flatMap(({ operations }) => operations);
	expect(actions.map((one) => one.operation.id)).toContain(id);
	const { body } = operation;
	if (body?.kind === 'jsonPatch') expectUpdatedField(operation, row);
	else expectBodyField(operation, row);
	expect(op === undefined || body?.kind === 'jsonPatch').toBe(true);

	const { response } = getOperationById(list)!;
	expect(response.kind).toBe('list');
	expect(Object.keys(from)).toEqual(pathNamesOf(list));
	for (const source of Object.values(from)) {
		if (typeof source === 'string') {
			expect(pathNamesOf(id)).toContain(source);
			continue;
		}
		const { path, constants = {}, operation: read } = source;
		expect(Object.keys({ ...path, ...constants }).sort()).toEqual(pathNamesOf(read).sort());
		for (const name of Object.values(path)) expect(pathNamesOf(id)).toContain(name);
	}
});

const pathNamesOf = (id: string) =>
	getOperationById(id)!
		.parameters.filter((one) => one.in === 'path')
		.map(({ name }) => name);

type Row = (typeof rows)[0];

function expectBodyField({ body }: Operation, row: Row): void {
	const { field, many, type } = row;
	expect(body?.kind).toBe('json');
	if (field === undefined) {
		expect(body).toMatchObject({ type: 'list', items: 'object' });
		expect(many).toBe(true);
		return;
	}
	const top = body!.fields.find(({ name }) => name === getTopField(row));
	expect(top).toBeDefined();
	if (field === top!.name) {
		expect(top!.type === 'list').toBe(many === true);
		expect((many ? top!.items : top!.type) === 'object').toBe(type !== undefined);
	} else {
		// The catalogue knows only the fields at the top.
		expect(top!.type).toBe('object');
	}
}

/** The catalogue doesn't know what an update can change, but the object has the field. */
function expectUpdatedField({ path }: Operation, { field = '', many, type }: Row): void {
	const { operation } = findOperationByRequest('GET', path)!;
	const documented = (responseFields as unknown as Record<string, Record<string, unknown>>)[
		operation.id
	]!;
	const value: unknown = get(documented, field);
	expect(Array.isArray(value)).toBe(many === true);
	const found: unknown = Array.isArray(value) ? value[0] : value;
	if (type === undefined) expect(found).toBe('string');
	else expect(found).toMatchObject({ type: 'string', id: 'string' });
}

test('each query reference is a parameter of a read, and each of its lists is known', () => {
	const parameters = ACTION_RESOURCES.flatMap(({ operations }) =>
		operations.map(({ operation }) => operation),
	)
		.filter(hasQueryOnly)
		.flatMap(getQueryParameters);
	for (const [name, one] of Object.entries(storedQueryReferences)) {
		if (typeof one === 'string') continue;
		const found = parameters.filter((parameter) => parameter.name === name);
		expect(found.length).toBeGreaterThan(0);
		for (const { type } of found) {
			expect('many' in one ? ['list', 'string'] : ['string']).toContain(type);
		}
		expect(getOperationById(one.list)!.response.kind).toBe('list');
	}
	// A parameter for an ID has a picker.
	const names = parameters.map(({ name }) => name).filter((name) => /-?ids?$/i.test(name));
	for (const name of names) expect(storedQueryReferences).toHaveProperty([name]);
});

test('an operation has no parameter twice, and no list with two meanings', () => {
	for (const references of OPERATION_REFERENCES.values()) {
		const names = references.map(({ parameter }) => parameter);
		expect(new Set(names).size).toBe(names.length);
		// The search method of a list takes the parent from the first reference to it.
		for (const { list, with: from, value } of references) {
			const { with: firstFrom, value: firstValue } = references.find((one) => one.list === list)!;
			expect([firstFrom, firstValue]).toEqual([from, value]);
		}
	}
});

test.each([
	[undefined, 'By ID'],
	['accessRequestId', 'By Access Request ID'],
	['scriptName', 'By Script Name'],
])('a picker that sends %s is labeled %s', (value, label) => {
	expect(getEntryMode({ value })).toBe(label);
});

test("parameters don't clash with other parameters of the node", () => {
	const { properties } = new Isc().description;
	const pickers = new Set(rows.map(({ parameter }) => parameter));
	for (const { name, displayOptions } of properties.filter((one) => pickers.has(one.name))) {
		expect([name, displayOptions!.show!.specifyValues]).toEqual([name, ['fields']]);
	}
});

test('each list has a search method', () => {
	const methods = Object.keys(new Isc().methods.listSearch);
	for (const list of REFERENCE_LISTS) expect(methods).toContain(getSearchMethod(list));
	for (const { list } of rows) expect(REFERENCE_LISTS).toContain(list);
});
