import { findSchemaViolation } from '../../../nodes/IscTrigger/webhook/validateResponse.ts';

const schema = JSON.stringify({
	type: 'object',
	required: ['approved', 'approver'],
	properties: {
		approved: { type: 'boolean' },
		approver: { type: ['string', 'null'] },
		level: { type: 'integer' },
		kind: { type: 'string', enum: ['IDENTITY', 'GOVERNANCE_GROUP'] },
		owner: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
	},
});
const good = { approved: true, approver: null };

test.each<[unknown, string | undefined]>([
	[good, undefined],
	[{ ...good, level: 2, kind: 'IDENTITY', owner: { id: 'a' }, more: 1 }, undefined],
	[{ ...good, kind: '' }, undefined],
	[{ ...good, kind: 'IDENTITY', level: null }, "'level' must be integer, and is null"],
	[[good], 'the response must be an object'],
	['yes', 'the response must be an object'],
	[undefined, 'the response must be an object'],
	[{ approved: true }, "'approver' is missing"],
	[{ ...good, approved: 'yes' }, "'approved' must be boolean, and is string"],
	[{ ...good, level: 1.5 }, "'level' must be integer, and is number"],
	[{ ...good, kind: 'ROLE' }, "'kind' must be one of IDENTITY, GOVERNANCE_GROUP"],
	[{ ...good, owner: {} }, "'id' is missing"],
])('%j: %s', (response, problem) => expect(findSchemaViolation(response, schema)).toBe(problem));

test.each([undefined, '', 'no schema'])('accepts any object for the schema %j', (text) => {
	expect(findSchemaViolation({ any: 1 }, text)).toBeUndefined();
});

/** Builds a schema as ISC returns it: a definition, and a reference to it. */
const buildSchema = (definition: object, more: object = {}) =>
	JSON.stringify({
		definitions: { 'record:Output': definition, ...more },
		$ref: '#/definitions/record:Output',
	});

const approver = {
	type: ['null', 'object'],
	required: ['id', 'type'],
	additionalProperties: true,
	properties: { id: { type: 'string' }, type: { enum: ['IDENTITY', 'GOVERNANCE_GROUP'] } },
};

describe('follows references', () => {
	test.each<[unknown, string | undefined]>([
		[{ id: 'a', type: 'IDENTITY', more: 1 }, undefined],
		[{ id: '', type: '' }, undefined],
		[{ anything: 'at all' }, "'id' is missing"],
		[{ id: 'a', type: 'ROLE' }, "'type' must be one of IDENTITY, GOVERNANCE_GROUP"],
		[{ id: 1, type: 'IDENTITY' }, "'id' must be string, and is number"],
	])('%j: %s', (response, problem) =>
		expect(findSchemaViolation(response, buildSchema(approver))).toBe(problem),
	);

	test('in list items, and with escaped names', () => {
		const outer = {
			type: 'object',
			properties: {
				approvers: { type: 'array', items: { $ref: '#/definitions/a~1b' } },
				first: { $ref: '#/definitions/a~1b' },
			},
		};
		const schemas = buildSchema(outer, { 'a/b': approver });
		const valid = { id: 'a', type: 'IDENTITY' };
		expect(findSchemaViolation({ approvers: [valid], first: valid }, schemas)).toBeUndefined();
		expect(findSchemaViolation({ approvers: [valid, {}] }, schemas)).toBe("'id' is missing");
		expect(findSchemaViolation({ approvers: [valid, 'x'] }, schemas)).toBe(
			"entry 2 of 'approvers' must be null or object, and is string",
		);
		expect(findSchemaViolation({ approvers: valid }, schemas)).toMatch(/'approvers' must be array/);
		expect(findSchemaViolation({ first: { id: 'a' } }, schemas)).toBe("'type' is missing");
	});

	test('in a schema nested in another schema', () => {
		const inner = JSON.parse(buildSchema(approver)) as object;
		const schemas = JSON.stringify({ definitions: { outer: inner }, $ref: '#/definitions/outer' });
		expect(findSchemaViolation({ id: 'a', type: 'IDENTITY' }, schemas)).toBeUndefined();
		expect(findSchemaViolation({ id: 'a' }, schemas)).toBe("'type' is missing");
	});

	test('without endless loops, also to a missing definition', () => {
		const loop = JSON.stringify({ $ref: '#' });
		expect(findSchemaViolation({ a: 1 }, loop)).toBeUndefined();
		expect(findSchemaViolation({ a: 1 }, JSON.stringify({ $ref: '#/nowhere' }))).toBeUndefined();
		const list = buildSchema({
			type: 'object',
			properties: { next: { $ref: '#/definitions/record:Output' }, n: { type: 'number' } },
		});
		expect(findSchemaViolation({ n: 1, next: { n: 2, next: { n: 3 } } }, list)).toBeUndefined();
		expect(findSchemaViolation({ n: 1, next: { next: { n: 'x' } } }, list)).toMatch(
			/'n' must be number/,
		);
	});
});

describe('requires one of several schemas to match', () => {
	const byWord = (word: string) => ({
		type: 'object',
		required: ['decision'],
		properties: {
			decision: {
				[word]: [{ type: 'boolean' }, { type: 'string', enum: ['yes', 'no'] }, { const: 7 }],
			},
		},
	});

	test.each(['oneOf', 'anyOf'])('with %s', (word) => {
		const schemas = buildSchema(byWord(word));
		for (const decision of [true, 'no', 7]) {
			expect(findSchemaViolation({ decision }, schemas)).toBeUndefined();
		}
		for (const decision of ['perhaps', 8, null]) {
			expect(findSchemaViolation({ decision }, schemas)).toMatch(
				/'decision' doesn't match any schema of the event/,
			);
		}
	});

	test('requires all schemas of allOf to match, and accepts null if it is nullable', () => {
		const both = JSON.stringify({
			allOf: [
				{ type: 'object', required: ['a'] },
				{ properties: { a: { type: 'string', nullable: true } }, additionalProperties: false },
			],
		});
		expect(findSchemaViolation({ a: null }, both)).toBeUndefined();
		expect(findSchemaViolation({}, both)).toBe("'a' is missing");
		expect(findSchemaViolation({ a: 'x', b: 1 }, both)).toBe("'b' isn't a field of the response");
	});
});

test('accepts every object for a schema in another language than JSON Schema', () => {
	const avro = { type: 'record', name: 'Output', fields: [{ name: 'approved', type: 'boolean' }] };
	expect(findSchemaViolation({ any: 1 }, JSON.stringify(avro))).toBeUndefined();
	expect(findSchemaViolation({ any: 1 }, '7')).toBeUndefined();
	expect(findSchemaViolation({ any: 1 }, 'null')).toBeUndefined();
});
