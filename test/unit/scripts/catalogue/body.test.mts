import { readBodyOf, readOne } from './document.mts';

const FORM = 'multipart/form-data';
const PATCH = 'application/json-patch+json';
const text = { type: 'string' };
const changes = {
	type: 'array',
	items: { type: 'object', properties: { op: text, path: text, value: {} } },
};

test('reads the writable fields of a flat body', () => {
	const body = readBodyOf({
		required: ['name'],
		allOf: [
			{ type: 'object', properties: { id: { type: 'string', readOnly: true }, name: text } },
			{
				type: 'object',
				properties: {
					level: { type: 'integer', minimum: 1, maximum: 5 },
					kind: { type: 'string', enum: ['A', 'B', 'A', null] },
					owner: { type: 'string', format: 'UUID' },
					tags: { type: 'array', items: { type: 'string', enum: ['X'] } },
				},
			},
		],
	});
	expect(body).toEqual({
		kind: 'json',
		contentType: 'application/json',
		required: true,
		type: 'object',
		fields: [
			{ name: 'name', type: 'string', required: true },
			{ name: 'level', type: 'integer', required: false, min: 1, max: 5 },
			{ name: 'kind', type: 'string', required: false, enum: ['A', 'B'] },
			{ name: 'owner', type: 'string', required: false },
			{ name: 'tags', type: 'list', required: false, items: 'string', enum: ['X'] },
		],
	});
});

test('reads a free-form body', () => {
	expect(readBodyOf({ type: 'object', additionalProperties: true })).toMatchObject({
		fields: [],
		free: true,
		sample: {},
	});
});

test('reads lists of texts and objects', () => {
	expect(readBodyOf({ type: 'array', items: text })).toMatchObject({
		type: 'list',
		items: 'string',
		fields: [],
		sample: ['text'],
	});
	expect(
		readBodyOf({ type: 'array', items: { type: 'object', properties: { id: text } } }),
	).toMatchObject({
		type: 'list',
		items: 'object',
		fields: [{ name: 'id' }],
		sample: [{ id: 'id' }],
	});
});

test('reads a text body', () => {
	expect(readBodyOf({ type: 'string' })).toMatchObject({ type: 'string', sample: 'text' });
});

test('merges the fields of alternatives', () => {
	const one = { type: 'object', required: ['a', 'b'], properties: { a: text, b: text } };
	const other = { type: 'object', required: ['a'], properties: { a: text, c: { type: 'object' } } };
	const body = readBodyOf({ oneOf: [one, other] });
	expect(body?.fields).toMatchObject([
		{ name: 'a', required: true },
		{ name: 'b', required: false },
		{ name: 'c', required: false },
	]);
	expect(body?.sample).toEqual({ a: 'a', b: 'b' });
});

test.each([
	['by its content type and fields', changes, PATCH],
	['as plain JSON', changes, 'application/json'],
	['where all is open', { type: 'array', items: { type: 'object' } }, PATCH],
])('reads a list of changes: %s', (_what, schema, contentType) => {
	expect(readBodyOf(schema, contentType)).toEqual({
		kind: 'jsonPatch',
		contentType,
		required: true,
		type: 'list',
		fields: [],
	});
});

test('a correction can mark a body as not a patch', () => {
	const requestBody = {
		content: { [PATCH]: { schema: { type: 'object', properties: { a: text } } } },
	};
	expect(readOne('POST /things/v1', { requestBody, 'x-is-patch': false }).body).toMatchObject({
		kind: 'json',
		contentType: PATCH,
		required: false,
	});
});

test('reads a form with a file', () => {
	const file = { type: 'string', format: 'binary' };
	expect(
		readBodyOf({ type: 'object', required: ['file'], properties: { file, note: text } }, FORM),
	).toMatchObject({
		kind: 'form',
		fields: [
			{ name: 'file', type: 'file', required: true },
			{ name: 'note', type: 'string', required: false },
		],
	});
});

test.each([
	['an unknown content type', text, 'text/html', "unknown content type 'text/html'"],
	['a patch that is an object', { type: 'object', properties: { a: text } }, PATCH, 'JSON Patch'],
	['a form without fields', { type: 'object' }, FORM, 'a form without fields'],
	[
		'a required name without a property',
		{ type: 'object', required: ['x'], properties: { a: text } },
		'application/json',
		"'x' is required, but not declared",
	],
])('rejects %s', (_what, schema, contentType, message) => {
	expect(() => readBodyOf(schema, contentType)).toThrow(message);
});

test('rejects several content types and missing schemas', () => {
	const read = (content: object) =>
		readOne('POST /things/v1', { requestBody: { content } as never });
	const media = { schema: changes };
	expect(() => read({ 'application/json': media, [PATCH]: media })).toThrow('several');
	expect(() => read({ 'application/json': {} })).toThrow('no schema');
});
