import type { Schema } from '../../../../scripts/catalogue/openApi.mts';
import { createResolver } from '../../../../scripts/catalogue/resolveRefs.mts';
import { buildSample } from '../../../../scripts/catalogue/sampleValues.mts';
import { resolveSchema } from '../../../../scripts/catalogue/schemas.mts';

const resolve = createResolver({});
const sample = (schema: Schema, name?: string) =>
	buildSample(resolveSchema(schema, resolve), resolve, name);
const text = { type: 'string' };

test.each([
	[text, 'newOwnerId'],
	[{ type: 'string', enum: [null, 'A'] }, 'A'],
	[{ type: 'string', minLength: 12 }, 'newOwnerId00'],
	[{ type: 'string', maxLength: 3 }, 'new'],
	[{ type: 'string', pattern: '^\\{\\}$' }, '{}'],
	[{ type: 'string', format: 'uuid' }, '00000000-0000-4000-8000-000000000000'],
	[{ type: 'string', format: 'email' }, 'user@example.com'],
	[{ type: 'string', format: 'date-time' }, '2030-01-31T12:00:00Z'],
	[{ type: 'integer' }, 1],
	[{ type: 'integer', minimum: 15 }, 15],
	[{ type: 'integer', maximum: 0 }, 0],
	[{ type: 'integer', default: 240 }, 240],
	[{ type: 'boolean' }, false],
	[{ type: 'boolean', default: true }, true],
	[{}, {}],
	[{ type: 'array', items: text }, ['newOwnerId']],
	[{ oneOf: [{ type: 'integer' }, text] }, 1],
])('%j: %j', (schema, value) => {
	expect(sample(schema, 'newOwnerId')).toEqual(value);
});

test('includes required properties of an object', () => {
	const owner = { type: 'object', required: ['id'], properties: { id: text, note: text } };
	expect(
		sample({
			type: 'object',
			required: ['owners'],
			properties: { owners: { type: 'array', items: owner }, more: text },
		}),
	).toEqual({ owners: [{ id: 'id' }] });
});

test('includes all writable properties down to a depth if none is required', () => {
	const deep = { type: 'object', properties: { b: { type: 'object', properties: { c: text } } } };
	const id = { type: 'string', readOnly: true };
	expect(sample({ type: 'object', properties: { id, a: deep } })).toEqual({ a: { b: {} } });
});

test('rejects an unknown pattern', () => {
	expect(() => sample({ type: 'string', pattern: '^x$' })).toThrow("unknown pattern '^x$'");
});
