import { closeSimulators, open, session } from './helpers.mts';

afterAll(closeSimulators);

type AnyRecord = Record<string, unknown> & { id: string };
const filter = (text: string) => `filters=${encodeURIComponent(text)}`;

test('decides the items of a certification and signs it off', async () => {
	const tenant = await open({ counts: { reviewItems: 900 } });
	const api = await session(tenant);
	const active = await api.get<AnyRecord[]>(`/certifications/v1?${filter('phase eq "ACTIVE"')}`);
	const { id, decisionsTotal } = active.body[0]!;
	const path = `/certifications/v1/${id}`;
	const items = (await api.get<AnyRecord[]>(`${path}/access-review-items`)).body;
	expect(items).toHaveLength(decisionsTotal as number);
	expect(items[0]).not.toHaveProperty('certificationId');
	const name = (items[0]!.identitySummary as { name: string }).name;
	const byName = `${path}/access-review-items?${filter(`identitySummary.name eq "${name}"`)}`;
	const found = (await api.get<AnyRecord[]>(byName)).body;
	expect(found.length).toBeGreaterThan(0);
	expect(found.length).toBeLessThan(items.length);

	const decisions = items.map((item) => ({ id: item.id, decision: 'APPROVE', bulk: true }));
	expect((await api.post(`${path}/sign-off`)).status).toBe(400);
	const many = Array.from({ length: 251 }, () => decisions[0]);
	expect((await api.post(`${path}/decide`, many)).status).toBe(400);
	const foreign = [{ ...decisions[0], id: 'other' }];
	expect((await api.post(`${path}/decide`, foreign)).status).toBe(400);
	const first = await api.post(`${path}/decide`, decisions.slice(0, 2));
	expect(first.body).toMatchObject({ decisionsMade: 2, completed: false });
	await api.post(`${path}/decide`, decisions.slice(2));
	expect((await api.post(`${path}/sign-off`)).body).toMatchObject({
		phase: 'SIGNED',
		completed: true,
	});
	expect((await api.post(`${path}/decide`, decisions)).status).toBe(400);
});

test('reassigns certifications in a task', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now, taskMs: 1_000 });
	const api = await session(tenant);
	const to = tenant.data.identities.at(20)!;
	const active = await api.get<AnyRecord[]>(`/certifications/v1?${filter('phase eq "ACTIVE"')}`);
	const { id, campaign } = active.body[0] as AnyRecord & { campaign: AnyRecord };
	const started = await api.post<AnyRecord>(`/certifications/v1/${id}/reassign-async`, {
		reassign: [{ id, type: 'TARGET_SUMMARY' }],
		reassignTo: to.id,
		reason: 'Holiday',
	});
	expect(started.status).toBe(200);
	expect(started.body).toMatchObject({ status: 'QUEUED', targetId: id });
	expect((await api.get<AnyRecord[]>('/certification-tasks/v1')).body).toHaveLength(1);
	now += 500;
	const task = async () =>
		(await api.get<AnyRecord>(`/certification-tasks/v1/${started.body.id}`)).body;
	expect(await task()).toMatchObject({ status: 'IN_PROGRESS' });
	now += 500;
	expect(await task()).toMatchObject({
		status: 'SUCCESS',
		errors: [],
		reassignmentTrailDTOs: [{ newOwner: to.id }],
	});
	expect((await api.get<AnyRecord[]>('/certification-tasks/v1')).body).toEqual([]);
	const moved = await api.get<AnyRecord[]>(`/certifications/v1?reviewer-identity=${to.id}`);
	expect(moved.body.map((one) => one.id)).toEqual([id]);

	tenant.options.jobs.failing = ['certification-task'];
	const failed = await api.post<AnyRecord>(`/campaigns/v1/${campaign.id}/reassign`, {
		certificationIds: [id],
		reassignTo: { id: tenant.data.identities.idAt(1), type: 'IDENTITY' },
		reason: 'Back again',
	});
	expect(failed.status).toBe(202);
	now += 1_000;
	const after = await api.get<AnyRecord>(`/certification-tasks/v1/${failed.body.id}`);
	expect(after.body).toMatchObject({
		status: 'ERROR',
		errors: [{ text: expect.stringContaining('did not succeed') }],
	});
});

test('takes a campaign through its states', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now, taskMs: 1_000 });
	const api = await session(tenant);
	const made = await api.post<AnyRecord>('/campaigns/v1', {
		name: 'Yearly',
		description: null,
		type: 'MANAGER',
	});
	expect(made.status).toBe(400);
	const body = { name: 'Yearly', description: 'All', type: 'MANAGER' };
	const { id } = (await api.post<AnyRecord>('/campaigns/v1', body)).body;
	const path = `/campaigns/v1/${id}`;
	const status = async () => (await api.get<AnyRecord>(path)).body.status;
	const seen = [await status()];
	expect((await api.post(`${path}/activate`, {})).status).toBe(400);
	for (const command of ['activate', 'complete']) {
		now += 1_000;
		seen.push(await status());
		expect((await api.post(`${path}/${command}`, {})).status).toBe(202);
		seen.push(await status());
	}
	now += 1_000;
	seen.push(await status());
	expect(seen).toEqual(['PENDING', 'STAGED', 'ACTIVATING', 'ACTIVE', 'COMPLETING', 'COMPLETED']);
	const completed = await api.get<AnyRecord[]>(
		`/campaigns/v1?${filter('status eq "COMPLETED" and name eq "Yearly"')}`,
	);
	expect(completed.body).toHaveLength(1);
	expect(completed.body[0]).not.toHaveProperty('filter');
	const patch = [{ op: 'replace', path: '/name', value: 'Every year' }];
	expect((await api.patch<AnyRecord>(path, patch)).body.name).toBe('Every year');
	expect((await api.patch(path, [{ op: 'replace', path: '/status', value: 'X' }])).status).toBe(
		400,
	);
	expect((await api.post('/campaigns/v1/delete', { ids: [id, 'none'] })).status).toBe(202);
	expect(await status()).toBe('COMPLETED');
	now += 1_000;
	expect((await api.get(path)).status).toBe(404);
});

test('returns why a campaign cannot be generated', async () => {
	const tenant = await open({ taskMs: 0, jobs: { failing: ['campaign'] } });
	const api = await session(tenant);
	const body = { name: 'Yearly', description: 'All', type: 'MANAGER' };
	const { id } = (await api.post<AnyRecord>('/campaigns/v1', body)).body;
	expect((await api.get(`/campaigns/v1/${id}`)).body).toMatchObject({
		status: 'ERROR',
		alerts: [{ level: 'ERROR' }],
	});
});

test('returns the reports of a campaign', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now, taskMs: 1_000 });
	const api = await session(tenant);
	const path = `/campaigns/v1/${tenant.data.campaigns.idAt(0)}`;
	expect((await api.post(`${path}/run-report/OTHER`)).status).toBe(400);
	expect((await api.post(`${path}/run-report/CAMPAIGN_STATUS_REPORT`)).status).toBe(202);
	const all = async () => (await api.get<AnyRecord[]>(`${path}/reports`)).body;
	const statuses = async () => (await all()).map(({ status }) => status);
	expect(await statuses()).toEqual([null, null, 'PENDING', null]);
	now += 1_000;
	expect(await statuses()).toEqual([null, null, 'SUCCESS', null]);
	const first = (await all())[2]!;
	await api.post(`${path}/run-report/CAMPAIGN_STATUS_REPORT`);
	expect(await statuses()).toEqual([null, null, 'PENDING', null]);
	expect((await all())[2]!.id).not.toBe(first.id);
	const file = await api.get<string>(`/reports/v1/${first.id}?fileFormat=csv`);
	expect(file.body).toContain('Display Name');
});
