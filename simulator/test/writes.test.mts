import { closeSimulators, open, session } from './helpers.mts';
import type { Failure } from './helpers.mts';
import type { AccessProfile, Account, Source } from '../src/data/types.mts';

afterAll(closeSimulators);

type Api = Awaited<ReturnType<typeof session>>;
const task = async (api: Api, id: string) =>
	(await api.get<Record<string, unknown>>(`/task-status/v1/${id}`)).body;

test('creates, reads, changes and deletes an access profile', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const [owner, source] = [tenant.data.identities.idAt(4), tenant.data.sources.idAt(1)];
	const made = await api.post<AccessProfile>('/access-profiles/v1', {
		name: 'Fresh',
		owner: { type: 'IDENTITY', id: owner },
		source: { type: 'SOURCE', id: source },
	});
	expect(made.status).toBe(201);
	expect(made.body).toMatchObject({
		name: 'Fresh',
		enabled: true,
		source: { name: 'Active Directory' },
	});
	const path = `/access-profiles/v1/${made.body.id}`;
	expect((await api.get(path)).body).toEqual(made.body);
	const changed = await api.patch<AccessProfile>(path, [
		{ op: 'test', path: '/name', value: 'Fresh' },
		{ op: 'replace', path: '/name', value: 'Renamed' },
		{ op: 'add', path: '/segments/-', value: 'segment-1' },
		{ op: 'copy', from: '/name', path: '/description' },
	]);
	expect(changed.status).toBe(200);
	expect((await api.get(path)).body).toMatchObject({
		name: 'Renamed',
		description: 'Renamed',
		segments: ['segment-1'],
	});
	const list = await api.get<unknown[]>(
		`/access-profiles/v1?filters=${encodeURIComponent('name eq "Renamed"')}`,
	);
	expect(list.body).toHaveLength(1);
	const gone = await api.send('DELETE', path);
	expect([gone.status, gone.text]).toEqual([204, '']);
	expect((await api.get(path)).status).toBe(404);
	expect((await api.send('DELETE', path)).status).toBe(404);
});

test('names missing fields', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const answer = await api.post<Failure>('/access-profiles/v1', { name: 'x', owner: null });
	expect(answer.status).toBe(400);
	expect(answer.body.causes.map(({ text }) => text)).toEqual([
		expect.stringContaining('"owner"'),
		expect.stringContaining('"source"'),
	]);
	const lost = await api.post<Failure>('/roles/v1', { name: 'x', owner: { id: 'nobody' } });
	expect(lost.body.causes[0]?.text).toContain('"owner"');
	expect((await api.post('/roles/v1', [])).status).toBe(400);
	expect((await api.post('/roles/v1')).status).toBe(400);
});

test('requires the content type of a patch, and rejects changes of immutable fields', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const path = `/sources/v1/${tenant.data.sources.idAt(0)}`;
	const before = (await api.get<Source>(path)).body;
	const rename = [{ op: 'replace', path: '/name', value: 'New name' }];
	const plain = await api.send<Failure>('PATCH', path, { json: rename });
	expect(plain.status).toBe(400);
	expect(plain.text).not.toMatch(/content-type|json-patch|media/i);
	for (const patch of [
		[{ op: 'replace', path: '/type', value: 'x' }],
		[...rename, { op: 'remove', path: '/id' }],
		[{ op: 'move', from: '/connector', path: '/description' }],
		[...rename, { op: 'test', path: '/description', value: 'something else' }],
		[{ op: 'replace', path: '/no/such/place', value: 1 }],
		[{ op: 'replace', path: '', value: {} }],
		{ name: 'not a patch' },
	]) {
		expect((await api.patch<Failure>(path, patch)).status).toBe(400);
	}
	expect((await api.get(path)).body).toEqual(before);
	expect((await api.patch<Source>(path, rename)).body.name).toBe('New name');
});

test('replaces a source', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const path = `/sources/v1/${tenant.data.sources.idAt(0)}`;
	const before = (await api.get<Source>(path)).body;
	const wrong = await api.send('PUT', path, { json: { ...before, type: 'other' } });
	expect(wrong.status).toBe(400);
	const { description: _dropped, ...rest } = before;
	const answer = await api.send<Source>('PUT', path, { json: { ...rest, name: 'Replaced' } });
	expect(answer.status).toBe(200);
	expect((await api.get<Source>(path)).body.name).toBe('Replaced');
	expect((await api.get(path)).body).not.toHaveProperty('description');
});

test('deletes a source in a task', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now, taskMs: 5_000 });
	const api = await session(tenant);
	const id = tenant.data.sources.idAt(2);
	const answer = await api.send<{ type: string; id: string }>('DELETE', `/sources/v1/${id}`);
	expect(answer.status).toBe(202);
	expect(answer.body.type).toBe('TASK_RESULT');
	expect(await task(api, answer.body.id)).toMatchObject({
		completed: null,
		completionStatus: null,
	});
	const running = `/task-status/v1?filters=${encodeURIComponent('completionStatus isnull')}`;
	expect((await api.get<unknown[]>(running)).body).toHaveLength(1);
	now += 5_000;
	expect(await task(api, answer.body.id)).toMatchObject({
		completionStatus: 'SUCCESS',
		percentComplete: 100,
	});
	expect((await api.get<unknown[]>(running)).body).toHaveLength(0);
	expect((await api.get(`/sources/v1/${id}`)).status).toBe(404);
});

test('changes accounts in tasks', async () => {
	const tenant = await open({ taskMs: 0 });
	const api = await session(tenant, 'apiClient');
	const sourceId = tenant.data.sources.idAt(0);
	const person = tenant.data.identities.at(9);
	const made = await api.post<{ id: string }>('/accounts/v1', {
		attributes: { sourceId, id: 'n-1', accountName: person?.alias },
	});
	expect(made.status).toBe(202);
	expect(Object.keys(made.body)).toEqual(['id']);
	expect(await task(api, made.body.id)).toMatchObject({ completionStatus: 'SUCCESS' });
	const found = await api.get<Account[]>(
		`/accounts/v1?filters=${encodeURIComponent('nativeIdentity eq "n-1"')}`,
	);
	const account = found.body[0] as Account;
	expect(account).toMatchObject({
		sourceId,
		identityId: person?.id,
		uncorrelated: false,
		disabled: false,
	});

	const path = `/accounts/v1/${account.id}`;
	const now = async () => (await api.get<Account>(path)).body;
	expect((await api.post(`${path}/disable`, {})).status).toBe(202);
	expect((await now()).disabled).toBe(true);
	expect((await api.post(`${path}/enable`)).status).toBe(202);
	expect((await now()).disabled).toBe(false);
	const owner = tenant.data.identities.at(20);
	const moved = await api.patch(path, [{ op: 'replace', path: '/identityId', value: owner?.id }]);
	expect(moved.status).toBe(202);
	expect(await now()).toMatchObject({ identity: { name: owner?.name }, manuallyCorrelated: true });
	expect((await api.patch(path, [{ op: 'replace', path: '/name', value: 'x' }])).status).toBe(400);
	expect((await api.send('PUT', path, { json: { attributes: { a: 1 } } })).status).toBe(202);
	expect((await now()).attributes).toEqual({ a: 1 });
	expect((await api.send('DELETE', path)).status).toBe(202);
	expect((await api.get(path)).status).toBe(404);
});

test('shows writes in a list that was read before', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const path = `/roles/v1?sorters=name&filters=${encodeURIComponent('requestable eq true')}`;
	const ids = async () => (await api.get<{ id: string }[]>(path)).body.map(({ id }) => id);
	const before = await ids();
	const change = [{ op: 'replace', path: '/requestable', value: false }];
	await api.patch(`/roles/v1/${before[0]}`, change);
	expect(await ids()).toEqual(before.slice(1));
});

test('removes writes on reset', async () => {
	const tenant = await open({ counts: { accounts: 10 } });
	const before = JSON.stringify([...tenant.data.accounts]);
	tenant.data.accounts.remove(tenant.data.accounts.idAt(0));
	tenant.data.accounts.update(tenant.data.accounts.idAt(1), { disabled: true, locked: true });
	tenant.data.accounts.add(tenant.data.accounts.at(2) as Account);
	expect(JSON.stringify([...tenant.data.accounts])).not.toBe(before);
	tenant.reset();
	expect(JSON.stringify([...tenant.data.accounts])).toBe(before);
});
