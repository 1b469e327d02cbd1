import type { IDataObject } from 'n8n-workflow';

import { getFailure, request, useTenant } from './fixture.mts';

const tenant = useTenant();

async function startReport(): Promise<IDataObject> {
	const { items } = await request(tenant(), {
		method: 'POST',
		path: '/reports/v1/run',
		body: '{"reportType": "IDENTITIES", "arguments": {}}',
	});
	return {
		method: 'GET',
		path: `/reports/v1/${String(items[0]!.json.id)}?fileFormat=csv`,
	};
}

test('returns status, headers, and body without cookies for Full Response', async () => {
	tenant().faults.add({
		path: '/sources/v1',
		status: 200,
		headers: { 'set-cookie': 'session=1', 'x-total-count': '1' },
		body: [{ id: '1' }],
	});
	const options = { responseFormat: 'full' };
	const { items } = await request(tenant(), { method: 'GET', path: '/sources/v1', options });
	expect(items).toHaveLength(1);
	expect(items[0]!.json).toMatchObject({
		statusCode: 200,
		headers: { 'x-total-count': '1' },
		body: [{ id: '1' }],
	});
	expect(items[0]!.json.headers).not.toHaveProperty('set-cookie');
});

test('streams a file into binary data with its name and type', async () => {
	const options = { responseFormat: 'file', binaryField: 'report' };
	const { items } = await request(tenant(), { ...(await startReport()), options });
	const { report } = items[0]!.binary!;
	expect(report).toMatchObject({ fileName: 'IDENTITIES.csv', mimeType: 'application/csv' });
	const lines = Buffer.from(report!.data, 'base64').toString().trim().split('\r\n');
	expect(lines).toHaveLength(101);
	expect(items[0]!.json).toMatchObject({ fileName: 'IDENTITIES.csv', statusCode: 200 });
});

test('fetches a file again after the connection was cut', async () => {
	const report = await startReport();
	tenant().faults.add({ path: '/reports/v1/', cut: 'mid-body', times: 1 });
	const { items } = await request(tenant(), { ...report, options: { responseFormat: 'file' } });
	const text = Buffer.from(items[0]!.binary!.data!.data, 'base64').toString();
	expect(text.trim().split('\r\n')).toHaveLength(101);
	expect(tenant().counters.byRoute['GET /reports/v1/:id']).toBe(2);
});

test('fetches a file again after the server stopped sending', async () => {
	const report = await startReport();
	tenant().faults.add({ path: '/reports/v1/', slowBody: { parts: 2, pauseMs: 60_000 }, times: 1 });
	const options = { responseFormat: 'file', timeout: 2_000 };
	const { items } = await request(tenant(), { ...report, options });
	const text = Buffer.from(items[0]!.binary!.data!.data, 'base64').toString();
	expect(text.trim().split('\r\n')).toHaveLength(101);
	expect(tenant().counters.byRoute['GET /reports/v1/:id']).toBe(2);
});

test('waits for a slow file', async () => {
	const report = await startReport();
	tenant().faults.add({ path: '/reports/v1/', slowBody: { parts: 8, pauseMs: 500 }, times: 1 });
	const options = { responseFormat: 'file', timeout: 3_000 };
	const { items } = await request(tenant(), { ...report, options });
	expect(items[0]!.json).toMatchObject({ statusCode: 200 });
	expect(tenant().counters.byRoute['GET /reports/v1/:id']).toBe(1);
});

test('reports why a file was rejected', async () => {
	const options = { responseFormat: 'file' };
	const { message } = await getFailure(
		request(tenant(), { method: 'GET', path: '/reports/v1/none?fileFormat=csv', options }),
	);
	expect(message).toMatch(/^ISC returned 404: \w/);
});

test('returns one item that confirms the request for Nothing', async () => {
	const options = { responseFormat: 'none' };
	const { items } = await request(tenant(), { method: 'GET', path: '/sources/v1', options });
	expect(items.map(({ json }) => json)).toEqual([{ success: true, statusCode: 200 }]);
});

test('returns only { deleted: true } after a DELETE', async () => {
	const roles = await request(tenant(), { method: 'GET', path: '/roles/v1', limit: 1 });
	const path = `/roles/v1/${String(roles.items[0]!.json.id)}`;
	const { items } = await request(tenant(), { method: 'DELETE', path });
	expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
	await expect(request(tenant(), { method: 'GET', path })).rejects.toThrow(/404/);
});

test('confirms a 202 without a body', async () => {
	const searches = await request(tenant(), { method: 'GET', path: '/saved-searches/v1' });
	const path = `/saved-searches/v1/${String(searches.items[0]!.json.id)}/execute`;
	const { items } = await request(tenant(), { method: 'POST', path, bodyType: 'none' });
	expect(items.map(({ json }) => json)).toEqual([{ success: true, statusCode: 202 }]);
});

test('returns an item per name for a list of names', async () => {
	tenant().faults.add({
		path: '/org-config/v1/valid-time-zones',
		status: 200,
		body: ['UTC', 'CET'],
	});
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/org-config/v1/valid-time-zones',
	});
	expect(items.map(({ json }) => json)).toEqual([{ value: 'UTC' }, { value: 'CET' }]);
});

test('shows a hint for a deprecated endpoint', async () => {
	const headers = { 'x-deprecated': 'true' };
	tenant().faults.add({ path: '/sources/v1', status: 200, headers, body: [] });
	const { hints } = await request(tenant(), { method: 'GET', path: '/sources/v1' });
	expect(hints).toEqual([
		expect.objectContaining({
			message: expect.stringMatching(/^GET \/sources\/v1 is deprecated/) as string,
		}),
	]);
	const fresh = await request(tenant(), { method: 'GET', path: '/roles/v1' });
	expect(fresh.hints).toEqual([]);
});
