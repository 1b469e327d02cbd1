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
	[[good], 'the answer must be an object'],
	['yes', 'the answer must be an object'],
	[undefined, 'the answer must be an object'],
	[{ approved: true }, "'approver' is missing"],
	[{ ...good, approved: 'yes' }, "'approved' must be boolean, and is string"],
	[{ ...good, level: 1.5 }, "'level' must be integer, and is number"],
	[{ ...good, kind: 'ROLE' }, "'kind' must be one of IDENTITY, GOVERNANCE_GROUP"],
	[{ ...good, owner: {} }, "'id' is missing"],
])('%j: %s', (answer, problem) => expect(findSchemaViolation(answer, schema)).toBe(problem));

test.each([undefined, '', 'no schema'])('anything will do for the schema %j', (text) => {
	expect(findSchemaViolation({ any: 1 }, text)).toBeUndefined();
});

/** The form in which ISC gives schemas: a definition, and a reference to it. */
const referred = (definition: object, more: object = {}) =>
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

describe('what a reference leads to is looked at', () => {
	test.each<[unknown, string | undefined]>([
		[{ id: 'a', type: 'IDENTITY', more: 1 }, undefined],
		[{ id: '', type: '' }, undefined],
		[{ anything: 'at all' }, "'id' is missing"],
		[{ id: 'a', type: 'ROLE' }, "'type' must be one of IDENTITY, GOVERNANCE_GROUP"],
		[{ id: 1, type: 'IDENTITY' }, "'id' must be string, and is number"],
	])('%j: %s', (answer, problem) =>
		expect(findSchemaViolation(answer, referred(approver))).toBe(problem),
	);

	test('also one within, of a list, and by names with signs', () => {
		const outer = {
			type: 'object',
			properties: {
				approvers: { type: 'array', items: { $ref: '#/definitions/a~1b' } },
				first: { $ref: '#/definitions/a~1b' },
			},
		};
		const schemas = referred(outer, { 'a/b': approver });
		const right = { id: 'a', type: 'IDENTITY' };
		expect(findSchemaViolation({ approvers: [right], first: right }, schemas)).toBeUndefined();
		expect(findSchemaViolation({ approvers: [right, {}] }, schemas)).toBe("'id' is missing");
		expect(findSchemaViolation({ approvers: [right, 'x'] }, schemas)).toBe(
			"entry 2 of 'approvers' must be null or object, and is string",
		);
		expect(findSchemaViolation({ approvers: right }, schemas)).toMatch(/'approvers' must be array/);
		expect(findSchemaViolation({ first: { id: 'a' } }, schemas)).toBe("'type' is missing");
	});

	test('also by a schema that was put whole into another', () => {
		const inner = JSON.parse(referred(approver)) as object;
		const schemas = JSON.stringify({ definitions: { outer: inner }, $ref: '#/definitions/outer' });
		expect(findSchemaViolation({ id: 'a', type: 'IDENTITY' }, schemas)).toBeUndefined();
		expect(findSchemaViolation({ id: 'a' }, schemas)).toBe("'type' is missing");
	});

	test('one that leads back to itself, or to nothing, ends', () => {
		const loop = JSON.stringify({ $ref: '#' });
		expect(findSchemaViolation({ a: 1 }, loop)).toBeUndefined();
		expect(findSchemaViolation({ a: 1 }, JSON.stringify({ $ref: '#/nowhere' }))).toBeUndefined();
		const list = referred({
			type: 'object',
			properties: { next: { $ref: '#/definitions/record:Output' }, n: { type: 'number' } },
		});
		expect(findSchemaViolation({ n: 1, next: { n: 2, next: { n: 3 } } }, list)).toBeUndefined();
		expect(findSchemaViolation({ n: 1, next: { next: { n: 'x' } } }, list)).toMatch(
			/'n' must be number/,
		);
	});
});

describe('one of several forms has to fit', () => {
	const byWord = (word: string) => ({
		type: 'object',
		required: ['decision'],
		properties: {
			decision: {
				[word]: [{ type: 'boolean' }, { type: 'string', enum: ['yes', 'no'] }, { const: 7 }],
			},
		},
	});

	test.each(['oneOf', 'anyOf'])('of %s', (word) => {
		const schemas = referred(byWord(word));
		for (const decision of [true, 'no', 7]) {
			expect(findSchemaViolation({ decision }, schemas)).toBeUndefined();
		}
		for (const decision of ['perhaps', 8, null]) {
			expect(findSchemaViolation({ decision }, schemas)).toMatch(
				/'decision' matches none of the event's forms/,
			);
		}
	});

	test('all of allOf, and null where it may be', () => {
		const both = JSON.stringify({
			allOf: [
				{ type: 'object', required: ['a'] },
				{ properties: { a: { type: 'string', nullable: true } }, additionalProperties: false },
			],
		});
		expect(findSchemaViolation({ a: null }, both)).toBeUndefined();
		expect(findSchemaViolation({}, both)).toBe("'a' is missing");
		expect(findSchemaViolation({ a: 'x', b: 1 }, both)).toBe("'b' isn't a field of the answer");
	});
});

test('a schema in another language than JSON Schema refuses nothing', () => {
	const avro = { type: 'record', name: 'Output', fields: [{ name: 'approved', type: 'boolean' }] };
	expect(findSchemaViolation({ any: 1 }, JSON.stringify(avro))).toBeUndefined();
	expect(findSchemaViolation({ any: 1 }, '7')).toBeUndefined();
	expect(findSchemaViolation({ any: 1 }, 'null')).toBeUndefined();
});
