import type { OperationObject } from '../../../../scripts/catalogue/openApi.mts';
import {
	UnsupportedSpecError,
	parseDocument,
} from '../../../../scripts/catalogue/parseDocument.mts';
import { answering, document, inPath, inQuery, operation, readOne } from './document.mts';

test('reads a plain operation', () => {
	expect(readOne('GET /things/v1/{id}', { parameters: [inPath('id')] })).toEqual({
		id: 'doThingV1',
		method: 'GET',
		path: '/things/v1/{id}',
		service: 'Things',
		title: 'Do a thing',
		experimental: false,
		deprecated: false,
		auth: 'user',
		scopes: ['idn:thing:read'],
		levels: [],
		parameters: [{ name: 'id', in: 'path', type: 'string', required: true }],
		response: { kind: 'object', status: 200 },
	});
});

test('reads experimental and deprecated with replacements', () => {
	const header = { name: 'X-SailPoint-Experimental', in: 'header', required: true };
	expect(
		readOne('GET /things/v1', {
			parameters: [header],
			deprecated: true,
			'x-replaced-by': ['doThingV1'],
		}),
	).toMatchObject({
		experimental: true,
		deprecated: true,
		replacedBy: ['doThingV1'],
		parameters: [],
	});
});

const asks = { summary: 'Count things', 'x-only-reads': true };

test('reads a POST as read-only by a confirmed correction', () => {
	expect(readOne('POST /things/v1/count', asks).readOnly).toBe(true);
	expect(readOne('POST /things/v1/count', { summary: 'Count things' }).readOnly).toBeUndefined();
});

test.each<[string, string, Partial<OperationObject>, string]>([
	['another method', 'PUT', asks, 'is not a POST'],
	[
		'a title that says otherwise',
		'POST',
		{ ...asks, summary: 'Start things' },
		"its title is 'Start things'",
	],
	['an answer that says otherwise', 'POST', { ...asks, responses: { '202': {} } }, 'returns 202'],
])('rejects the read-only mark of %s', (_what, method, more, message) => {
	expect(() => readOne(`${method} /things/v1`, more)).toThrow(message);
});

test.each<[string, OperationObject['security'], string, string[]]>([
	['both schemes', [{ userAuth: ['a:b'] }, { applicationAuth: ['a:b'] }], 'any', ['a:b']],
	['none', [{}], 'none', []],
	['what the document says', undefined, 'user', ['sp:scopes:all']],
])('reads the security %s', (_what, security, auth, scopes) => {
	expect(readOne('GET /things/v1', { security })).toMatchObject({ auth, scopes });
});

test('orders parameters: path, query, header', () => {
	const parameters = [
		{ name: 'Accept-Language', in: 'header', schema: { type: 'string' } },
		inQuery('b'),
		inPath('two'),
		inPath('one'),
	];
	expect(
		readOne('GET /things/v1/{one}/{two}', { parameters }).parameters.map(({ name }) => name),
	).toEqual(['one', 'two', 'b', 'Accept-Language']);
});

test.each([
	[
		{ type: 'integer', minimum: 1, maximum: 9, default: 2 },
		{ type: 'integer', min: 1, max: 9, default: 2 },
	],
	[{ type: 'string', format: 'date-time' }, { type: 'dateTime' }],
	[
		{ type: 'string', format: 'comma-separated' },
		{ type: 'list', csv: true },
	],
	[
		{ type: 'array', items: { type: 'string', enum: ['A', 'B'] } },
		{ type: 'list', enum: ['A', 'B'] },
	],
	[
		{ type: 'string', enum: ['A', null] },
		{ type: 'string', enum: ['A'] },
	],
])('reads a parameter of %j', (schema, facts) => {
	const { parameters } = readOne('GET /things/v1', { parameters: [inQuery('p', schema)] });
	expect(parameters).toEqual([{ name: 'p', in: 'query', required: false, ...facts }]);
});

test('reads a list that is not repeated as comma-separated', () => {
	const schema = { type: 'array', items: { type: 'string' } };
	const parameters = [inQuery('p', schema, { explode: false })];
	expect(readOne('GET /things/v1', { parameters }).parameters[0]).toMatchObject({ csv: true });
});

test.each<[string, Partial<OperationObject> & Record<string, unknown>, string]>([
	['no ID', { operationId: undefined }, 'has no ID'],
	['no title', { summary: '' }, 'has no title'],
	['two services', { tags: ['A', 'B'] }, 'belongs to 2 services'],
	['a replacement that is none', { 'x-replaced-by': ['other'] }, 'replaced by other'],
	['an unknown scheme', { security: [{ basic: [] }] }, "unknown security scheme 'basic'"],
	['two schemes at once', { security: [{ userAuth: [], applicationAuth: [] }] }, 'at once'],
	['no scheme', { security: [] }, 'empty list'],
	['an application only', { security: [{ applicationAuth: [] }] }, 'no token with a user'],
	['an odd scope', { security: [{ userAuth: ['a:b '] }] }, "'a:b ' isn't a scope"],
	['a scope as level', { 'x-sailpoint-userLevels': ['a:b'] }, "'a:b' isn't a user level"],
	['a misspelt key', { 'x-sailpont-userLevels': ['A'] }, "unknown key 'x-sailpont-userLevels'"],
	['a stray path parameter', { parameters: [inPath('id')] }, 'differ'],
	['an unknown place', { parameters: [{ name: 'p', in: 'cookie' }] }, "unknown location 'cookie'"],
	['no schema', { parameters: [{ name: 'p', in: 'query' }] }, 'has no schema'],
	['one name twice', { parameters: [inQuery('p'), inPath('p')] }, "'p' is duplicated"],
	[
		'an object',
		{ parameters: [inQuery('p', { type: 'object' })] },
		'has an unsupported type: object',
	],
	['an unknown style', { parameters: [inQuery('p', {}, { style: 'deepObject' })] }, 'style'],
	['an unknown type', { parameters: [inQuery('p', { type: 'text' })] }, "unknown type 'text'"],
	['an unknown format', { parameters: [inQuery('p', { type: 'string', format: 'x' })] }, 'format'],
	['an odd value', { parameters: [inQuery('p', { enum: ['a', false] })] }, 'unsupported value'],
	[
		'an unknown keyword',
		{ parameters: [inQuery('p', { patternProperties: {} } as object)] },
		"unknown keyword 'patternProperties'",
	],
	[
		'a broken reference',
		{ responses: answering({ $ref: '#/components/x' }) },
		"the referenced value doesn't exist",
	],
	[
		'a reference outside',
		{ responses: answering({ $ref: 'x.yaml' }) },
		'leads to another document',
	],
])('rejects %s', (_what, more, message) => {
	expect(() => readOne('GET /things/v1', more)).toThrow(message);
});

test('rejects an undeclared placeholder', () => {
	expect(() => readOne('GET /things/v1/{id}')).toThrow('placeholders [id]');
});

test('rejects an optional path parameter', () => {
	const parameters = [inPath('id', { required: false })];
	expect(() => readOne('GET /things/v1/{id}', { parameters })).toThrow('not required');
});

test('rejects duplicate IDs and requests', () => {
	const twice = { 'GET /a/v1': operation('a'), 'GET /b/v1': operation('a') };
	expect(() => parseDocument(document(twice))).toThrow('a: is duplicated');
	const same = { 'GET /a/v1/{x}': operation('a'), 'GET /a/v1/{y}': operation('b') };
	expect(() => parseDocument(document(same))).toThrow('GET /a/v1/{}: is duplicated');
});

test('reports all errors at once', () => {
	const faulty = document({
		'GET /a/v1': operation('a', { summary: '' }),
		'GET /b/v1': operation('b', { tags: [] }),
	});
	expect(() => parseDocument(faulty)).toThrow(UnsupportedSpecError);
	expect(() => parseDocument(faulty)).toThrow(
		'2 not supported:\n  a: has no title\n  b: belongs to 0 services',
	);
});

test('rejects other keys of a path', () => {
	expect(() => parseDocument(document({ 'TRACE /a/v1': operation('a') }))).toThrow(
		"unknown key 'trace'",
	);
});
