import { closeSimulators, open, session } from './helpers.mts';
import type { OptionsInput } from '../src/server.mts';

afterAll(closeSimulators);

type Item = Record<string, unknown> & { id: string; state: string; accessRequestId: string };
interface Tracking {
	requestedFor: string;
	accessRequestIds: string[];
}
interface Started {
	newRequests: Tracking[];
	existingRequests: Tracking[];
}

/** A tenant whose clock the test moves, and somebody who asks for its first access profile. */
async function stage(options: OptionsInput = {}) {
	let now = Date.parse('2026-01-05T08:00:00Z');
	const tenant = await open({ now: () => now, taskMs: 1_000, ...options });
	const api = await session(tenant);
	const [person, profile] = [tenant.data.identities.idAt(3), tenant.data.accessProfiles.idAt(0)];
	const item = { type: 'ACCESS_PROFILE', id: profile, comment: 'For the audit' };
	const body = { requestedFor: [person], requestType: 'GRANT_ACCESS', requestedItems: [item] };
	return {
		tenant,
		api,
		person,
		profile,
		body,
		ask: async () => (await api.post<Started>('/access-requests/v1', body)).body,
		wait: (ms: number) => (now += ms),
		status: async (query = '') =>
			(await api.get<Item[]>(`/access-request-status/v1?requested-for=${person}${query}`)).body,
	};
}

test("provisions a request over time, and doesn't repeat a pending one", async () => {
	const { api, ask, person, profile, status, wait } = await stage();
	const before = (await status()).length;
	const started = await ask();
	expect(started).toMatchObject({ newRequests: [{ requestedFor: person }], existingRequests: [] });
	const [id] = started.newRequests[0]!.accessRequestIds;
	expect(await ask()).toMatchObject({
		newRequests: [],
		existingRequests: [{ accessRequestIds: [id] }],
	});
	const one = `&filters=${encodeURIComponent(`accessRequestId eq "${id}"`)}`;
	expect(await status(one)).toMatchObject([{ id: profile, state: 'EXECUTING', cancelable: true }]);
	const objects = async () =>
		(
			await api.get<Item[]>(
				`/requestable-objects/v1?identity-id=${person}&filters=${encodeURIComponent(`id eq "${profile}"`)}`,
			)
		).body;
	expect(await objects()).toMatchObject([{ requestStatus: 'PENDING' }]);
	wait(1_000);
	expect(await status(one)).toMatchObject([{ state: 'REQUEST_COMPLETED', cancelable: false }]);
	expect(await objects()).toMatchObject([{ requestStatus: 'ASSIGNED' }]);
	expect(await status()).toHaveLength(before + 1);
	expect((await ask()).newRequests).toHaveLength(1);
});

test('waits for an approval', async () => {
	const { tenant, api, ask, profile, status, wait } = await stage({ counts: { approvals: 0 } });
	const me = tenant.data.identities.at(0)!;
	tenant.data.accessProfiles.update(profile, {
		owner: { type: 'IDENTITY', id: me.id, name: me.name },
		accessRequestConfig: { approvalSchemes: [{ approverType: 'OWNER' }] },
	});
	const pending = async () => (await api.get<Item[]>('/access-request-approvals/v1/pending')).body;
	const [first] = (await ask()).newRequests[0]!.accessRequestIds;
	wait(5_000);
	expect((await status('&sorters=-created'))[0]).toMatchObject({ state: 'EXECUTING' });
	const [approval] = await pending();
	expect(approval).toMatchObject({
		accessRequestId: first,
		requesterComment: { comment: 'For the audit' },
	});
	const path = `/access-request-approvals/v1/${approval!.id}`;
	expect((await api.post(`${path}/approve`, { comment: 'Fine' })).status).toBe(202);
	expect((await api.post(`${path}/approve`)).status).toBe(400);
	expect(await pending()).toEqual([]);
	expect((await status('&sorters=-created'))[0]).toMatchObject({ state: 'EXECUTING' });
	wait(1_000);
	expect((await status('&sorters=-created'))[0]).toMatchObject({ state: 'REQUEST_COMPLETED' });

	await ask();
	const [second] = await pending();
	const other = tenant.data.identities.at(7)!;
	const to = { newOwnerId: other.id, comment: 'Yours' };
	await api.post(`/access-request-approvals/v1/${second!.id}/forward`, to);
	expect(await pending()).toEqual([]);
	await api.post(`/access-request-approvals/v1/${second!.id}/reject`, { comment: 'No' });
	expect((await status('&sorters=-created'))[0]).toMatchObject({ state: 'REJECTED' });
	const completed = await api.get<Item[]>(
		`/access-request-approvals/v1/completed?owner-id=${other.id}`,
	);
	expect(completed.body).toMatchObject([
		{ state: 'REJECTED', forwardHistory: [to && { comment: 'Yours' }] },
	]);
	const summary = await api.get('/access-request-approvals/v1/approval-summary');
	expect(summary.body).toEqual({ pending: 0, approved: 1, rejected: 0 });
});

test('cancels or closes a pending request', async () => {
	const { api, ask, status, wait } = await stage();
	const [id] = (await ask()).newRequests[0]!.accessRequestIds;
	const cancel = () =>
		api.post('/access-requests/v1/cancel', { accountActivityId: id, comment: 'Mistake' });
	expect((await cancel()).status).toBe(202);
	expect((await cancel()).status).toBe(400);
	wait(5_000);
	const last = async () => (await status('&sorters=-created'))[0];
	expect(await last()).toMatchObject({
		state: 'CANCELLED',
		cancelledRequestDetails: { comment: 'Mistake' },
	});
	const [next] = (await ask()).newRequests[0]!.accessRequestIds;
	await api.post('/access-requests/v1/close', { accessRequestIds: [next] });
	expect(await last()).toMatchObject({ accessRequestId: next, state: 'TERMINATED' });
});

test('rejects a request for an unknown object', async () => {
	const { api, body, person } = await stage();
	const refused = async (change: object) =>
		(await api.post('/access-requests/v1', { ...body, ...change })).status;
	expect(await refused({ requestedFor: ['nobody'] })).toBe(400);
	expect(await refused({ requestedItems: [{ type: 'ROLE', id: 'none' }] })).toBe(400);
	expect(await refused({ requestedItems: [] })).toBe(400);
	expect(await refused({ requestType: 'TAKE' })).toBe(400);
	expect(await refused({ requestedFor: [person] })).toBe(202);
});

test('counts, completes and forwards work items', async () => {
	const { tenant, api } = await stage({ counts: { workItems: 9 }, workItems: 'everyone' });
	const path = '/work-items/v1';
	const summary = async () => (await api.get(`${path}/summary`)).body;
	expect(await summary()).toEqual({ open: 7, completed: 2, total: 9 });
	const id = tenant.data.workItems.idAt(0);
	const to = { targetOwnerId: tenant.data.identities.idAt(9), comment: 'Please' };
	const forwarded = await api.post(`${path}/${id}/forward`, to);
	expect([forwarded.status, forwarded.text]).toEqual([200, '']);
	const theirs = await api.get<Item[]>(`${path}?ownerId=${to.targetOwnerId}`);
	expect(theirs.body.map((item) => item.id)).toEqual([id]);
	expect((await api.post(`${path}/${id}`)).body).toMatchObject({ state: 'Finished' });
	expect((await api.post(`${path}/${id}`)).status).toBe(400);
	expect(await summary()).toEqual({ open: 6, completed: 3, total: 9 });
	expect((await api.get(`${path}/completed/count`)).body).toEqual({ count: 3 });
});

test('accepts `me` for the user of the token', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const [first, second] = [tenant.data.identities.idAt(0), tenant.data.identities.idAt(1)];
	for (const person of [first, second]) {
		const requestedItems = [{ type: 'ROLE', id: tenant.data.roles.idAt(0) }];
		await api.post('/access-requests/v1', { requestedFor: [person], requestedItems });
	}
	const asked = async (person: string) =>
		(await api.get<Item[]>(`/access-request-status/v1?requested-for=${person}`)).body.length;
	expect(await asked('me')).toBe(await asked(first));
	expect(await asked('me')).toBeGreaterThan(0);
});
