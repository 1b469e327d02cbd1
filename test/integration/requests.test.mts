import type { IDataObject } from 'n8n-workflow';

import {
	countRequests,
	createCredential,
	request,
	countTokenRequests,
	useTenant,
} from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant();

const first = async (path: string) =>
	(await request(tenant(), { method: 'GET', path, limit: 1 })).items[0]!.json;

const pairs = (values: IDataObject) => ({
	parameter: Object.entries(values).map(([name, value]) => ({ name, value })),
});

describe('bodies', () => {
	test('JSON creates an object', async () => {
		const { id: sourceId } = await first('/sources/v1');
		const body = JSON.stringify({ attributes: { sourceId, accountName: 'jane.doe' } });
		const { items } = await request(tenant(), {
			method: 'POST',
			path: '/accounts/v1',
			bodyType: 'json',
			body,
		});
		expect(items[0]!.json).toHaveProperty('id');
		const filters = 'name eq "jane.doe"';
		const found = await request(tenant(), {
			method: 'GET',
			path: '/accounts/v1',
			query: pairs({ filters }),
		});
		expect(found.items).toHaveLength(1);
	});

	test('JSON Patch changes an object; its content type is set for you', async () => {
		const { id, name } = await first('/access-profiles/v1');
		const { items } = await request(tenant(), {
			method: 'PATCH',
			path: `/access-profiles/v1/${String(id)}`,
			body: '[{"op": "replace", "path": "/description", "value": "Checked"}]',
		});
		expect(items[0]!.json).toMatchObject({ id, name, description: 'Checked' });
	});

	test('an empty object is sent as one', async () => {
		const { items } = await request(
			tenant(),
			{ method: 'POST', path: '/access-profiles/v1', body: '{}' },
			{ continueOnFail: true },
		);
		// The tenant read an object and missed its first field; without a body it would miss the body.
		expect(String(items[0]!.json.error)).toMatch(/name/);
	});

	test('form data uploads a file of the item, and survives a token that expires on the way', async () => {
		const sources = await request(tenant(), { method: 'GET', path: '/sources/v1' });
		const { id } = sources.items.find(({ json }) => json.connectionType === 'file')!.json;
		const csv = 'id,accountName,email\n1,jane.doe,jane@acme.example\n2,joe.doe,joe@acme.example\n';
		const file = { fileName: 'accounts.csv', mimeType: 'text/csv' };
		tenant().faults.add({ path: `/sources/v1/${String(id)}/load`, expireToken: true, times: 1 });
		const store = createCredential(tenant());
		await runNode(store, { parameters: { method: 'GET', path: '/sources/v1' } });
		const { items } = await runNode(store, {
			parameters: {
				method: 'POST',
				path: '/sources/v1/{id}/load-accounts',
				pathParameters: pairs({ id: id! }),
				bodyType: 'formData',
				formData: {
					part: [
						{ kind: 'file', name: 'file', binaryField: 'list' },
						{ kind: 'text', name: 'disableOptimization', value: 'true' },
					],
				},
			},
			items: [
				{ json: {}, binary: { list: { ...file, data: Buffer.from(csv).toString('base64') } } },
			],
		});
		expect(items[0]!.json).toMatchObject({
			success: true,
			task: { attributes: { total: 2, added: 2, optimizedAggregation: 'disabled' } },
		});
		expect(countTokenRequests(tenant())).toBe(3);
	});

	test('raw text goes out as it is, with its type', async () => {
		const { id } = await first('/access-profiles/v1');
		const { items } = await request(tenant(), {
			method: 'PATCH',
			path: `/access-profiles/v1/${String(id)}`,
			bodyType: 'raw',
			body: '[{"op":"replace","path":"/enabled","value":false}]',
			rawContentType: 'application/json-patch+json',
		});
		expect(items[0]!.json).toMatchObject({ enabled: false });
	});
});

describe('query and headers', () => {
	test('JSON and fields make the same query', async () => {
		const sorters = '-name';
		const byFields = await request(tenant(), {
			method: 'GET',
			path: '/sources/v1',
			query: pairs({ sorters }),
		});
		const byJson = await request(tenant(), {
			method: 'GET',
			path: '/sources/v1',
			specifyQuery: 'json',
			jsonQuery: JSON.stringify({ sorters }),
		});
		const byPath = await request(tenant(), { method: 'GET', path: '/sources/v1?sorters=-name' });
		const names = byFields.items.map(({ json }) => String(json.name));
		expect(names).toEqual([...names].sort().reverse());
		expect(byJson.items).toEqual(byFields.items);
		expect(byPath.items).toEqual(byFields.items);
	});

	test('experimental endpoints get the header that they ask for, unless Experimental API is off', async () => {
		const parameters = { method: 'GET', path: '/source-apps/v1' };
		const off = { ...parameters, options: { experimental: false } };
		const refused = await request(tenant(), off, { continueOnFail: true });
		expect(refused.items[0]!.json.details).toMatchObject({
			status: 400,
			hint: expect.stringMatching(/^Turn on 'Experimental API'/) as string,
		});
		expect((await request(tenant(), parameters)).items).toHaveLength(12);
	});

	test('a header of the user replaces the default', async () => {
		const parameters = { method: 'POST', path: '/reports/v1/run' };
		const { items } = await request(tenant(), {
			...parameters,
			body: '{"reportType": "ACCOUNTS", "arguments": {}}',
		});
		const download = {
			method: 'GET',
			path: `/reports/v1/${String(items[0]!.json.id)}`,
			query: pairs({ fileFormat: 'csv' }),
		};
		const csv = await request(tenant(), { ...download, options: { responseFormat: 'full' } });
		expect(csv.items[0]!.json.statusCode).toBe(200);
		const refused = await request(
			tenant(),
			{ ...download, headers: pairs({ Accept: 'application/json' }) },
			{ continueOnFail: true },
		);
		expect(refused.items[0]!.json.details).toMatchObject({ status: 500 });
	});
});

describe('items', () => {
	test('each input item makes its own request, with its own expressions, and its output is paired', async () => {
		const { items: sources } = await request(tenant(), { method: 'GET', path: '/sources/v1' });
		const { items } = await request(
			tenant(),
			{ method: 'GET', path: '=/sources/v1/{{ $json.id }}' },
			{ items: sources.map(({ json }) => ({ json })) },
		);
		expect(items.map(({ json }) => json.id)).toEqual(sources.map(({ json }) => json.id));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(countRequests(tenant(), 'GET /sources/v1/:id')).toBe(5);
	});

	test('Continue On Fail gives one paired error item for each item that failed', async () => {
		const { id } = await first('/sources/v1');
		const items = [
			{ json: { id } },
			{ json: { id: 'none' } },
			{ json: { id: '..' } },
			{ json: { id } },
		];
		const run = await request(
			tenant(),
			{ method: 'GET', path: '=/sources/v1/{{ $json.id }}' },
			{ items, continueOnFail: true },
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(run.items[0]!.json).toHaveProperty('id', id);
		expect(run.items[1]!.json).toMatchObject({
			error: expect.stringMatching(/^ISC returned 404: /) as string,
			details: {
				status: 404,
				request: 'GET /sources/v1/none',
				trackingId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			},
		});
		expect(run.items[2]!.json.error).toBe("'Path' contains . or .. as a segment");
		expect(run.items[3]!.json).toHaveProperty('id', id);
	});
});

test('failed items are marked for the error output, by what their copies lack', async () => {
	const { items } = await request(
		tenant(),
		{ method: 'GET', path: '/sources/v1/none' },
		{ settings: { onError: 'continueErrorOutput' } },
	);
	expect(items[0]!.error?.message).toMatch(/^ISC returned 404: /);
	expect({ ...items[0]! }).toEqual({
		json: { error: items[0]!.error!.message, details: expect.objectContaining({ status: 404 }) },
		pairedItem: { item: 0 },
	});
});

describe('a path of an older version', () => {
	const hintsFor = async (path: string) =>
		(await request(tenant(), { method: 'GET', path, limit: 1 })).hints.map(
			({ message }) => message,
		);

	test('works, and the current one is said', async () => {
		expect(await hintsFor('/v3/accounts')).toEqual([
			'/v3/accounts belongs to an API version that stops working in the first quarter of 2029. Use /accounts/v1 instead: its responses can differ.',
		]);
	});

	test('the current one needs no word', async () => {
		expect(await hintsFor('/accounts/v1')).toEqual([]);
	});
});
