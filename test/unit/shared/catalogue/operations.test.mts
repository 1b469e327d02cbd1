import { statSync } from 'node:fs';
import { join } from 'node:path';

import { getOperationById, listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../../../nodes/shared/catalogue/types.ts';

const file = join(import.meta.dirname, '../../../../nodes/shared/catalogue/operations.json');
const all = listOperations();
const count = (is: (operation: Operation) => unknown) => all.filter(is).length;
const namesOf = (path: string) => [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);

test('contains all operations of the documents', () => {
	expect({
		all: all.length,
		experimental: count(({ experimental }) => experimental),
		deprecated: count(({ deprecated }) => deprecated),
		filters: count(({ filters }) => filters),
		sorters: count(({ sorters }) => sorters),
		json: count(({ body }) => body?.kind === 'json'),
		patches: count(({ body }) => body?.kind === 'jsonPatch'),
		forms: count(({ body }) => body?.kind === 'form'),
		otherThanJson: count(({ response }) => response.mimeTypes),
		multiStatus: count(({ response }) => response.multiStatus),
		withoutContent: count(({ response }) => response.kind === 'none'),
	}).toEqual({
		all: 917,
		experimental: 234,
		deprecated: 16,
		filters: 131,
		sorters: 105,
		json: 272,
		patches: 74,
		forms: 20,
		otherThanJson: 20,
		multiStatus: 7,
		withoutContent: 118,
	});
});

test('stays small', () => {
	expect(statSync(file).size).toBeLessThan(400_000);
});

test('contains each ID and each request once', () => {
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
	expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(all.length);
});

test('has path parameters first, in the order of the path', () => {
	for (const { path, parameters } of all) {
		const inPath = parameters.filter((parameter) => parameter.in === 'path');
		expect(inPath.map(({ name }) => name)).toEqual(namesOf(path));
		expect(parameters.slice(0, inPath.length)).toEqual(inPath);
		expect(inPath.every(({ required }) => required)).toBe(true);
	}
});

test('contains no descriptions of the documents', () => {
	const texts: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
	};
	all.forEach(({ title: _title, ...facts }) => collect(facts));
	expect(texts.filter((text) => /[.!?]\s|\.$|(\S+\s+){8}/.test(text))).toEqual([]);
});

test('has lookups in existing lists, whose path parameters are known', () => {
	const uses = all.flatMap(({ parameters }) =>
		parameters.flatMap(({ name, lookup: picker }) =>
			picker ? [{ picker, others: parameters.filter((other) => other.name !== name) }] : [],
		),
	);
	expect(uses).toHaveLength(573);
	for (const { picker, others } of uses) {
		const list = getOperationById(picker.list);
		expect(list).toMatchObject({ method: 'GET', response: { kind: 'list' } });
		const needed = namesOf(list?.path ?? '');
		expect(Object.keys(picker.with ?? {})).toEqual(needed);
		const own = others.map(({ name }) => name);
		expect(own).toEqual(expect.arrayContaining(Object.values(picker.with ?? {})));
	}
});

test('has a sample for each JSON body that is nested, free-form, or not an object', () => {
	for (const { body } of all) {
		if (body?.kind !== 'json') continue;
		const isFlat =
			body.type === 'object' &&
			body.fields.length > 0 &&
			body.fields.every(({ type, items = 'string' }) =>
				[type, items].every((one) => !['object', 'any'].includes(one)),
			);
		if (!isFlat) expect(body.sample).toBeDefined();
	}
});

test.each(['v1', 'V1 '])('returns undefined for the unknown ID %j', (id) => {
	expect(getOperationById(id)).toBeUndefined();
});

test('expands Disable account', () => {
	expect(getOperationById('disableAccountV1')).toEqual({
		id: 'disableAccountV1',
		method: 'POST',
		path: '/accounts/v1/{id}/disable',
		service: 'Accounts',
		title: 'Disable account',
		experimental: false,
		deprecated: false,
		auth: 'any',
		scopes: ['idn:accounts-state:manage'],
		levels: ['ORG_ADMIN', 'SOURCE_ADMIN', 'SOURCE_SUBADMIN', 'HELPDESK'],
		parameters: [
			{
				name: 'id',
				in: 'path',
				type: 'string',
				required: true,
				lookup: { list: 'listAccountsV1', value: 'id', label: 'name' },
			},
		],
		body: {
			kind: 'json',
			contentType: 'application/json',
			required: true,
			type: 'object',
			fields: [
				{ name: 'externalVerificationId', type: 'string', required: false },
				{ name: 'forceProvisioning', type: 'boolean', required: false },
			],
		},
		response: { kind: 'object', status: 202 },
	});
});

test('an upload has a file field', () => {
	const { body } = getOperationById('importAccountsV1') ?? {};
	expect(body).toMatchObject({ kind: 'form', contentType: 'multipart/form-data' });
	expect(body?.fields).toEqual([
		{ name: 'file', type: 'file', required: false },
		{ name: 'disableOptimization', type: 'string', required: false },
	]);
});

test('a filter has operators, type, and enum', () => {
	const { filters } = getOperationById('listAccountsV1') ?? {};
	expect(filters?.fields.created).toEqual({
		operators: ['eq', 'ge', 'gt', 'le', 'lt'],
		type: 'dateTime',
	});
	expect(filters?.fields.id?.operators).toEqual(['eq', 'in', 'sw']);
	expect(getOperationById('listAllUserAppsV1')?.filters).toMatchObject({ required: true });
	expect(getOperationById('listAccessProfilesV1')?.filters?.composite).toEqual(['and', 'or']);
});
