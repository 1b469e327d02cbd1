import {
	buildRequest,
	type RequestInput,
} from '../../../../../nodes/shared/catalogue/buildRequest/buildRequest.ts';
import { describeUnknownValues } from '../../../../../nodes/shared/catalogue/buildRequest/unknownValues.ts';
import {
	getOperationById,
	listOperations,
} from '../../../../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../../../../nodes/shared/catalogue/types.ts';
import { ParameterError } from '../../../../../nodes/shared/parameters/parameterError.ts';
import { pathValuesFor, valuesFor, type Values } from '../../../../contract/sampleInputs.mts';

const at = (values: Values, place: string) =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([id]) => id.startsWith(`${place}.`))
			.map(([id, value]) => [id.slice(place.length + 1), value]),
	);

const pathNames = ({ parameters }: Operation) =>
	parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);

/** A call with a value for everything that the operation takes. */
function callFor(operation: Operation, values = valuesFor(operation)) {
	const { body } = operation;
	const fields = at(values, 'body');
	const files = Object.fromEntries(
		(body?.fields ?? [])
			.filter(({ name, type }) => type === 'file' && name in fields)
			.map(({ name }) => [name, new Blob(['a,b'])]),
	);
	for (const name of Object.keys(files)) delete fields[name];
	const names = pathNames(operation);
	const patch = [{ op: 'replace', path: '/description', value: 'New' }];
	return buildRequest(operation, 'current', {
		path: Object.fromEntries(pathValuesFor(operation).map((value, index) => [names[index], value])),
		query: { ...at(values, 'query'), ...(operation.filters?.required && { filters: 'id eq "1"' }) },
		headers: at(values, 'header'),
		body: body && (body.kind === 'jsonPatch' ? patch : 'body' in values ? values.body : fields),
		files,
	});
}

test.each(listOperations().map((operation) => [operation.id, operation] as const))(
	'%s: a request of all its values',
	(_id, operation) => {
		const { method, path, headers, body } = callFor(operation);
		expect(method).toBe(operation.method);
		expect(path).toMatch(/^\/[^{}\s]+$/);
		expect(headers['x-sailpoint-experimental']).toBe(operation.experimental ? 'true' : undefined);
		if (operation.body?.kind === 'form') expect(body).toBeInstanceOf(FormData);
		if (operation.body && operation.body.kind !== 'form') {
			expect(headers['content-type']).toBe(operation.body.contentType);
			if (body !== undefined) expect(() => JSON.parse(String(body)) as unknown).not.toThrow();
		}
	},
);

test('rejects missing required values before a request is sent', () => {
	let checked = 0;
	for (const operation of listOperations()) {
		const { body, parameters } = operation;
		const needed = [
			...parameters
				.filter((parameter) => parameter.required && parameter.in !== 'path')
				.map((parameter) => `${parameter.in}.${parameter.name}`),
			...(body?.kind === 'json' && body.type === 'object'
				? body.fields.filter(({ required }) => required).map(({ name }) => `body.${name}`)
				: []),
		];
		for (const id of needed) {
			const { [id]: _left, ...others } = valuesFor(operation);
			expect(() => callFor(operation, others)).toThrow(ParameterError);
			checked++;
		}
	}
	expect(checked).toBeGreaterThan(250);
});

const build = (id: string, input: Partial<Parameters<typeof buildRequest>[2]>) =>
	buildRequest(getOperationById(id)!, 'current', { path: {}, query: {}, headers: {}, ...input });

test.each<[string, string, Partial<Parameters<typeof buildRequest>[2]>, RegExp]>([
	['no path value', 'getAccountV1', {}, /^'id'/],
	['a path value that leads elsewhere', 'getAccountV1', { path: { id: '..' } }, /^'id'/],
	[
		'no boolean',
		'listEntitlementsV1',
		{ query: { 'include-unsegmented': 'many' } },
		/^'include-unsegmented'/,
	],
	['a body where none belongs', 'getAccountV1', { path: { id: '1' }, body: { a: 1 } }, /^'Body'/],
])('rejects %s', (_what, id, input, message) => {
	expect(() => build(id, input)).toThrow(message);
	expect(() => build(id, input)).toThrow(ParameterError);
});

test('encodes each path value as one segment', () => {
	expect(build('getAccountV1', { path: { id: 'a b' } }).path).toBe('/accounts/v1/a%20b');
});

test('omits empty values, but sends false and 0', () => {
	const { query } = build('listEntitlementsV1', {
		query: { 'segmented-for-identity': '', 'include-unsegmented': false, offset: 0 },
	});
	expect(query).toEqual({ 'include-unsegmented': false, offset: 0 });
});

test('sends a list in the format of the operation', () => {
	const ids = ['1', '2'];
	const { query } = build('listEntitlementsV1', { query: { 'for-segment-ids': ids } });
	expect(query['for-segment-ids']).toBe('1,2');
	const repeated = build('getHistoricalIdentityEventsV1', {
		path: { id: '1' },
		query: { eventTypes: ids },
	});
	expect(repeated.query.eventTypes).toEqual(ids);
});

test('sends undocumented values', () => {
	expect(build('listAccountsV1', { query: { brandNew: 'x' } }).query).toEqual({ brandNew: 'x' });
});

test.each([
	['v2025', '/v2025/accounts/1'],
	['v3', '/v3/accounts/1'],
	['beta', '/beta/accounts/1'],
] as const)('version %s', (version, path) => {
	const call = buildRequest(getOperationById('getAccountV1')!, version, {
		path: { id: '1' },
		query: {},
		headers: {},
	});
	expect(call.path).toBe(path);
});

describe('an undocumented value of an enum', () => {
	const create = getOperationById('createSourceV1')!;
	const feature = (name: string) => ({ name: 'N', owner: {}, connector: 'c', features: [name] });
	const noticeFor = (operation: Operation, input: Partial<RequestInput>) =>
		describeUnknownValues(operation, { path: {}, query: {}, headers: {}, ...input });

	test('is sent with unchanged case', () => {
		const { query } = build('listAccountsV1', { query: { detailLevel: 'Huge' } });
		expect(query).toEqual({ detailLevel: 'Huge' });
		const { body } = build('createSourceV1', { body: feature('NEWER') });
		expect(body).toContain('NEWER');
	});

	test('causes a notice with the documented values', () => {
		const query = { detailLevel: 'Huge' };
		expect(noticeFor(getOperationById('listAccountsV1')!, { query })).toBe(
			"'detailLevel' has an undocumented value: 'Huge', sent unchanged. Documented values: SLIM, FULL.",
		);
		expect(noticeFor(create, { body: feature('NEWER') })).toMatch(
			/^'features' has an undocumented value: 'NEWER', sent unchanged\. Documented values: (\w+, ){10}and 23 more\.$/,
		);
		expect(noticeFor(create, { body: feature('authenticate') })).toBeUndefined();
		expect(noticeFor(getOperationById('listAccountsV1')!, {})).toBeUndefined();
	});
});

describe('digits of a body', () => {
	const text =
		'{ "sourceId": "s", "attributes": {"sourceId": "s", "uid": 12345678901234567890, "max": 1e400} }';

	test('are sent unchanged if nothing is converted', () => {
		const body = JSON.parse(text) as object;
		expect(build('createAccountV1', { body, bodyText: text }).body).toBe(text);
	});

	test.each<[string, string, unknown]>([
		['in JSON of a field', 'createAccountV1', { attributes: '{"uid": 12345678901234567890}' }],
		['in a number', 'createPasswordPolicyV1', { minLength: '9007199254740993' }],
		['in a number that has lost them', 'createPasswordPolicyV1', { minLength: 2 ** 60 }],
	])('%s are rejected if they would change', (_what, id, body) => {
		expect(() => build(id, { body })).toThrow(/too large to be exact|digits/);
	});

	test('are rejected if another value of the body is converted', () => {
		const typedText = '{"minLength": "8", "maxLength": 9007199254740993}';
		const body = JSON.parse(typedText) as object;
		expect(() => build('createPasswordPolicyV1', { body, bodyText: typedText })).toThrow(
			/too large to be exact|digits/,
		);
	});
});
