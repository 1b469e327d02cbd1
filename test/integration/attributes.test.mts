import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { getAttributeId } from '../../nodes/Isc/attributeSchemas.ts';
import { editorFor } from './editor.mts';
import { createCredential, getFailure, request, useTenant } from './fixture.mts';
import { useScript } from './scripted.mts';

const { answer, run, sent, store } = useScript();
const tenant = useTenant({ counts: { identities: 10, accounts: 20, sources: 3 } });

const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;
const create = (more: IDataObject = {}): IDataObject => ({
	resource: 'account',
	operation: 'createAccountV1',
	sourceReference: locator('s1'),
	...more,
});
const replace = (more: IDataObject = {}): IDataObject => ({
	resource: 'apiOperation',
	apiOperation: locator('PUT /accounts/v1/{id}', 'list'),
	pathParameter1: locator('a1'),
	...more,
});

const attribute = (name: string, type = 'STRING', more: object = {}) => ({ name, type, ...more });
const accountSchema = (...attributes: unknown[]) => ({
	id: 'x',
	name: 'account',
	nativeObjectType: 'User',
	identityAttribute: 'id',
	displayAttribute: 'Full Name',
	attributes,
});
const USUAL = accountSchema(
	attribute('location'),
	attribute('Full Name'),
	attribute('id'),
	attribute('costCenter', 'INT'),
	attribute('badge', 'LONG'),
	attribute('contractor', 'BOOLEAN'),
	attribute('startDate', 'DATE'),
	attribute('memberOf', 'STRING', { isMulti: true, isEntitlement: true }),
);
/** Answers with schemas, and accepts accounts. */
const withSchemas = (...schemas: unknown[]) =>
	answer(({ path }) => ({
		body: path.endsWith('/schemas')
			? schemas
			: path.startsWith('/accounts/v1/')
				? { id: 'a1', sourceId: 's7' }
				: { id: 'task' },
	}));

const fieldsOf = async (parameters: IDataObject, unresolved: string[] = []) =>
	await editorFor(store(), parameters, unresolved).fields();
const noticeOf = async (parameters: IDataObject, unresolved: string[] = []) =>
	await editorFor(store(), parameters, unresolved).attributesNotice();
const namesOf = (fields: ResourceMapperField[]) => fields.map(({ displayName }) => displayName);

/** Values as the editor stores them after it loaded the fields. */
async function valuesOf(value: IDataObject, parameters = create()): Promise<IDataObject> {
	const fields = await fieldsOf(parameters);
	const schema = fields.map((field) => ({
		...field,
		removed: field.removed === true && !(field.id in value),
	}));
	sent.length = 0;
	return { mappingMode: 'defineBelow', value, schema } as unknown as IDataObject;
}

/** Returns the attributes that ISC receives. */
async function send(value: IDataObject, item: IDataObject = {}, parameters = create()) {
	await run(
		{ ...parameters, values: await valuesOf(value, parameters) },
		{ items: [{ json: item }] },
	);
	expect(sent).toHaveLength(1);
	return (JSON.parse(sent[0]!.body) as { attributes: IDataObject }).attributes;
}

describe('the fields of attributes', () => {
	test('have the types of the schema, with the identifying attribute and the name first', async () => {
		withSchemas({ ...accountSchema(attribute('gid')), name: 'group' }, USUAL);
		const fields = await fieldsOf(create());
		expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /sources/v1/s1/schemas',
		]);
		expect(
			fields.map(({ displayName, type, required, removed }) => [
				displayName,
				type,
				required,
				removed,
			]),
		).toEqual([
			['id', 'string', true, false],
			['Full Name', 'string', false, false],
			['location', 'string', false, false],
			['costCenter', 'number', false, false],
			['badge', 'number', false, false],
			['contractor', 'options', false, false],
			['startDate', 'dateTime', false, false],
			['memberOf (JSON List)', 'array', false, true],
			['Other Attributes (JSON)', 'object', false, true],
		]);
	});

	test('are those of the schema in the simulator', async () => {
		const source = locator(tenant().data.sources.idAt(0));
		const editor = editorFor(createCredential(tenant()), create({ sourceReference: source }));
		const fields = await editor.fields();
		expect(namesOf(fields).slice(0, 3)).toEqual(['id', 'displayName', 'accountName']);
		expect(await editor.attributesNotice()).toContain(
			"'id' identifies the account".replaceAll("'", '&#39;'),
		);
	});

	test('are at most eight optional ones at once', async () => {
		withSchemas(
			accountSchema(...Array.from({ length: 300 }, (_one, index) => attribute(`a${index}`))),
		);
		const fields = await fieldsOf(create());
		expect(fields).toHaveLength(301);
		expect(fields.filter(({ removed }) => !removed)).toHaveLength(8);
	});

	test('leave out the source, which has a picker', async () => {
		withSchemas(accountSchema(attribute('id'), attribute('sourceId')));
		expect(namesOf(await fieldsOf(create()))).toEqual(['id', 'Other Attributes (JSON)']);
		expect(namesOf(await fieldsOf(replace()))).toEqual([
			'id',
			'sourceId',
			'Other Attributes (JSON)',
		]);
	});

	test("of a PUT request are those of the account's source", async () => {
		withSchemas(USUAL);
		expect(namesOf(await fieldsOf(replace()))[0]).toBe('id');
		expect(sent.map(({ path }) => path)).toEqual(['/accounts/v1/a1', '/sources/v1/s7/schemas']);
	});

	test.each([
		[[{ ...USUAL, name: 'User', nativeObjectType: 'account' }], 9],
		[[{ ...USUAL, name: 'ACCOUNT' }], 9],
		[[{ ...USUAL, identityAttribute: null, displayAttribute: 'gone' }], 9],
		[[accountSchema(null, {}, { name: '' }, { name: 'x' }, 'y')], 2],
	])('are found in unusual schemas %#', async (schemas, count) => {
		withSchemas(...schemas);
		expect(await fieldsOf(create())).toHaveLength(count);
	});

	const ONLY_JSON = [['Attributes', true, false]];
	const outline = (fields: ResourceMapperField[]) =>
		fields.map(({ displayName, required, removed }) => [displayName, required, removed]);

	test.each<[string, unknown[]]>([
		['no schema', []],
		['only group schemas', [{ ...USUAL, name: 'group', nativeObjectType: 'Group' }]],
		['no attributes', [{ ...USUAL, attributes: null }]],
		['no names', [accountSchema({ type: 'STRING' })]],
	])('are JSON for a source with %s, and the notice says why', async (_name, schemas) => {
		withSchemas(...schemas);
		expect(outline(await fieldsOf(create()))).toEqual(ONLY_JSON);
		expect(await noticeOf(create())).toBe(
			'The source has no account schema with attributes. You can also enter the attributes as JSON.',
		);
	});

	test('are JSON if the schemas are not a list', async () => {
		answer(() => ({ body: { attributes: {} } }));
		expect(outline(await fieldsOf(create()))).toEqual(ONLY_JSON);
	});

	test.each([403, 404, 500])(
		'are JSON after the response %i, and the notice says why',
		async (status) => {
			answer(() => ({ status, body: { detailCode: 'x', messages: [{ text: 'Not for you.' }] } }));
			expect(outline(await fieldsOf(create()))).toEqual(ONLY_JSON);
			const notice = await noticeOf(create());
			expect(notice).toMatch(/^The account schema can&#39;t be read: .*Not for you/);
			expect(notice).not.toContain('..');
			expect(notice).toMatch(/You can also enter the attributes as JSON\.$/);
		},
	);

	test.each<[string, IDataObject, string[], RegExp]>([
		['no source', create({ sourceReference: locator('', 'list') }), [], /^Set &#39;/],
		['a new node', { resource: 'account', operation: 'createAccountV1' }, [], /^Set &#39;/],
		[
			'an expression that gives undefined',
			create({ sourceReference: { __rl: true, mode: 'id' } }),
			[],
			/^The expression of /,
		],
		['no account', replace({ pathParameter1: locator('', 'list') }), [], /^Set &#39;/],
		['an expression', create(), ['sourceReference.value'], /^The expression of /],
		['an expression as a whole', create(), ['sourceReference'], /^The expression of /],
	])('are JSON with %s, without a request', async (_name, parameters, unresolved, notice) => {
		withSchemas(USUAL);
		expect(outline(await fieldsOf(parameters, unresolved))).toEqual(ONLY_JSON);
		expect(await noticeOf(parameters, unresolved)).toMatch(notice);
		expect(sent).toEqual([]);
	});

	test('keep JSON of a saved workflow', async () => {
		withSchemas(USUAL);
		const value = { 'body.attributes': '{"id":"1"}' };
		const fields = await fieldsOf(create({ values: { mappingMode: 'defineBelow', value } }));
		expect(fields.find(({ id }) => id === 'body.attributes')!.removed).toBe(false);
		const empty = { 'body.attributes': '{\n}' };
		const without = await fieldsOf(
			create({ values: { mappingMode: 'defineBelow', value: empty } }),
		);
		expect(without.find(({ id }) => id === 'body.attributes')!.removed).toBe(true);
	});

	test('of other operations need no request', async () => {
		withSchemas(USUAL);
		await fieldsOf({ resource: 'source', operation: 'createSourceV1' });
		expect(sent).toEqual([]);
	});
});

describe('attributes', () => {
	test('are sent with their types, and empty ones are not sent', async () => {
		withSchemas(USUAL);
		const sentAttributes = await send({
			'attribute.id': '007',
			'attribute.Full Name': '',
			'attribute.location': null,
			'attribute.costCenter': 0,
			'attribute.badge': '12',
			'attribute.contractor': false,
			'attribute.startDate': '2026-03-01T00:00:00',
			'attribute.memberOf': '["CN=a,OU=b", "CN=c"]',
		});
		expect(sentAttributes).toEqual({
			sourceId: 's1',
			id: '007',
			costCenter: 0,
			badge: 12,
			contractor: false,
			startDate: expect.stringMatching(/^2026-0[23]-\d\dT\d\d:00:00\.000Z$/) as string,
			memberOf: ['CN=a,OU=b', 'CN=c'],
		});
	});

	test.each<[unknown, unknown]>([
		['CN=a,OU=b', ['CN=a,OU=b']],
		[
			['x', 'y,z', 5],
			['x', 'y,z', 5],
		],
		[7, [7]],
		['[1, 2]', [1, 2]],
	])('%j is sent as the list %j', async (given, list) => {
		withSchemas(USUAL);
		const value = { 'attribute.id': '1', 'attribute.memberOf': '={{ $json.given }}' };
		expect(await send(value, { given } as IDataObject)).toMatchObject({ memberOf: list });
	});

	test.each([
		'Employee ID',
		'a.b.c',
		'größe ñ 名前 😀',
		'say "hi"',
		"it's",
		'x[0]',
		'back\\slash',
		'50% %41',
		'tab\there',
		'__proto__',
		'constructor',
		'length',
	])('can be called %s', async (name) => {
		withSchemas(accountSchema(attribute('id'), attribute(name, 'INT')));
		const fields = await fieldsOf(create());
		const { id } = fields.find((field) => field.displayName === name)!;
		expect(id).toBe(getAttributeId(name));
		expect(id).not.toMatch(/["[\]\\]/);
		const attributes = await send({ 'attribute.id': 'x', [id]: '5' });
		expect(Object.entries(attributes)).toEqual(
			expect.arrayContaining([[name, 5]]) as unknown as [string, unknown][],
		);
	});

	test('can be completed with others as JSON', async () => {
		withSchemas(USUAL);
		const value = { 'attribute.id': '1', 'body.attributes': '{"extra": 5, "flag": true}' };
		expect(await send(value)).toEqual({ sourceId: 's1', id: '1', extra: 5, flag: true });
	});

	test('are sent as JSON alone, as workflows that were saved before do', async () => {
		withSchemas(USUAL);
		await run(
			create({
				values: {
					mappingMode: 'defineBelow',
					value: { 'body.attributes': '{"id": "1", "n": 2}' },
					schema: [{ id: 'body.attributes', type: 'object', required: true, removed: false }],
				},
			}),
		);
		expect(sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			{ attributes: { id: '1', n: 2, sourceId: 's1' } },
		]);
	});

	test('of a PUT request replace those of the account', async () => {
		withSchemas(USUAL);
		expect(await send({ 'attribute.id': '1', 'attribute.costCenter': 3 }, {}, replace())).toEqual({
			id: '1',
			costCenter: 3,
		});
		expect(sent[0]).toMatchObject({ method: 'PUT', path: '/accounts/v1/a1' });
	});

	test('are sent without their types if the schema is missing', async () => {
		withSchemas(USUAL);
		await run(create({ values: { mappingMode: 'defineBelow', value: { 'attribute.id': 5 } } }));
		expect(JSON.parse(sent[0]!.body)).toEqual({ attributes: { id: 5, sourceId: 's1' } });
	});

	test('that the user removed are not sent', async () => {
		withSchemas(USUAL);
		const values = await valuesOf({ 'attribute.id': '1' });
		(values.value as IDataObject)['attribute.location'] = 'left over';
		const schema = values.schema as unknown as ResourceMapperField[];
		schema.find(({ id }) => id === 'attribute.location')!.removed = true;
		await run(create({ values }));
		expect(JSON.parse(sent[0]!.body)).toEqual({ attributes: { id: '1', sourceId: 's1' } });
	});

	test.each<[string, IDataObject, string]>([
		[
			'an expression without a result',
			{ 'attribute.location': '={{ $json.no }}' },
			"'Values' has no value for 'location'",
		],
		[
			'a text with a missing part',
			{ 'attribute.location': '=in {{ $json.no }}' },
			"'Values' has no value for 'location'",
		],
		[
			'a missing boolean',
			{ 'attribute.contractor': '={{ $json.no }}' },
			"'Values' has no value for 'contractor'",
		],
		[
			'a missing number',
			{ 'attribute.costCenter': '={{ $json.no }}' },
			"'Values' has no value for 'costCenter'",
		],
		[
			'an empty text',
			{ 'attribute.location': '={{ $json.empty }}' },
			"'Values' has no value for 'location'",
		],
		[
			'an empty list',
			{ 'attribute.memberOf': '={{ $json.list }}' },
			"'Values' has no value for 'memberOf'",
		],
		[
			'a list with a missing entry',
			{ 'attribute.memberOf': '={{ [$json.no] }}' },
			"'Values' has no value for 'memberOf'",
		],
		[
			'the text undefined',
			{ 'attribute.location': '={{ "undefined" }}' },
			"'Values' has no value for 'location'",
		],
		['no number', { 'attribute.costCenter': '={{ "many" }}' }, "'costCenter' must be a number"],
		['a number that loses digits', { 'attribute.badge': '={{ "9007199254740993" }}' }, "'badge'"],
		['no boolean', { 'attribute.contractor': '={{ "maybe" }}' }, "'contractor' must be a boolean"],
		['no date', { 'attribute.startDate': '={{ "soon" }}' }, "'startDate' must be a date"],
		['a broken list', { 'attribute.memberOf': '[a, b' }, "'memberOf' must be a JSON list"],
		[
			'an object as list',
			{ 'attribute.memberOf': '={{ ({ a: 1 }) }}' },
			"'memberOf' must be a list",
		],
		['an object as text', { 'attribute.location': '={{ ({ a: 1 }) }}' }, "'location' must be text"],
		[
			'an attribute twice',
			{ 'attribute.location': 'x', 'body.attributes': '{"location": "y"}' },
			"'Values' has 'location' twice",
		],
		['the source twice', { 'body.attributes': '{"sourceId": "y"}' }, "'Source' is set"],
		['broken JSON', { 'body.attributes': '{"a": ' }, "'attributes' must be a JSON object"],
	])('with %s fail before a request', async (_name, value, message) => {
		withSchemas(USUAL);
		const values = await valuesOf({ 'attribute.id': '1', ...value });
		const items = [{ json: { empty: ' ', list: [] } as IDataObject }];
		const { message: text } = await getFailure(run(create({ values }), { items }));
		expect(text).toContain(message);
		expect(sent).toEqual([]);
	});

	test('without the one that identifies the account fail before a request', async () => {
		withSchemas(USUAL);
		const values = await valuesOf({ 'attribute.location': 'x' });
		const { message } = await getFailure(run(create({ values })));
		expect(message).toContain("'id' is required");
		expect(sent).toEqual([]);
	});

	test('create an account in the simulator', async () => {
		const source = locator(tenant().data.sources.idAt(0));
		const values = {
			mappingMode: 'defineBelow',
			value: { 'attribute.id': 'n1', 'attribute.costCenter': '40' },
		};
		const schema = await editorFor(
			createCredential(tenant()),
			create({ sourceReference: source }),
		).fields();
		await request(
			tenant(),
			create({ sourceReference: source, values: { ...values, schema } as never }),
		);
		const created = [...tenant().data.accounts].find(
			({ nativeIdentity }) => nativeIdentity === 'n1',
		);
		expect(created?.attributes).toEqual({ id: 'n1', costCenter: 40 });
	});
});
