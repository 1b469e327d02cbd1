import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { SEARCH_INDEX_OPTIONS } from '../../nodes/shared/editor/searchIndices.ts';
import stored from '../../nodes/shared/output/simplifyDocuments.json';
import { DOCUMENT_TYPES } from '../../nodes/shared/catalogue/documentTypes.ts';
import { createEditorCall } from './editor.mts';
import { createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode, type RunOptions } from './n8n.mts';

const MAX_FIELDS = 10;
const tenant = useTenant({
	counts: { identities: 20, accounts: 30, events: 30 },
	rateLimit: { enabled: false },
	logBodies: true,
});

/** Simplify is on unless a test says otherwise, as in the editor. */
const search = async (parameters: IDataObject, options: RunOptions = {}) =>
	await runNode(createCredential(tenant()), {
		nodeType: new IscSearch() as INodeType,
		parameters: { operation: 'search', simplify: undefined, ...parameters },
		...options,
	});
const documents = async (parameters: IDataObject, options?: RunOptions) =>
	(await search(parameters, options)).items.map(({ json }) => json);
const raw = async (parameters: IDataObject) => await documents({ ...parameters, simplify: false });
const bodies = () =>
	tenant()
		.counters.requests.filter(({ url }) => url.startsWith('/search'))
		.map(({ body }) => body as IDataObject);

const indices = SEARCH_INDEX_OPTIONS.map(({ value }) => String(value));

describe.each(indices)('simplified documents of %s', (index) => {
	const fields = Object.keys(stored[DOCUMENT_TYPES[index]!]!);

	test('have at most 10 flat fields, and every field has a value in some document', async () => {
		const found = await documents({ indices: [index], returnAll: true });
		expect(found.length).toBeGreaterThan(5);
		const seen = new Set(found.flatMap((one) => Object.keys(one)));
		expect([...seen].sort()).toEqual([...fields].sort());
		for (const one of found) {
			expect(Object.keys(one).length).toBeLessThanOrEqual(MAX_FIELDS);
			for (const value of Object.values(one)) {
				const isList = Array.isArray(value);
				for (const part of isList ? value : [value])
					expect(typeof part === 'object' && part).toBeFalsy();
			}
		}
	});

	test('are as many as raw ones, which have more fields', async () => {
		const [simple, all] = [
			await documents({ indices: [index], returnAll: true }),
			await raw({ indices: [index], returnAll: true }),
		];
		expect(simple.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		for (const one of all) expect(Object.keys(one).length).toBeGreaterThan(MAX_FIELDS);
	});

	test('are the same from Get Document', async () => {
		const [first] = await documents({ indices: [index], limit: 1 });
		const parameters = { operation: 'getDocument', index, documentId: first!.id };
		expect(await documents(parameters)).toEqual([first]);
		expect(Object.keys((await raw(parameters))[0]!).length).toBeGreaterThan(MAX_FIELDS);
	});
});

describe('Simplify', () => {
	test('flattens references to name and ID', async () => {
		const { id, managerRef, attributes } = [...tenant().data.identities].find(
			(one) => one.managerRef,
		)!;
		expect(await documents({ query: `id:${id}` })).toEqual([
			expect.objectContaining({
				id,
				managerId: managerRef!.id,
				managerName: managerRef!.name,
				department: attributes.department,
				lifecycleState: attributes.cloudLifecycleState,
			}),
		]);
	});

	test.each<[string, IDataObject]>([
		['two indices', { indices: ['identities', 'roles'] }],
		['all indices', { indices: [] }],
	])('returns the type of each document of %s, as one of 10 fields', async (_what, parameters) => {
		const found = await documents({ ...parameters, returnAll: true });
		const types = new Set(found.map(({ documentType }) => documentType));
		expect(types.size).toBeGreaterThan(1);
		expect([...types]).toEqual(expect.arrayContaining(['identity', 'role']));
		for (const one of found) expect(Object.keys(one).length).toBeLessThanOrEqual(MAX_FIELDS);
	});

	test('applies to a saved search, by its indices', async () => {
		const saved = tenant().data.savedSearches.at(0)!;
		tenant().data.savedSearches.update(saved.id, { query: '*', indices: ['roles'], filters: null });
		const parameters = { queryType: 'saved', savedSearch: saved.id };
		const [one] = await documents(parameters);
		expect(one).toHaveProperty('ownerName');
		expect(one).not.toHaveProperty('documentType');
	});

	test('changes neither the requests nor the pages', async () => {
		// The documents keep no sort value: continuing after it must use the raw document.
		const sort = { sorter: [{ field: 'attributes.location', descending: true }] };
		const parameters = { returnAll: true, sort, options: { pageSize: 3 } };
		const all = await raw(parameters);
		const before = bodies();
		tenant().counters.reset();
		const simple = await documents(parameters);
		expect(simple.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		expect(new Set(simple.map(({ id }) => id)).size).toBe(20);
		expect(bodies()).toEqual(before);
		expect(before.length).toBeGreaterThan(5);
	});

	test('works by offset', async () => {
		const options = { pagination: 'offset', pageSize: 4 };
		const simple = await documents({ returnAll: true, options });
		expect(new Set(simple.map(({ id }) => id)).size).toBe(20);
	});

	test.each<[string, IDataObject]>([
		['Fields', { fields: 'id, attributes.location' }],
		['Exclude Fields', { excludeFields: 'access' }],
		['Nested List to Return', { innerHitType: 'accounts' }],
	])('does not apply with %s', async (_what, options) => {
		const parameters = { limit: 5, options };
		const found = await documents(parameters);
		expect(found).toEqual(await raw(parameters));
		expect(found[0]).not.toHaveProperty('managerName');
	});

	test.each(['json', 'jsonl', 'csv'])('does not apply to a file: %s', async (output) => {
		const write = async (simplify: unknown) => {
			const { items } = await search({ simplify, options: { output } } as IDataObject);
			return items[0]!.binary!.data!.data;
		};
		expect(await write(undefined)).toBe(await write(false));
	});

	test.each<[string, IDataObject]>([
		['count', {}],
		['aggregate', { groupBy: 'attributes.department' }],
		['typeAhead', { prefix: 'a' }],
	])('does not apply to %s', async (operation, more) => {
		const parameters = { operation, ...more };
		expect(await documents({ ...parameters, simplify: true })).toEqual(await raw(parameters));
	});

	test('returns a document of an unknown type unchanged', async () => {
		const body = [{ _type: 'machine', id: 'm1', created: 'x' }];
		tenant().faults.add({ path: '/search/v1', status: 200, body, total: 1, times: 1 });
		expect(await documents({ limit: 1 })).toEqual(body);
	});

	test.each(['={{ undefined }}', '={{ "" }}'])(
		'is not guessed if %s gives nothing',
		async (simplify) => {
			const error = await getFailure(search({ simplify }));
			expect(error.message).toMatch(/'Simplify'/);
			expect(bodies()).toEqual([]);
		},
	);
});

describe('Output of a tool', () => {
	const nodeType = new IscSearch() as INodeType;
	nodeType.description = { ...nodeType.description, name: `${nodeType.description.name}Tool` };
	const run = async (more: IDataObject = {}) =>
		await documents(
			{ limit: 3, ...more },
			{ nodeType, settings: { type: 'n8n-nodes-sailpoint-isc.iscSearchTool' } },
		);

	test('is Simplified by default; Simplify has no effect', async () => {
		const expected = await documents({ limit: 3 });
		for (const simplify of [true, false, undefined]) {
			expect(await run({ simplify } as IDataObject)).toEqual(expected);
		}
	});

	test('is all of each document with Raw', async () => {
		expect(await run({ outputMode: 'raw' })).toEqual(await raw({ limit: 3 }));
	});

	test('is the named fields with Selected Fields, which ISC is asked for', async () => {
		const found = await run({ outputMode: 'selectedFields', outputFields: 'name, manager.name' });
		const all = await raw({ limit: 3 });
		expect(found.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
		for (const one of found)
			expect(['name', 'manager']).toEqual(expect.arrayContaining(Object.keys(one)));
		expect(bodies()[0]!.queryResultFilter).toEqual({ includes: ['name', 'manager.name', 'id'] });
	});

	test.each([' ', '={{ $json.missing }}'])(
		'with Selected Fields needs a field: %j',
		async (outputFields) => {
			const error = await getFailure(run({ outputMode: 'selectedFields', outputFields }));
			expect(error.message).toMatch(/^'Fields'/);
			expect(bodies()).toEqual([]);
		},
	);
});

describe('the resulting query', () => {
	const condition = (...rows: IDataObject[]) => ({ conditions: { condition: rows } });
	const preview = async (parameters: IDataObject, unresolved?: string) => {
		const nodeType = new IscSearch();
		const call = createEditorCall(
			nodeType as INodeType,
			createCredential(tenant()),
			parameters,
			unresolved === undefined ? [] : [unresolved],
		);
		const { getQueryPreview } = nodeType.methods.resourceMapping;
		const { fields, emptyFieldsNotice } = await call(getQueryPreview, 'parameters.queryPreview');
		expect(fields).toEqual([]);
		expect(tenant().counters.requests).toEqual([]);
		return emptyFieldsNotice;
	};
	const name = { field: 'name', operator: 'equals', value: 'A & <b>' };
	const role = { field: '@access.type', operator: 'in', value: 'ROLE' };

	test('is the query that is sent, as text', async () => {
		const parameters = { ...condition(name, role), combineConditions: 'or', query: 'id:*' };
		const shown = await preview(parameters);
		await documents(parameters);
		const { query } = bodies()[0]!.query as { query: string };
		expect(shown).toBe(
			`Resulting query: ${query.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}`,
		);
		expect(query).toContain(' OR ');
	});

	test.each<[string, IDataObject, RegExp]>([
		[
			'a field',
			{ field: '', operator: 'equals', value: '' },
			/have no field in row 2\. Enter a field/,
		],
		[
			'a value',
			{ field: 'name', operator: 'equals', value: '' },
			/row 2: no value for .*name.*\. Enter a value/,
		],
	])('says which row lacks %s', async (_what, row, text) => {
		expect(await preview(condition(name, row))).toMatch(text);
	});

	test.each([
		'conditions.condition[0].value',
		'conditions.condition[1].field',
		'combineConditions',
		'query',
	])('says that expressions are resolved when the workflow runs: %s', async (path) => {
		expect(await preview(condition(name, role), path)).toMatch(
			/^Expressions are resolved when the workflow runs\. To see the result now, run/,
		);
	});
});
