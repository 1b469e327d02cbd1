import { closeSimulators, open, session } from './helpers.mts';
import type { Failure } from './helpers.mts';
import { searcher } from './searchHelpers.mts';
import type { Hit } from './searchHelpers.mts';

afterAll(closeSimulators);

test('returns an added event as the latest one', async () => {
	const tenant = await open();
	const { find, get } = await searcher(tenant);
	const added = tenant.data.events.add({
		created: new Date(tenant.options.now()).toISOString(),
		action: 'SourceCreated',
		name: 'Create Source Passed',
		actor: { name: 'Somebody New' },
	});
	const indices = ['events'];
	const latest = await find('*', { indices, sort: ['-created', 'id'] });
	expect(latest).toHaveLength(2001);
	expect(latest[0]).toMatchObject({ ...added, _type: 'event', synced: added.created });
	expect(await find('actor.name:"Somebody New"', { indices })).toHaveLength(1);
	expect((await get<Hit>(`/search/v1/events/${added.id}`)).body).toEqual(latest[0]);
});

test('sorts events by time if they are added out of order', async () => {
	const tenant = await open({ counts: { events: 50 } });
	const { find } = await searcher(tenant);
	tenant.data.events.add({ created: '2023-05-05T05:05:05Z', name: 'late report' });
	tenant.data.events.add({ created: '2001-01-01T00:00:00.000Z', name: 'old' });
	const times = (await find('*', { indices: ['events'], sort: ['created'] })).map(({ created }) =>
		Date.parse(created as string),
	);
	expect(times).toHaveLength(52);
	expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('finds written records, but not deleted ones', async () => {
	const tenant = await open();
	const { find, count, send, post, get } = await searcher(tenant);
	const { patch } = await session(tenant);
	const indices = ['accessprofiles'];
	const created = await post<Hit>('/access-profiles/v1', {
		name: 'Brand New Access',
		owner: { type: 'IDENTITY', id: tenant.data.identities.idAt(1) },
		source: { type: 'SOURCE', id: tenant.data.sources.idAt(0) },
	});
	const { id } = created.body;
	expect((await find('"Brand New Access"', { indices }))[0]).toMatchObject({
		id,
		_type: 'accessprofile',
		owner: { email: tenant.data.identities.at(1)?.emailAddress },
	});
	await patch(`/access-profiles/v1/${id}`, [{ op: 'replace', path: '/name', value: 'Renamed' }]);
	expect(await count('name:Brand', { indices })).toBe(0);
	expect(await count('name:Renamed', { indices })).toBe(1);
	await send('DELETE', `/access-profiles/v1/${id}`);
	expect(await count('name:Renamed', { indices })).toBe(0);
	const gone = await get<Failure>(`/search/v1/accessprofiles/${id}`);
	expect(gone.status).toBe(404);
});

test('has each account only in the document of its owner', async () => {
	const tenant = await open({ counts: { identities: 7, accounts: 330 } });
	const { find } = await searcher(tenant);
	const held = (await find('*')).map(({ id, accounts }) => [
		id,
		(accounts as Hit[]).map((account) => account.id),
	]);
	const owned = [...tenant.data.identities]
		.slice(0, 7)
		.map(({ id }) => [
			id,
			[...tenant.data.accounts].filter((one) => one.identityId === id).map((one) => one.id),
		]);
	expect(held).toEqual(owned);
});

test('updates the document of an identity with its accounts', async () => {
	const tenant = await open({ counts: { identities: 10, accounts: 20 } });
	const { get } = await searcher(tenant);
	const { accounts, identities } = tenant.data;
	const accountsOf = async (index: number) => {
		const { body } = await get<Hit>(`/search/v1/identities/${identities.idAt(index)}`);
		expect(body.accountCount).toBe((body.accounts as Hit[]).length);
		return (body.accounts as Hit[]).map(({ id }) => id).sort();
	};
	expect(await accountsOf(3)).toEqual([accounts.idAt(3), accounts.idAt(13)]);
	accounts.update(accounts.idAt(3), { identityId: identities.idAt(4) });
	expect(await accountsOf(3)).toEqual([accounts.idAt(13)]);
	expect(await accountsOf(4)).toEqual(
		[accounts.idAt(3), accounts.idAt(4), accounts.idAt(14)].sort(),
	);
	accounts.remove(accounts.idAt(14));
	expect(await accountsOf(4)).toEqual([accounts.idAt(3), accounts.idAt(4)].sort());
});

test('returns writes after the lag', async () => {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({ indexLagMs: 30_000, now: () => now, counts: { events: 10 } });
	const { find, count, get } = await searcher(tenant);
	const indices = ['events'];
	const { events } = tenant.data;
	const total = () => count('*', { indices });
	const renamed = events.idAt(4);
	const removed = events.idAt(5);

	const { id } = events.add({ created: new Date(now).toISOString(), name: 'fresh' });
	events.update(renamed, { name: 'other name' });
	now += 20_000;
	events.update(renamed, { name: 'third name' });
	events.remove(removed);
	expect(await total()).toBe(10);
	expect((await get(`/search/v1/events/${id}`)).status).toBe(404);
	expect((await get(`/search/v1/events/${removed}`)).status).toBe(200);
	expect(await count('name:"other name" OR name:"third name"', { indices })).toBe(0);

	now += 10_000;
	expect(await total()).toBe(11);
	expect((await find('name:fresh', { indices }))[0]).toMatchObject({
		id,
		created: '2026-01-01T00:00:00.000Z',
		synced: '2026-01-01T00:00:30.000Z',
	});
	expect(await count('name:"other name"', { indices })).toBe(1);

	now += 20_000;
	expect(await total()).toBe(10);
	expect(await count('name:"third name"', { indices })).toBe(1);
	expect(await count('name:"other name"', { indices })).toBe(0);
	tenant.reset();
	const again = await searcher(tenant);
	expect(await again.count('*', { indices })).toBe(10);
	expect(await again.count('name:"third name"', { indices })).toBe(0);
});

test('returns a 404 for an unknown index or document', async () => {
	const { get } = await searcher(await open());
	expect((await get('/search/v1/people/1')).status).toBe(400);
	expect((await get('/search/v1/roles/1')).status).toBe(404);
});

test('accepts either kind of token with the scope', async () => {
	const tenant = await open();
	const body = { query: { query: '*' } };
	expect((await (await searcher(tenant, 'apiClient')).search(body)).status).toBe(200);
	expect((await (await searcher(tenant, 'narrowPat')).search(body)).status).toBe(403);
});

test('returns the documents of all indices', async () => {
	const tenant = await open();
	const { search, post } = await searcher(tenant);
	const totals = new Map<string, number>();
	for (const indices of [undefined, ['*'], ['roles'], ['roles', 'entitlements'], ['identities']]) {
		const { headers } = await post('/search/v1/count', { indices, query: { query: '*' } });
		totals.set(String(indices), Number(headers.get('x-total-count')));
	}
	const { accessProfiles, roles, entitlements, accountActivities, events } = tenant.options.counts;
	const others = accessProfiles + accountActivities + events;
	expect(totals.get('roles')).toBe(roles);
	expect(totals.get('roles,entitlements')).toBe(roles + entitlements);
	// Identities without a profile are not people, and not searched.
	expect(totals.get('identities')).toBe(tenant.options.counts.identities);
	expect(totals.get('*')).toBe(roles + entitlements + others + tenant.options.counts.identities);
	expect(totals.get('undefined')).toBe(totals.get('*'));
	const { body } = await search({ query: { query: '*' }, sort: ['created', 'id'] }, '?limit=10000');
	expect(new Set(body.map(({ _type }) => _type))).toEqual(
		new Set(['accessprofile', 'accountactivity', 'entitlement', 'event', 'identity', 'role']),
	);
});
