import Ajv from 'ajv';

import {
	ATTRIBUTE_SCHEMAS,
	findAttributeSchema,
	getAttributeId,
	getAttributeName,
	getSourcePicker,
} from '../../../nodes/Isc/attributeSchemas.ts';
import stored from '../../../nodes/Isc/attributeSchemas.json';
import { Isc } from '../../../nodes/Isc/Isc.node.ts';
import { getPathParameters } from '../../../nodes/Isc/selectedOperation.ts';
import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import schema from '../../../schemas/attributeSchemas.schema.json';

test('attributeSchemas.json follows its schema', () => {
	const validate = new Ajv().compile(schema);
	validate(stored);
	expect(validate.errors).toBeNull();
});

test.each([...ATTRIBUTE_SCHEMAS])(
	'%s refers to a field, a list, and a picker that exist',
	(id, spec) => {
		const operation = getOperationById(id)!;
		expect(operation.body!.fields.find(({ name }) => name === spec.field)!.type).toBe('object');
		const list = getOperationById(spec.list)!;
		expect(list.response.kind).toBe('list');
		expect(getPathParameters(list)).toHaveLength(1);
		const { name, label } = getSourcePicker(spec);
		const { properties } = new Isc().description;
		expect(properties.some((one) => one.name === name && one.displayName === label)).toBe(true);
		if (typeof spec.source === 'string') return;
		// The picker is the only path parameter.
		expect(getPathParameters(operation).map((one) => one.name)).toEqual(
			Object.values(spec.source.path),
		);
	},
);

test('an operation of the whole API has no picker for its source', () => {
	expect(findAttributeSchema('account', { id: 'createAccountV1' })).toBeDefined();
	expect(findAttributeSchema('apiOperation', { id: 'createAccountV1' })).toBeUndefined();
	expect(findAttributeSchema('apiOperation', { id: 'putAccountV1' })).toBeDefined();
});

test.each(['a', 'a.b', '%41', '100%', '["x"]', 'a\\b', 'tab\t', 'ñ 名 😀', "'"])(
	'the name %j survives in the ID of its field',
	(name) => {
		const id = getAttributeId(name);
		expect(id).toMatch(/^attribute\.[^"[\]\\\p{Cc}]*$/u);
		expect(getAttributeName(id.slice('attribute.'.length))).toBe(name);
	},
);

test('an ID that someone typed is read as it is', () => {
	expect(getAttributeName('50%')).toBe('50%');
});
