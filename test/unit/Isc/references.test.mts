import Ajv from 'ajv';

import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import stored from '../../../nodes/Isc/references.json';
import {
	getSearchMethod,
	getTopField,
	OPERATION_REFERENCES,
} from '../../../nodes/Isc/references.ts';
import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import schema from '../../../schemas/references.schema.json';

const rows = [...OPERATION_REFERENCES].flatMap(([id, references]) =>
	references.map((reference) => ({ id, ...reference })),
);

test('the data follows its schema', () => {
	const validate = new Ajv().compile(schema);
	validate(stored);
	expect(validate.errors).toBeNull();
});

test('operations are in alphabetical order', () => {
	const ids = [...OPERATION_REFERENCES.keys()];
	expect(ids).toEqual([...ids].sort());
});

test.each(rows)('$id $label refers to a field, a list, and an action that exist', (row) => {
	const { id, field, list, many, type, with: from = {} } = row;
	const operation = getOperationById(id)!;
	const actions = ACTION_RESOURCES.flatMap(({ operations }) => operations);
	expect(actions.map((one) => one.operation.id)).toContain(id);
	const { body } = operation;
	expect(body?.kind).toBe('json');

	if (field === undefined) {
		expect(body).toMatchObject({ type: 'list', items: 'object' });
		expect(many).toBe(true);
	} else {
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

	const { response, parameters } = getOperationById(list)!;
	expect(response.kind).toBe('list');
	const paths = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
	expect(Object.keys(from)).toEqual(paths);
	const own = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
	for (const name of Object.values(from)) expect(own).toContain(name);
});

test('an operation has no parameter twice, and no list with two meanings', () => {
	for (const references of OPERATION_REFERENCES.values()) {
		const names = references.map(({ parameter }) => parameter);
		expect(new Set(names).size).toBe(names.length);
		// The search method of a list takes the parent from the first reference to it.
		for (const { list, with: from } of references) {
			expect(references.find((one) => one.list === list)!.with).toEqual(from);
		}
	}
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
	for (const { list } of rows) expect(methods).toContain(getSearchMethod(list));
});
