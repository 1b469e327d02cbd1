import { closeSimulators, open, session } from './helpers.mts';
import type { Failure } from './helpers.mts';
import { Table } from '../src/data/table.mts';
import type { Account, Entitlement, Identity, Role } from '../src/data/types.mts';

afterAll(closeSimulators);

const encoded = encodeURIComponent;

test.each([
	['/accounts/v1', 250],
	['/accounts/v1?limit=10', 10],
	['/accounts/v1?limit=0', 0],
	['/accounts/v1?limit=9999', 250],
	['/accounts/v1?offset=990', 10],
	['/accounts/v1?offset=1000', 0],
	['/roles/v1', 50],
	['/roles/v1?limit=250', 50],
	['/roles/v1?offset=50', 10],
])('%s has %d rows', async (path, rows) => {
	const tenant = await open();
	expect((await (await session(tenant)).get<unknown[]>(path)).body).toHaveLength(rows);
});

test.each(['limit=-1', 'limit=ten', 'limit=1.5', 'offset=-1', 'offset=x', 'limit='])(
	'%s is refused',
	async (query) => {
		const tenant = await open();
		const answer = await (await session(tenant)).get<Failure>(`/accounts/v1?${query}`);
		expect(answer.status).toBe(400);
		expect(answer.body.detailCode).toContain('400');
		expect(answer.body.causes[0]?.text).toContain(query.split('=')[0]);
	},
);

test('returns pages without overlap or gap', async () => {
	const tenant = await open({ counts: { accounts: 620 } });
	const { get } = await session(tenant);
	const seen = new Set<string>();
	for (const offset of [0, 250, 500]) {
		for (const { id } of (await get<Account[]>(`/accounts/v1?offset=${offset}`)).body) seen.add(id);
	}
	expect(seen.size).toBe(620);
	expect(tenant.counters.offsets('GET /accounts/v1')).toEqual([0, 250, 500]);
});

test('returns the total of the filter on request', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const total = async (query: string) =>
		(await get(`/accounts/v1?limit=1${query}`)).headers.get('x-total-count');
	expect(await total('')).toBeNull();
	expect(await total('&count=true')).toBe('1000');
	const disabled = [...tenant.data.accounts].filter((account) => account.uncorrelated).length;
	expect(await total(`&count=true&filters=${encoded('uncorrelated eq true')}`)).toBe(
		String(disabled),
	);
});

test('handles a page past the end as configured', async () => {
	const tenant = await open({ pastEnd: 'error', counts: { transforms: 250 } });
	const { get } = await session(tenant);
	expect((await get<unknown[]>('/transforms/v1?offset=0')).body).toHaveLength(250);
	expect((await get<unknown[]>('/transforms/v1?offset=249')).body).toHaveLength(1);
	const past = await get('/transforms/v1?offset=250&limit=250');
	expect(past.status).toBe(400);
	expect(past.body).toEqual({
		detailMessage: 'Specified offset is invalid.',
		stackTrace: [],
		suppressedExceptions: [],
	});
	const empty = `/transforms/v1?filters=${encoded('name eq "none"')}`;
	expect((await get(empty)).status).toBe(200);
	expect((await get(`${empty}&offset=1`)).status).toBe(400);
});

test('handles a limit above the maximum as configured', async () => {
	const tenant = await open({ limitAboveMax: 'error' });
	const { get } = await session(tenant);
	expect((await get('/roles/v1?limit=50')).status).toBe(200);
	expect((await get('/roles/v1?limit=51')).status).toBe(400);
	expect((await get('/accounts/v1?limit=250')).status).toBe(200);
});

test('sorts by several fields in either direction', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const rows = (await get<Account[]>('/accounts/v1?limit=250&sorters=-sourceId,name')).body;
	const expected = [...tenant.data.accounts]
		.sort((a, b) =>
			a.sourceId < b.sourceId ? 1 : a.sourceId > b.sourceId ? -1 : a.name < b.name ? -1 : 1,
		)
		.slice(0, 250);
	expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
});

test('sorts by ID the same with and without writes', async () => {
	const tenant = await open({ counts: { accounts: 30 } });
	const { get } = await session(tenant);
	const ids = async () =>
		(await get<Account[]>('/accounts/v1?sorters=id')).body.map((account) => account.id);
	const before = await ids();
	expect(before).toEqual([...before].sort());
	tenant.data.accounts.remove(before[7] as string);
	tenant.data.accounts.add({ ...(tenant.data.accounts.at(0) as Account), id: '0'.repeat(32) });
	const after = await ids();
	expect(after).toEqual([...after].sort());
	expect(after).toHaveLength(30);
	expect(after[0]).toBe('0'.repeat(32));
});

test.each([
	['/roles/v1?sorters=owner', '"owner"'],
	['/roles/v1?sorters=name,-nope', '"nope"'],
	['/roles/v1?sorters=', null],
	[`/accounts/v1?filters=${encoded('name co "a"')}`, '"co"'],
	[`/accounts/v1?filters=${encoded('colour eq "red"')}`, '"colour"'],
	[`/accounts/v1?filters=${encoded('name eq')}`, 'name eq'],
])('%s', async (path, cause) => {
	const tenant = await open();
	const answer = await (await session(tenant)).get<Failure>(path);
	expect(answer.status).toBe(cause === null ? 200 : 400);
	if (cause !== null) expect(answer.body.causes[0]?.text).toContain(cause);
});

test('filters by fields whose name is not their path', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const someone = tenant.data.identities.at(7) as Identity;
	const first = String(someone.attributes.firstname);
	const found = await get<Identity[]>(
		`/identities/v1?filters=${encoded(`firstname eq "${first.toUpperCase()}" and email eq "${someone.emailAddress}"`)}`,
	);
	expect(found.body.map(({ id }) => id)).toEqual([someone.id]);
	const finance = await get<Account[]>(
		`/accounts/v1?filters=${encoded('source.displayableName eq "active directory"')}`,
	);
	expect(finance.body.length).toBeGreaterThan(0);
	expect(new Set(finance.body.map((account) => account.sourceName))).toEqual(
		new Set(['Active Directory']),
	);
});

test('lists identities without a profile only on request', async () => {
	const tenant = await open({ counts: { identities: 100 } });
	const { get } = await session(tenant);
	expect((await get<unknown[]>('/identities/v1')).body).toHaveLength(100);
	expect((await get<unknown[]>('/identities/v1?defaultFilter=NONE')).body).toHaveLength(102);
	const filters = encoded('correlated eq false');
	expect((await get<unknown[]>(`/identities/v1?filters=${filters}`)).body).toHaveLength(0);
	expect(
		(await get<unknown[]>(`/identities/v1?defaultFilter=NONE&filters=${filters}`)).body,
	).toHaveLength(2);
});

test('pages entitlements with searchAfter', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const sorters = 'sorters=-name,id';
	const rows: Entitlement[] = [];
	for (let after = ''; rows.length < 1000; ) {
		const { body } = await get<Entitlement[]>(`/entitlements/v1?limit=70&${sorters}${after}`);
		rows.push(...body);
		const last = rows.at(-1);
		if (body.length < 70) break;
		after = `&searchAfter=${encoded(`${last?.name},${last?.id}`)}`;
	}
	const whole = (await get<Entitlement[]>(`/entitlements/v1?${sorters}`)).body;
	const rest = (await get<Entitlement[]>(`/entitlements/v1?${sorters}&offset=250`)).body;
	expect(rows).toEqual([...whole, ...rest]);
	expect(rows).toHaveLength(300);
	expect((await get('/entitlements/v1?searchAfter=x')).status).toBe(400);
	expect((await get(`/entitlements/v1?${sorters}&searchAfter=x`)).status).toBe(400);
	expect((await get(`/entitlements/v1?${sorters}&searchAfter=x,y&offset=5`)).status).toBe(400);
});

test('pages other lists in their own form', async () => {
	const tenant = await open();
	const { get } = await session(tenant);
	const first = await get<unknown[]>('/workflows/v1?limit=2');
	expect(first.body).toHaveLength(8);
	expect((await get('/workflows/v1?limit=2&offset=250')).body).toEqual(first.body);
	const filters = await get<{ items: unknown[]; count: number }>(
		'/campaign-filters/v1?start=4&limit=10',
	);
	expect(filters.body).toMatchObject({ count: 6 });
	expect(filters.body.items).toHaveLength(2);
	const own = await get<{ name: string }[]>('/personal-access-tokens/v1?owner-id=me');
	expect(own.body.map(({ name }) => name)).toEqual(['Administrator PAT', 'Narrow PAT']);
	expect(JSON.stringify(own.body)).not.toContain('secret');
});

test('starts with a million accounts, and returns the last page, without building the others', async () => {
	const build = jest.spyOn(Table.prototype, 'at');
	const tenant = await open({ counts: { accounts: 1_000_000 } });
	const { get } = await session(tenant);
	expect(build.mock.calls.length).toBeLessThan(1_000);
	await get('/accounts/v1');
	build.mockClear();
	const page = await get<Account[]>('/accounts/v1?limit=250&offset=999750&count=true');
	expect(build.mock.calls.length).toBeLessThan(1_000);
	build.mockRestore();
	expect(page.body).toHaveLength(250);
	expect(page.headers.get('x-total-count')).toBe('1000000');
	const last = page.body.at(-1) as Account;
	expect((await get(`/accounts/v1/${last.id}`)).body).toEqual(last);
});

test('references only existing objects', async () => {
	const tenant = await open({ counts: { accounts: 3000 } });
	const { identities, sources, accounts, accessProfiles, entitlements, roles } = tenant.data;
	const managers = [...identities].flatMap(({ managerRef }) => managerRef ?? []);
	expect(managers).toHaveLength(499);
	for (const { id, name } of managers) expect(identities.get(id)?.name).toBe(name);
	for (const account of accounts) {
		expect(identities.get(account.identityId)?.name).toBe(account.identity.name);
		expect(sources.get(account.sourceId)?.name).toBe(account.sourceName);
	}
	for (const profile of accessProfiles) {
		expect(profile.entitlements).toHaveLength(2);
		for (const { id } of profile.entitlements) {
			expect(entitlements.get(id)?.source.id).toBe(profile.source.id);
		}
	}
	for (const role of roles as Iterable<Role>) {
		for (const { id, name } of role.accessProfiles) expect(accessProfiles.get(id)?.name).toBe(name);
	}
	expect(new Set([...accounts].map(({ id }) => id)).size).toBe(3000);
	expect(new Set([...identities].map(({ alias }) => alias)).size).toBe(510);
});

test('creates the same records for the same seed', async () => {
	const people = async (seed: number) => {
		const tenant = await open({ seed, counts: { identities: 20 } });
		return [...tenant.data.identities].map(({ id, name }) => `${id} ${name}`);
	};
	expect(await people(1)).toEqual(await people(1));
	expect(await people(1)).not.toEqual(await people(2));
});
