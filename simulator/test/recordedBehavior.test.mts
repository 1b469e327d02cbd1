import { closeSimulators, open, session, type Failure } from './helpers.mts';

afterEach(closeSimulators);

const MOMENT = Date.parse('2026-01-05T08:00:00.000Z');

/** A tenant whose clock stands still until it is moved. */
async function still(options: Parameters<typeof open>[0] = {}) {
	let now = MOMENT;
	const tenant = await open({ taskMs: 1_000, now: () => now, ...options });
	const api = await session(tenant);
	const disable = async () =>
		(await api.post<{ id: string }>(`/accounts/v1/${tenant.data.accounts.idAt(0)}/disable`, {}))
			.body.id;
	const task = async (id: string) =>
		await api.get<Record<string, unknown>>(`/task-status/v1/${id}`);
	return { tenant, api, disable, task, wait: (ms: number) => (now += ms) };
}

test('has the completion date of a task before its state', async () => {
	const { disable, task, wait } = await still();
	const id = await disable();
	wait(899);
	expect((await task(id)).body).toMatchObject({ completed: null, completionStatus: null });
	wait(1);
	const raced = await task(id);
	expect(raced.body).toMatchObject({
		completed: '2026-01-05T08:00:01.000Z',
		completionStatus: null,
	});
	wait(100);
	expect((await task(id)).body).toMatchObject({ completionStatus: 'SUCCESS' });
});

test('has both at the same time by option', async () => {
	const { tenant, disable, task, wait } = await still();
	tenant.options.jobs.race = false;
	const id = await disable();
	wait(999);
	expect((await task(id)).body).toMatchObject({ completed: null });
});

test("doesn't return a new, old or any task by option", async () => {
	const { tenant, api, disable, task, wait } = await still();
	Object.assign(tenant.options.jobs, { unknownForMs: 100, keptForMs: 500 });
	const id = await disable();
	const listed = async () => (await api.get<unknown[]>('/task-status/v1')).body.length;
	expect([(await task(id)).status, await listed()]).toEqual([404, 0]);
	wait(100);
	expect([(await task(id)).status, await listed()]).toEqual([200, 1]);
	wait(1_400);
	expect((await task(id)).status).toBe(200);
	wait(1);
	expect([(await task(id)).status, await listed()]).toEqual([404, 0]);
	tenant.options.jobs.untracked = ['account-change'];
	expect((await task(await disable())).status).toBe(404);
});

test.each([
	['key', { localizedText: null, key: expect.stringContaining('did not succeed') as string }],
	[
		'localizedText',
		{ localizedText: { message: expect.stringContaining('did not succeed') as string } },
	],
] as const)('the reason of a failure stands in %s', async (reasons, message) => {
	const { tenant, disable, task, wait } = await still();
	Object.assign(tenant.options.jobs, { reasons, failing: ['account-change=CANCELLED'] });
	const id = await disable();
	wait(1_000);
	expect((await task(id)).body).toMatchObject({
		completionStatus: 'CANCELLED',
		messages: [message],
	});
});

test('refuses a filter of tasks by an unknown task definition', async () => {
	const { api, tenant } = await still();
	await api.post(`/roles/v1/bulk-delete`, { roleIds: [tenant.data.roles.idAt(0)] });
	const ask = async (type: string) =>
		await api.get<Failure>(`/task-status/v1?filters=${encodeURIComponent(`type eq "${type}"`)}`);
	const refused = await ask('CLOUD_ENTITLEMENT_IMPORT');
	expect(refused.status).toBe(400);
	expect(refused.body.causes[0]?.text).toContain('Unsupported Task Definition type');
	expect((await ask('DELETE_ROLES')).status).toBe(200);
});

test('returns dates of aggregations in their own forms', async () => {
	const { tenant, api } = await still();
	const source = tenant.data.sources.idAt(0);
	const form = () => {
		const data = new FormData();
		data.append('file', new Blob(['id,name\ne,E\n'], { type: 'text/csv' }), 'a.csv');
		return data;
	};
	const load = async (what: string) =>
		(
			await api.send<Record<string, unknown>>('POST', `/sources/v1/${source}/${what}`, {
				body: form(),
			})
		).body;
	expect(await load('load-accounts')).toMatchObject({
		success: true,
		task: { type: 'QUARTZ', created: MOMENT, launched: MOMENT, completed: null, progress: null },
	});
	expect(await load('load-entitlements')).toMatchObject({
		type: 'QUARTZ',
		created: '2026-01-05T08:00:00.000+00:00',
		launched: null,
		attributes: { eventId: expect.any(Number) as number },
	});
});

test('returns dates of reports without an offset; those of campaign reports by option', async () => {
	const { tenant, api } = await still();
	const { body } = await api.post<{ id: string }>('/reports/v1/run', { reportType: 'ACCOUNTS' });
	const result = await api.get<{ created: string }>(`/reports/v1/${body.id}/result`);
	expect(result.body.created).toBe('2026-01-05T08:00:00.000');
	const campaign = `/campaigns/v1/${tenant.data.campaigns.idAt(0)}`;
	await api.post(`${campaign}/run-report/CAMPAIGN_STATUS_REPORT`);
	const dates = async () =>
		(await api.get<Array<{ lastRunAt: string | null }>>(`${campaign}/reports`)).body
			.map(({ lastRunAt }) => lastRunAt)
			.filter((date) => date !== null);
	expect(await dates()).toEqual(['2026-01-05T08:00:00.000Z']);
	tenant.options.jobs.campaignReportDates = 'withoutOffset';
	expect(await dates()).toEqual(['2026-01-05T08:00:00.000']);
});

test.each([
	['messages', false],
	['causes', true],
] as const)('a refusal has its reason in %s', async (errorReasons, hasCauses) => {
	const { api } = await still({ errorReasons });
	const refused = await api.post<Failure>('/roles/v1/bulk-delete', {});
	expect(refused.body.detailCode).toBe('400.1 Bad request content');
	expect('causes' in refused.body).toBe(hasCauses);
	expect((hasCauses ? refused.body.causes : refused.body.messages)[0]!.text).toContain('roleIds');
	const lost = await api.get<Failure>('/roles/v1/none');
	expect(lost.body.messages[0]!.text).toMatch(/did not find a current representation/);
});
