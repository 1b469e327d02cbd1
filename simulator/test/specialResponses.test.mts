import { closeSimulators, open, session } from './helpers.mts';

afterAll(closeSimulators);

test('imports a file of accounts', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const sourceId = tenant.data.sources.idAt(0);
	const known = tenant.data.accounts.at(0);
	const csv = `id,accountName,email\r\n${known?.nativeIdentity},renamed,\nn-7,"Doe, ""Jo""",jo@x\n`;
	const upload = (body?: FormData) =>
		api.send<never>('POST', `/sources/v1/${sourceId}/load-accounts`, { body });
	const form = new FormData();
	form.append('file', new Blob([csv], { type: 'text/csv' }), 'accounts.csv');
	form.append('disableOptimization', 'true');
	const answer = await upload(form);
	expect(answer.status).toBe(202);
	expect(answer.body).toMatchObject({
		success: true,
		task: {
			id: expect.any(String),
			attributes: { total: 2, added: 1, changed: 1, optimizedAggregation: 'disabled' },
		},
	});
	expect(tenant.data.accounts.get(known?.id ?? '')?.attributes).toMatchObject({
		accountName: 'renamed',
	});
	const added = [...tenant.data.accounts].find((account) => account.nativeIdentity === 'n-7');
	expect(added?.name).toBe('Doe, "Jo"');
	expect((await upload()).status).toBe(400);
});

test('returns failures of single items in a 207', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const id = tenant.data.workgroups.idAt(0);
	const groups = await api.post('/workgroups/v1/bulk-delete', { ids: [id, 'nobody'] });
	expect(groups.status).toBe(207);
	expect(groups.body).toMatchObject([
		{ id, status: 204 },
		{ id: 'nobody', status: 404 },
	]);
	expect((await api.get(`/workgroups/v1/${id}`)).status).toBe(404);
	const profile = tenant.data.accessProfiles.idAt(0);
	const answer = await api.post('/access-profiles/v1/bulk-update-requestable', [
		{ id: profile, requestable: false },
		{ id: 'nobody', requestable: true },
	]);
	expect(answer.status).toBe(207);
	expect(answer.body).toMatchObject([{ status: '200' }, { status: '404' }]);
	expect(tenant.data.accessProfiles.get(profile)?.requestable).toBe(false);
});

test('returns empty responses and files', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now });
	const api = await session(tenant);
	const reset = await api.post(`/identities/v1/${tenant.data.identities.idAt(1)}/reset`);
	expect([reset.status, reset.text]).toEqual([202, '']);
	const schema = await api.get(`/sources/v1/${tenant.data.sources.idAt(0)}/schemas/accounts`);
	expect(schema.headers.get('content-type')).toContain('text/csv');
	expect(schema.text).toMatch(/^id,/);

	const { id } = (await api.post<{ id: string }>('/reports/v1/run', { reportType: 'IDENTITIES' }))
		.body;
	expect((await api.get(`/reports/v1/${id}/result`)).body).not.toHaveProperty('status');
	now += 1_000;
	expect((await api.get(`/reports/v1/${id}/result`)).body).toMatchObject({ status: 'SUCCESS' });
	const file = await api.get(`/reports/v1/${id}?fileFormat=csv`);
	expect(file.headers.get('content-disposition')).toContain('IDENTITIES.csv');
	expect(file.text.split('\r\n')).toHaveLength(102);
	const json = await api.get(`/reports/v1/${id}?fileFormat=csv`, {
		headers: { accept: 'application/json' },
	});
	expect(json.status).toBe(500);
	expect(json.body).toMatchObject({ errorName: 'NotAcceptableException' });
	expect((await api.get(`/reports/v1/${id}`)).status).toBe(400);
});
