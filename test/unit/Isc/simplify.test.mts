import Ajv from 'ajv';

import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import {
	createSimplifier,
	SIMPLIFIED_OPERATIONS,
} from '../../../nodes/shared/output/simplifyOperations.ts';
import stored from '../../../nodes/shared/output/simplifyOperations.json';
import schema from '../../../schemas/simplify.schema.json';
import { getFieldAtPath, type Fields } from '../../../scripts/outputSchemas/fields.mts';
import responseFields from '../../../scripts/outputSchemas/responseFields.json';

/** More fields than this are simplified, to as many at most. */
const MAX_FIELDS = 10;

const known = responseFields as unknown as Record<string, Fields>;

const entries = Object.entries(stored).flatMap(([resource, list]) =>
	list.flatMap(({ operations, fields }) =>
		operations.map((id) => ({ resource, id, fields: fields })),
	),
);
const paths = entries.flatMap(({ id, fields }) =>
	Object.values(fields).map((path) => [id, path] as const),
);

const reads = ACTION_RESOURCES.flatMap(({ operations }) => operations)
	.map(({ operation }) => operation)
	.filter(({ method, response }) => method === 'GET' && response.kind !== 'file')
	.map(({ id }) => id);

test('simplifyOperations.json matches its schema', () => {
	const ajv = new Ajv({ allErrors: true });
	expect(ajv.validate(schema, stored) ? [] : ajv.errors).toEqual([]);
});

test('the schema rejects more than 10 fields', () => {
	const fields = Object.fromEntries([...'abcdefghijk'].map((name) => [name, name]));
	const data = { account: [{ operations: ['getAccountV1'], fields }] };
	expect(new Ajv().validate(schema, data)).toBe(false);
});

test('a read is simplified exactly if its records have more than 10 fields', () => {
	const long = reads.filter((id) => Object.keys(known[id]!).length > MAX_FIELDS);
	expect([...SIMPLIFIED_OPERATIONS].sort()).toEqual(long.sort());
	expect(long.length).toBeGreaterThan(30);
});

test('each operation is listed once, under its own resource', () => {
	expect(new Set(SIMPLIFIED_OPERATIONS).size).toBe(entries.length);
	for (const { resource, id } of entries) {
		const own = ACTION_RESOURCES.find(({ value }) => value === resource)!;
		expect(own.operations.map(({ operation }) => operation.id)).toContain(id);
	}
});

const isDocumented = (fields: Fields, path: string) =>
	getFieldAtPath(fields, path.split('.')) !== undefined;

test.each(paths)('%s returns %s', (id, path) => {
	expect(isDocumented(known[id]!, path)).toBe(true);
});

test('a field that ISC does not document is noticed', () => {
	expect(isDocumented(known.getAccountV1!, 'invented')).toBe(false);
	expect(isDocumented(known.getAccountV1!, 'identity.invented')).toBe(false);
	expect(isDocumented(known.getAccountV1!, 'name.invented')).toBe(false);
});

test('references are flattened to name and ID', () => {
	const nested = entries
		.flatMap(({ fields }) => Object.entries(fields))
		.filter(([, path]) => path.includes('.'));
	expect(nested.length).toBeGreaterThan(30);
	for (const [name, path] of nested) {
		if (path.endsWith('.id')) expect(name).toMatch(/Ids?$/);
		if (path.endsWith('.name')) expect(name).toMatch(/Names?$/);
	}
});

describe('a simplified record', () => {
	const simplify = createSimplifier('listRolesV1')!;

	test('has flat values, with lists of references as lists of names', () => {
		expect(
			simplify({
				id: 'r1',
				name: 'Role',
				description: null,
				owner: { type: 'IDENTITY', id: 'i1', name: 'Ann' },
				accessProfiles: [
					{ id: 'a1', name: 'One' },
					{ id: 'a2', name: 'Two' },
				],
				segments: [],
			}),
		).toEqual({
			id: 'r1',
			name: 'Role',
			description: null,
			ownerId: 'i1',
			ownerName: 'Ann',
			accessProfileNames: ['One', 'Two'],
		});
	});

	test('leaves out what the record lacks', () => {
		expect(simplify({ id: 'r1', owner: null })).toEqual({ id: 'r1' });
	});

	test('keeps empty lists, false and 0', () => {
		expect(simplify({ id: 'r1', accessProfiles: [], enabled: false })).toEqual({
			id: 'r1',
			accessProfileNames: [],
			enabled: false,
		});
	});

	test.each([[{ other: 1 }], ['text'], [null], [[1]]])(
		'is %j itself if it has no known field',
		(record) => {
			expect(simplify(record)).toBe(record);
		},
	);

	test('is a copy: the record stays as it is', () => {
		const record = Object.freeze({ id: 'r1', owner: Object.freeze({ id: 'i1' }) });
		expect(simplify(record)).not.toBe(record);
	});
});

test('an operation with short records is not simplified', () => {
	expect(createSimplifier('listWorkgroupsV1')).toBeUndefined();
	expect(createSimplifier()).toBeUndefined();
});
