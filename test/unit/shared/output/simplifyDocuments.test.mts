import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

import { DOCUMENT_TYPES } from '../../../../nodes/shared/catalogue/documentTypes.ts';
import { SEARCH_INDEX_OPTIONS } from '../../../../nodes/shared/editor/searchIndices.ts';
import { createDocumentSimplifier } from '../../../../nodes/shared/output/simplifyDocuments.ts';
import stored from '../../../../nodes/shared/output/simplifyDocuments.json';
import schema from '../../../../schemas/simplifyDocuments.schema.json';
import { getFieldAtPath, type Fields } from '../../../../scripts/outputSchemas/fields.mts';
import responseFields from '../../../../scripts/outputSchemas/responseFields.json';

const getDocumentFields = (type: string) =>
	(responseFields as unknown as Record<string, Fields>)[`${type}document`]!;

const paths = Object.entries(stored).flatMap(([type, fields]) =>
	Object.entries(fields).map(([name, path]) => [type, name, path] as const),
);

test('simplifyDocuments.json matches its schema', () => {
	const ajv = new Ajv({ allErrors: true });
	expect(ajv.validate(schema, stored) ? [] : ajv.errors).toEqual([]);
});

test('the schema rejects more than nine fields, so that the type makes ten', () => {
	const fields = Object.fromEntries([...'abcdefghij'].map((name) => [name, name]));
	expect(new Ajv().validate(schema, { role: fields })).toBe(false);
});

test('the documents of each index have fields and a type', () => {
	const indices = SEARCH_INDEX_OPTIONS.map(({ value }) => String(value));
	expect(Object.keys(DOCUMENT_TYPES).sort()).toEqual([...indices].sort());
	expect(Object.keys(stored).sort()).toEqual(Object.values(DOCUMENT_TYPES).sort());
});

/** ISC returns these, but doesn't document them. */
const UNDOCUMENTED = ['entitlement.description'];

test.each(paths)('%s returns %s from %s, which ISC documents', (type, name, path) => {
	const isDocumented = getFieldAtPath(getDocumentFields(type), path.split('.')) !== undefined;
	expect(isDocumented).toBe(!UNDOCUMENTED.includes(`${type}.${path}`));
	if (path.endsWith('.id')) expect(name).toMatch(/Ids?$/);
	if (path.endsWith('.name')) expect(name).toMatch(/Names?$/);
});

test('documents of each type have more than 10 fields', () => {
	for (const type of Object.keys(stored))
		expect(Object.keys(getDocumentFields(type)).length).toBeGreaterThan(10);
});

test('the documentation lists the fields', () => {
	const text = readFileSync(join(import.meta.dirname, '../../../../docs/search.md'), 'utf8');
	for (const { name, value } of SEARCH_INDEX_OPTIONS) {
		const fields = (stored as Record<string, object>)[DOCUMENT_TYPES[String(value)]!]!;
		const list = Object.keys(fields).map((field) => `\`${field}\``);
		expect(text.replaceAll(/ +/g, ' ')).toContain(`| **${name}** | ${list.join(', ')} |`);
	}
});

describe('a simplified document', () => {
	const role = {
		_type: 'role',
		id: 'r1',
		name: 'Role',
		owner: { id: 'i1', name: 'Ann', email: 'a' },
		accessProfiles: [{ id: 'a1', name: 'One' }],
		synced: 'x',
	};
	const simple = {
		id: 'r1',
		name: 'Role',
		ownerId: 'i1',
		ownerName: 'Ann',
		accessProfileNames: ['One'],
	};

	test('has flat values', () => {
		expect(createDocumentSimplifier(['roles'])(role)).toEqual(simple);
	});

	test.each([[['roles', 'identities']], [[]], [undefined], [['*']]])(
		'has its type if %j is searched',
		(indices) => {
			expect(createDocumentSimplifier(indices)(role)).toEqual({ documentType: 'role', ...simple });
		},
	);

	test('has the type of the index if it names none', () => {
		const { _type, ...plain } = role;
		expect(createDocumentSimplifier(['roles'])(plain)).toEqual(simple);
		expect(createDocumentSimplifier(['roles', 'events'])(plain)).toBe(plain);
	});

	test.each([[{ _type: 'machine', id: 1 }], [{ _type: 'role', other: 1 }], ['text'], [null]])(
		'is %j itself if its type or its fields are unknown',
		(document) => {
			expect(createDocumentSimplifier(['roles'])(document)).toBe(document);
			expect(createDocumentSimplifier([])(document)).toBe(document);
		},
	);

	test('is a copy: the document stays as it is', () => {
		const frozen = Object.freeze({ ...role });
		expect(createDocumentSimplifier([])(frozen)).not.toBe(frozen);
	});
});
