import type { OptionsInput } from '../src/server.mts';
import { closeSimulators, open, session } from './helpers.mts';
import { form, send } from './jobFamilies.mts';
import type { Body } from './jobFamilies.mts';

afterAll(closeSimulators);

async function stage(options: OptionsInput = {}) {
	let now = Date.parse('2026-01-05T08:00:00Z');
	const tenant = await open({ now: () => now, taskMs: 1_000, ...options });
	const api = await session(tenant);
	const call = (method: string, path: string, json?: unknown) => send(api, method, path, json);
	return { tenant, api, call, wait: (ms = 1_000) => (now += ms) };
}

test('fails an access request on request', async () => {
	const { tenant, api, wait } = await stage({ jobs: { failing: ['access-request'] } });
	const ask = async (index: number) => {
		const [person, id] = [tenant.data.identities.idAt(index), tenant.data.roles.idAt(0)];
		const items = [{ type: 'ROLE', id }];
		await api.post('/access-requests/v1', { requestedFor: [person], requestedItems: items });
		wait();
		const path = `/access-request-status/v1?requested-for=${person}&sorters=-created&limit=1`;
		return (await api.get<Body[]>(path)).body[0];
	};
	// Roles ask for no approval here, so that provisioning starts at once.
	expect(await ask(1)).toMatchObject({
		state: 'PROVISIONING_FAILED',
		errorMessages: [[{ text: expect.stringContaining('did not succeed') }]],
	});
	tenant.options.jobs.failing = ['access-request=REJECTED'];
	expect(await ask(2)).toMatchObject({ state: 'REJECTED' });
});

test('imports an export into another simulator', async () => {
	const from = await stage();
	const query = { includeTypes: ['TRANSFORM'], description: 'All transforms' };
	const { jobId } = (await from.call('POST', '/sp-config/v1/export', query)).body;
	const file = `/sp-config/v1/export/${String(jobId)}/download`;
	expect((await from.call('GET', file)).status).toBe(400);
	from.wait();
	const exported = (await from.call('GET', file)).body;
	expect(exported).toMatchObject({ version: 1, description: 'All transforms' });
	expect(exported.objects).toHaveLength(20);

	const to = await stage({ counts: { transforms: 0 } });
	const load = async (path: string, options: object) => {
		const body = form('data', JSON.stringify(exported), { options: JSON.stringify(options) });
		const started = await to.api.send<Body>('POST', path, { body });
		expect(started.status).toBe(202);
		to.wait();
		return (await to.call('GET', `/sp-config/v1/import/${String(started.body.jobId)}/download`))
			.body.results;
	};
	const path = '/sp-config/v1/import';
	expect(await load(`${path}?preview=true`, {})).toMatchObject({
		TRANSFORM: { importedObjects: [] },
	});
	expect(await load(path, { includeTypes: ['RULE'] })).toEqual({});
	expect(to.tenant.data.transforms.size).toBe(0);
	await load(path, {});
	await load(path, {});
	expect(to.tenant.data.transforms.size).toBe(20);
	expect((await to.api.send('POST', path, { body: form('file', '{}') })).status).toBe(400);
});

test('lists the jobs of configuration hub', async () => {
	const { api, call, wait } = await stage();
	const body = form('data', '{"objects":[{},{}]}', { name: 'Mine' });
	const path = '/configuration-hub/v1/backups/uploads';
	const { jobId } = (await api.send<Body>('POST', path, { body })).body;
	wait();
	const complete = `${path}?filters=${encodeURIComponent('status eq "COMPLETE"')}`;
	expect((await call('GET', complete)).body).toMatchObject([
		{ jobId, name: 'Mine', totalObjectCount: 2, fileExists: true },
	]);
	expect((await call('DELETE', `${path}/${String(jobId)}`)).status).toBe(204);
	expect((await call('GET', `${path}/${String(jobId)}`)).status).toBe(404);
	await call('POST', '/configuration-hub/v1/deploys', { draftId: 'draft-1' });
	expect((await call('GET', '/configuration-hub/v1/deploys')).body).toMatchObject({
		items: [{ draftId: 'draft-1', type: 'CONFIG_DEPLOY_DRAFT' }],
	});
});

test('returns a finished violation report as an archive', async () => {
	const { tenant, api, wait } = await stage();
	const report = (await api.post<Body>('/sod-violation-report/v1/run', {})).body;
	const path = `/sod-violation-report/v1/${String(report.id)}/download/mine`;
	expect((await api.get(path)).status).toBe(400);
	wait();
	expect((await api.get('/sod-violation-report/v1')).body).toMatchObject({ status: 'SUCCESS' });
	const response = await fetch(tenant.url + path, {
		headers: { authorization: `Bearer ${api.accessToken}` },
	});
	expect(response.headers.get('content-type')).toBe('application/zip');
	expect(response.headers.get('content-disposition')).toContain('mine.zip');
	const bytes = Buffer.from(await response.arrayBuffer());
	expect(bytes.subarray(0, 4).toString()).toBe('PK\x03\x04');
	expect(bytes.includes(String(tenant.data.sodPolicies.at(0)!.name))).toBe(true);
	tenant.options.jobs.failing = ['sod-report'];
	const failed = (await api.post<Body>('/sod-violation-report/v1/run', {})).body;
	wait();
	expect((await api.get(`/sod-violation-report/v1/${String(failed.id)}/download`)).status).toBe(
		400,
	);
});

test('keeps access profiles that a role uses', async () => {
	const { tenant, call } = await stage({ counts: { accessProfiles: 10, roles: 3 } });
	const [held, free] = [0, 9].map((index) => tenant.data.accessProfiles.idAt(index));
	const path = '/access-profiles/v1/bulk-delete';
	const none = await call('POST', path, { accessProfileIds: [held, free] });
	expect([none.status, none.body]).toMatchObject([200, { taskId: null, pending: [] }]);
	expect(none.body.inUse).toMatchObject([{ accessProfileId: held }]);
	const some = await call('POST', path, { accessProfileIds: [held, free], bestEffortOnly: true });
	expect([some.status, some.body.pending]).toEqual([202, [free]]);
	expect(tenant.data.accessProfiles.size).toBe(9);
	const many = Array.from({ length: 51 }, () => free);
	expect((await call('POST', path, { accessProfileIds: many })).status).toBe(400);
});

test('runs one role propagation at a time', async () => {
	const { call, wait } = await stage();
	const path = '/role-propagation/v1';
	const started = await call('POST', `${path}?skipRoleRefresh=true`);
	expect((await call('POST', path)).status).toBe(400);
	expect((await call('GET', `${path}/is-running`)).body).toMatchObject({ isRunning: true });
	expect((await call('POST', `${path}/terminate`)).status).toBe(204);
	const id = String(started.body.rolePropagationId);
	const state = { status: 'COMPLETED', executionStage: 'TERMINATED', skipRoleRefresh: true };
	expect((await call('GET', `${path}/${id}/status`)).body).toMatchObject(state);
	wait();
	expect((await call('GET', `${path}/${id}/status`)).body).toMatchObject(state);
	expect((await call('GET', `${path}/is-running`)).body).toMatchObject({ isRunning: false });
});

test('changes the metadata of roles by IDs and by a filter', async () => {
	const { tenant, call } = await stage();
	const path = '/roles/v1/access-model-metadata/bulk-update';
	const [role] = [tenant.data.roles.at(4)!];
	const values = [{ attribute: 'iscPrivacy', values: ['low', 'high'] }];
	await call('POST', `${path}/ids`, { roles: [role.id], operation: 'ADD', values });
	const held = () => tenant.data.roles.get(role.id)!.accessModelMetadata;
	const both = [{ key: 'iscPrivacy', values: [{ value: 'low' }, { value: 'high' }] }];
	expect(held()).toEqual({ attributes: both });
	expect((await call('GET', path)).body).toMatchObject([{ status: 'CREATED' }]);
	const filters = `id eq "${role.id}"`;
	const fewer = [{ attributeKey: 'iscPrivacy', values: ['low'] }];
	await call('POST', `${path}/filter`, { filters, operation: 'REMOVE', values: fewer });
	expect(held()).toEqual({ attributes: [{ key: 'iscPrivacy', values: [{ value: 'high' }] }] });
	const last = await call('GET', `${path}/id`);
	expect([last.status, last.body.type]).toEqual([202, 'Role']);
});

test('cancels workflow runs and machine actions', async () => {
	const { tenant, call, wait } = await stage();
	const workflow = `/workflows/v1/${tenant.data.workflows.idAt(0)}`;
	const run = async () =>
		String((await call('POST', `${workflow}/test`, { input: {} })).body.workflowExecutionId);
	const [first, second] = [await run(), await run()];
	expect((await call('POST', `/workflow-executions/v1/${first}/cancel`)).status).toBe(204);
	wait();
	expect((await call('POST', `/workflow-executions/v1/${second}/cancel`)).status).toBe(400);
	expect((await call('GET', `${workflow}/executions`)).body).toMatchObject([
		{ id: first, status: 'Canceled' },
		{ id: second, status: 'Completed' },
	]);
	const done = `${workflow}/executions?filters=${encodeURIComponent('status eq "Completed"')}`;
	expect((await call('GET', done)).body).toHaveLength(1);
	const history = await call('GET', `/workflow-executions/v1/${second}/history`);
	expect(history.body).toMatchObject([{}, { type: 'WorkflowExecutionCompleted' }]);

	const path = '/machine-identities/v1';
	const started = await call('POST', `${path}/agent/lifecycle-actions`, { action: 'ACTIVATE' });
	const action = `${path}/lifecycle-actions/${String(started.body.requestId)}`;
	expect((await call('POST', `${action}/cancel`, { comment: 'No' })).status).toBe(202);
	expect((await call('GET', action)).body).toMatchObject({
		completed: true,
		details: { status: 'CANCELED', cancelComment: 'No' },
	});
	await call('POST', `${path}/other/lifecycle-actions`, { action: 'DEACTIVATE' });
	const list = async (query: string) =>
		(await call('GET', `${path}/lifecycle-actions?${query}`)).body as unknown as Body[];
	const targets = async (query: string) => (await list(query)).map(({ targetId }) => targetId);
	expect(await targets('')).toEqual(['other', 'agent']);
	expect(await targets('sorters=created&limit=1&offset=0')).toHaveLength(1);
	expect(await targets(`filters=${encodeURIComponent('completed eq true')}`)).toEqual(['agent']);
});

test('starts a synchronization of attributes, whose state cannot be polled', async () => {
	const { tenant, call } = await stage();
	const path = `/sources/v1/${tenant.data.sources.idAt(0)}/synchronize-attributes`;
	const { status, body } = await call('POST', path);
	expect([status, body.status]).toEqual([202, 'QUEUED']);
	const payload = (body.payload as { dataJson: string }).dataJson;
	expect(JSON.parse(payload)).toEqual({ sourceId: tenant.data.sources.idAt(0) });
});

test('deletes an account at the end of its deletion request', async () => {
	const { tenant, call, wait } = await stage();
	const { accounts } = tenant.data;
	const of = (kind: string) => [...accounts].find(({ connectionType }) => connectionType === kind)!;
	const ask = (id: string) => call('POST', `/account-requests/v1/account/${id}/delete`);
	const requests = async () =>
		(await call('GET', '/account-requests/v1/deletion')).body as unknown as Body[];
	const phases = async () =>
		((await requests()).at(-1)!.accountRequestPhases as Body[]).map(({ state }) => state);
	expect((await ask('none')).status).toBe(404);
	expect((await ask(of('file').id)).status).toBe(400);

	const { id, name } = of('direct');
	const { accountRequestId } = (await ask(id)).body;
	expect(await requests()).toMatchObject([
		{ accountRequestId, completedAt: null, accountDetails: { accountId: id, accountName: name } },
	]);
	expect(await phases()).toEqual(['PENDING', 'NOT_STARTED']);
	wait(500);
	expect(await phases()).toEqual(['APPROVED', 'PENDING']);
	expect((await call('GET', `/accounts/v1/${id}`)).status).toBe(200);
	wait(500);
	expect((await call('GET', `/accounts/v1/${id}`)).status).toBe(404);
	expect(await phases()).toEqual(['APPROVED', 'PASSED']);

	tenant.options.jobs.failing = ['account-deletion-request=REJECTED'];
	const kept = of('direct').id;
	await ask(kept);
	wait();
	expect(await phases()).toEqual(['REJECTED', 'NOT_STARTED']);
	expect((await call('GET', `/accounts/v1/${kept}`)).status).toBe(200);
});

test('disables only the accounts of a response action', async () => {
	const { tenant, call } = await stage({ counts: { accounts: 1_500 } });
	const identityId = tenant.data.identities.idAt(0);
	const own = () => [...tenant.data.accounts].filter((one) => one.identityId === identityId);
	for (const { id } of own()) tenant.data.accounts.update(id, { disabled: false });
	const path = '/intelligence/v1/response-actions';
	const facts = { identityType: 'HUMAN', identityId, context: { reason: 'Alert' } };
	const accountIds = [own()[1]!.id];
	const wrong = await call('POST', path, { ...facts, actionType: 'DISABLE_IDENTITY', accountIds });
	expect(wrong.status).toBe(400);
	await call('POST', path, { ...facts, actionType: 'DISABLE_ACCOUNT', accountIds });
	expect(
		own()
			.filter(({ disabled }) => disabled)
			.map(({ id }) => id),
	).toEqual(accountIds);
	await call('POST', path, { ...facts, actionType: 'DISABLE_IDENTITY' });
	expect(own().every(({ disabled }) => disabled)).toBe(true);
});

test('returns the status of an aggregation for an hour', async () => {
	const { tenant, api, call, wait } = await stage({ tokenLifetimeSeconds: 86_400 });
	const path = `/sources/v1/${tenant.data.sources.idAt(0)}/load-accounts`;
	const started = await api.send<{ task: { id: string } }>('POST', path, {
		body: form('file', 'id\nn-1\nn-2\n'),
	});
	const status = `/account-aggregations/v1/${started.body.task.id}/status`;
	expect((await call('GET', status)).body).toMatchObject({
		totalAccounts: 2,
		processedAccounts: 0,
	});
	wait();
	expect((await call('GET', status)).body).toMatchObject({ processedAccounts: 2 });
	wait(3_600_001);
	expect((await call('GET', status)).status).toBe(404);
});
