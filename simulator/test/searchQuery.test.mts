import type { Account, Identity } from '../src/data/types.mts';
import { closeSimulators, open } from './helpers.mts';
import { searcher } from './searchHelpers.mts';

afterAll(closeSimulators);

// Some people of whom the tests know everything, beside two whom the seed gave.
async function people() {
	const tenant = await open({ counts: { identities: 2, accounts: 0 }, tokenLifetimeSeconds: 7200 });
	const { identities } = tenant.data;
	const add = (name: string, attributes: Record<string, unknown>, more: Partial<Identity> = {}) =>
		identities.add({
			...(identities.at(1) as Identity),
			id: undefined,
			name,
			managerRef: null,
			isManager: false,
			...more,
			attributes: { displayName: name, group: 'test', ...attributes },
		} as unknown as Identity);
	add('Ann Lee', { location: 'BE-Brussels', grade: 3, jobTitle: 'Lead Data Engineer' });
	add('Bob Lee', { location: 'Brussels', grade: 12, remote: true, note: 'a*b (c)' });
	add(
		'Cy Ann',
		{ location: 'Austin', jobTitle: 'Data Lead' },
		{ created: '2024-03-10T23:30:00.000Z' },
	);
	return { tenant, ...(await searcher(tenant)) };
}

test.each([
	['Lee', ['Ann Lee', 'Bob Lee']],
	['name:lee', ['Ann Lee', 'Bob Lee']],
	['name:Ann Lee', ['Ann Lee', 'Bob Lee', 'Cy Ann']],
	['name:"Ann Lee"', ['Ann Lee']],
	['name:"Lee Ann"', []],
	['name.exact:"Ann Lee"', ['Ann Lee']],
	['name.exact:"ann lee"', []],
	['name.exact:Ann', []],
	['attributes.location:BE-Brussels', ['Bob Lee']],
	['attributes.location.exact:BE-Brussels', []],
	['attributes.location:"BE-Brussels"', ['Ann Lee']],
	['attributes.location.exact:"BE-Brussels"', ['Ann Lee']],
	['attributes.location:be-*', ['Ann Lee']],
	['attributes.jobTitle:"data engineer"', ['Ann Lee']],
	['attributes.grade:3', ['Ann Lee']],
	['attributes.grade:>3', ['Bob Lee']],
	['attributes.grade:>=3', ['Ann Lee', 'Bob Lee']],
	['attributes.grade:<12', ['Ann Lee']],
	['attributes.grade:[3 TO 12}', ['Ann Lee']],
	['attributes.grade:{3 TO *]', ['Bob Lee']],
	['attributes.remote:true', ['Bob Lee']],
	['name:A*', ['Ann Lee', 'Cy Ann']],
	['name:?ob', ['Bob Lee']],
	['attributes.note:a\\*b', ['Bob Lee']],
	['attributes.note.exact:a\\*b\\ \\(c\\)', ['Bob Lee']],
	['attributes.note.exact:a*', ['Bob Lee']],
	['_exists_:attributes.jobTitle', ['Ann Lee', 'Cy Ann']],
	['Lee AND Ann', ['Ann Lee']],
	['Lee && !Ann', ['Bob Lee']],
	['Ann NOT Lee', ['Cy Ann']],
	['+Ann -Lee', ['Cy Ann']],
	['+Ann Bob', ['Ann Lee', 'Cy Ann']],
	['name:(Bob OR Cy)', ['Bob Lee', 'Cy Ann']],
	['(Ann || Bob) AND attributes.location:(Austin OR "BE-Brussels")', ['Ann Lee', 'Cy Ann']],
	['Bob OR Ann AND Cy', ['Bob Lee', 'Cy Ann']],
	['created:[2024-03-10 TO 2024-03-10]', ['Cy Ann']],
	['created:2024-03', ['Cy Ann']],
	['created:{2024-03-10 TO 2024-03-11]', []],
])('%s', async (query, expected) => {
	const { names } = await people();
	expect((await names(`+attributes.group:test +(${query})`)).sort()).toEqual(expected);
});

test('limits a query without a field to some fields', async () => {
	const { search } = await people();
	const found = async (fields: unknown) =>
		(await search({ indices: ['identities'], query: { query: 'Ann', fields } })).body.map(
			({ name }) => name,
		);
	expect(await found(['name'])).toEqual(['Ann Lee', 'Cy Ann']);
	expect(await found('email,attributes.jobTitle')).toEqual([]);
});

test('uses the time zone of the query and the clock of the simulator for dates', async () => {
	const { tenant } = await people();
	const at = (now: string) => (tenant.options.now = () => Date.parse(now));
	at('2024-03-11T00:10:00Z');
	// A token of its own: that of another year is over or not yet there.
	const { search } = await searcher(tenant);
	const found = async (query: string, timeZone?: string) => {
		const { body } = await search({ indices: ['identities'], query: { query, timeZone } });
		return body.map(({ name }) => name);
	};
	expect(await found('created:[2024-03-11 TO 2024-03-11]')).toEqual([]);
	expect(await found('created:[2024-03-11 TO 2024-03-11]', 'Europe/Brussels')).toEqual(['Cy Ann']);
	const recently = 'created:[now-1h TO now]';
	expect(await found(recently)).toEqual(['Cy Ann']);
	expect(await found('created:[now-30m TO now]')).toEqual([]);
	expect(await found('created:[now/d TO now]')).toEqual([]);
	expect(await found('created:[now/d TO now]', 'Europe/Brussels')).toEqual(['Cy Ann']);
	expect(await found('created:[2024-03-09||+1d TO now]')).toEqual(['Cy Ann']);
	at('2024-03-11T00:40:00Z');
	expect(await found(recently)).toEqual([]);
	const nowhere = await search({ query: { query: '*', timeZone: 'Nowhere/Land' } });
	expect(nowhere.status).toBe(400);
});

test.each(['name:(', 'name:[1 TO', '"open', 'a AND', 'name:/x/', 'x:y:z'])(
	'%s is refused',
	async (query) => {
		const { refusal } = await people();
		const answer = await refusal({ query: { query } });
		expect(answer.status).toBe(400);
		expect(answer.causes[0]?.text).toContain('cannot be read');
	},
);

test('matches entries of nested lists only by nested queries', async () => {
	const tenant = await open({ counts: { identities: 40, accounts: 80 } });
	const { names, find } = await searcher(tenant);
	const accounts = [...tenant.data.accounts].filter((account) => !account.uncorrelated);
	const owners = (test: (account: Account) => boolean) =>
		[...new Set(accounts.filter(test).map(({ identity }) => identity.name))].sort();
	const [source] = tenant.data.sources;
	const disabled = owners((one) => one.disabled && one.sourceName === source?.name);
	expect(disabled.length).toBeGreaterThan(0);
	const query = `disabled:true AND source.name:"${source?.name}"`;
	expect((await names(`@accounts(${query})`)).sort()).toEqual(disabled);
	expect(
		(
			await names(`@accounts(accounts.disabled:true AND accounts.source.name:"${source?.name}")`)
		).sort(),
	).toEqual(disabled);
	expect(await names('accounts.disabled:true')).toEqual([]);
	const [first] = await find('*');
	expect(first?.accounts).toHaveLength(first?.accountCount as number);
	const roles = (first?.access as { type: string }[]).filter(({ type }) => type === 'ROLE');
	expect(roles).toHaveLength(first?.roleCount as number);
});

test('returns the entries as inner hits', async () => {
	const tenant = await open({ counts: { identities: 20 } });
	const { find, count } = await searcher(tenant);
	const query = { query: '*', innerHit: { type: 'access', query: 'type:ROLE' } };
	const hits = await find('', { query });
	const roles = (await find('*')).map(({ roleCount }) => roleCount as number);
	expect(hits).toHaveLength(roles.reduce((a, b) => a + b));
	expect(hits[0]).toMatchObject({ type: 'ROLE', _type: 'access', _originalType: 'identity' });
	expect(await count('', { query })).toBe(hits.length);
});

test('runs saved searches', async () => {
	const tenant = await open({ counts: { savedSearches: 5 } });
	const { get, search } = await searcher(tenant);
	interface Saved {
		query: string;
		fields: string[] | null;
		filters: unknown;
		indices: string[];
		sort: string[];
	}
	const { body } = await get<Saved[]>('/saved-searches/v1');
	expect(body).toHaveLength(5);
	for (const { query, fields, filters, indices, sort } of body) {
		const found = await search({ indices, query: { query, fields }, filters, sort }, '?count=true');
		const total = Number(found.headers.get('x-total-count'));
		expect(total).toBeGreaterThan(0);
		const { headers } = await search({ indices, query: { query: '*' } }, '?count=true');
		expect(total).toBeLessThan(Number(headers.get('x-total-count')));
	}
});
