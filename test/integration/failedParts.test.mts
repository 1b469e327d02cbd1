import type { IDataObject } from 'n8n-workflow';

import { getFailure } from './fixture.mts';
import { useScript } from './scripted.mts';

const { answer, run, sent } = useScript();

/** A request of any operation, with its body. */
const call = (path: string, body: unknown, options: IDataObject = {}, method = 'POST') => ({
	method,
	path,
	bodyType: 'json',
	body: JSON.stringify(body),
	options,
});
const remove = (options: IDataObject = {}) =>
	call('/workgroups/v1/bulk-delete', { ids: ['g1', 'g2', 'g3'] }, options);
const RESULTS = [
	{ id: 'g1', status: 204 },
	{ id: 'g2', status: 409, description: 'It is in use' },
	{ id: 'g3', status: 204 },
];
const some = () => answer(() => ({ status: 207, body: RESULTS }));
const all = () => answer(() => ({ status: 207, body: [RESULTS[1]] }));

const OUTPUTS: Array<[string, IDataObject]> = [
	['items', {}],
	['a CSV file', { output: 'csv' }],
	['a JSON file', { output: 'json' }],
	['JSON Lines', { output: 'jsonl' }],
	['the full response', { responseFormat: 'full' }],
	['nothing', { responseFormat: 'none' }],
	['a file', { responseFormat: 'file' }],
];

describe.each(OUTPUTS)('parts that failed, with %s', (_name, options) => {
	test('are failures of the node', async () => {
		some();
		const error = await getFailure(run(remove(options)));
		expect(error.message).toMatch(/1 of 3 parts failed.*'g2'.*index 1.*It is in use/);
		expect(error.description).toMatch(/ISC processed the other parts/);
	});

	test('become error items, each with its result', async () => {
		some();
		const { items } = await run(remove(options), { continueOnFail: true });
		const failed = items.filter(({ json }) => json.error);
		expect(failed.map(({ json }) => json.details)).toMatchObject([
			{ status: 409, part: { index: 1, id: 'g2', result: RESULTS[1] } },
		]);
		expect(JSON.stringify(items)).not.toContain('"success":true');
	});

	test('are not said to be among others that were done where none was', async () => {
		all();
		const error = await getFailure(run(remove(options)));
		expect(error.message).toMatch(/409/);
		expect(error.description).not.toMatch(/ISC processed the other parts/);
	});
});

test('what succeeded is kept beside what failed', async () => {
	some();
	const items = await run(remove(), { continueOnFail: true });
	expect(items.items.map(({ json }) => json.id ?? json.error)).toEqual([
		'g1',
		'g3',
		expect.stringContaining('g2'),
	]);
	const csv = await run(remove({ output: 'csv' }), { continueOnFail: true });
	expect(csv.items[0]!.json).toMatchObject({ records: 2, incomplete: true });
});

test.each<[string, unknown, unknown, RegExp]>([
	[
		'/entitlement-connections/v1',
		[{ connectionId: 'c1' }, { connectionId: 'c2' }],
		[
			{ connectionId: 'c1', status: 201 },
			{ connectionId: 'c2', status: 404, description: 'Not found' },
		],
		/'c2'.*index 1/,
	],
	[
		'/beta/entitlement-recommendations/bulk-approve',
		{ items: [{ id: 'r1' }, { id: 'r2' }] },
		[
			{ id: 'r2', status: 'FAILURE', failedReason: 'Already approved' },
			{ id: 'r1', status: 'SUCCESS' },
		],
		/'r2'.*index 1.*Already approved/,
	],
	['/unheard-of/v1/bulk', ['a', 'b'], [{ status: 'OK' }, { status: 'ERROR' }], /index 1/],
	['/unheard-of/v1/bulk', ['a'], { results: [{ id: 'a', statusCode: 500 }] }, /'a'/],
	['/unheard-of/v1/bulk', ['a'], [{ id: 'a', statusCode: '404 Not Found' }], /404 for 'a'/],
	['/unheard-of/v1/bulk', ['a'], [{ id: 'a', status: 200, success: 'false' }], /'a'/],
	['/unheard-of/v1/bulk', ['a'], [{ id: 'a', status: 'DONE', errors: ['Is in use'] }], /Is in use/],
	['/unheard-of/v1/bulk', ['a'], [{ id: 'a', error: 'Is in use' }], /Is in use/],
	[
		'/unheard-of/v1/bulk',
		['a', 'b'],
		{ succeeded: ['a'], failed: [{ id: 'b', reason: 'x', message: 'Is in use' }] },
		/^1 of 2 parts failed.*Is in use/,
	],
])('%s: the part that failed is named', async (path, body, results, named) => {
	answer(() => ({ status: path.includes('recommendations') ? 200 : 207, body: results }));
	expect((await getFailure(run(call(path, body)))).message).toMatch(named);
});

test.each([
	['/identity-profiles/v1/import', [{ version: 1 }]],
	['/v2025/form-definitions/import', [{ version: 1 }]],
])('errors in the answer of %s are failures', async (path, body) => {
	const errors = [{ key: 'X', text: 'Cannot import it', detail: { exceptionMessage: 'Line 3' } }];
	answer(() => ({ body: { infos: [], warnings: [], errors, importedObjects: [] } }));
	const request = call(path, body);
	expect((await getFailure(run(request))).message).toMatch(/Cannot import it \(Line 3\)/);
	const { items } = await run(request, { continueOnFail: true });
	expect(items).toHaveLength(1);

	answer(() => ({ body: { infos: [], warnings: [], errors, importedObjects: [{ id: 'p' }] } }));
	const partly = await run(request, { continueOnFail: true });
	expect(partly.items).toHaveLength(2);
	answer(() => ({ body: { infos: [], warnings: [], errors: [], importedObjects: [{ id: 'p' }] } }));
	expect((await run(request)).items).toHaveLength(1);
});

test('a single result that says ERROR is a failure', async () => {
	answer(() => ({ body: { status: 'ERROR', message: 'Bad XML', scriptName: 'x' } }));
	const request = call('/connectors/v1/x/source-config', {}, {}, 'PUT');
	expect((await getFailure(run(request))).message).toMatch(/ERROR.*Bad XML/);
});

test('an aggregation that was not taken is a failure', async () => {
	answer(() => ({ status: 202, body: { success: false, task: null } }));
	await getFailure(run(call('/sources/v1/s/load-accounts', {})));
});

test('the outcome of a test, and the records of a list, are no parts', async () => {
	answer(() => ({ body: { status: 'FAILURE', id: 's' } }));
	const check = await run(call('/sources/v1/s/connector/check-connection', {}));
	expect(check.items[0]!.json).toMatchObject({ status: 'FAILURE' });
	answer(() => ({ body: [{ id: 'a', status: 'ERROR', errors: ['x'] }] }));
	const list = await run({ method: 'GET', path: '/campaigns/v1', limit: 1 });
	expect(list.items).toHaveLength(1);
	expect(list.hints).toEqual([]);
});

test.each([
	['/access-profiles/v1/bulk-delete', { taskId: 't', inUse: [{ accessProfileId: 'held' }] }],
	['/access-requests/v1', { newRequests: [], existingRequests: [{ accessRequestIds: ['held'] }] }],
	['/work-items/v1/w', { id: 'w', errors: ['held'] }],
])('what %s left undone is told', async (path, body) => {
	answer(() => ({ status: 202, body }));
	const { items, hints } = await run(call(path, {}));
	expect(items[0]!.json).toEqual(body);
	expect(hints.map(({ message }) => message).join()).toMatch(/didn't process all.*held/);
	expect(sent).toHaveLength(1);
});
