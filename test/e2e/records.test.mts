import { startSimulator } from '../../simulator/src/server.mts';
import { readBytes, readCsv } from './support/files.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';
import { chain, isc, getItems, query, records, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 30, accounts: 600, sources: 3 } });

describe('files', () => {
	it('have a column for a field of only the last record', async () => {
		const { tenant, credential, editor, run } = stage;
		const last = tenant.data.accounts.idAt(599);
		const { attributes } = tenant.data.accounts.get(last)!;
		tenant.data.accounts.update(last, { attributes: { ...attributes, badge: 'B-7, "blue"' } });
		const list = { path: '/accounts/v1', returnAll: true, ...query({ sorters: 'id' }) };
		const execution = await run(
			chain(start, isc(await credential(), { ...list, options: { output: 'csv' } })),
		);
		const [output] = getItems(execution, 'ISC');
		const [head, ...rows] = await readCsv(editor, output);
		const columns = head!.split(',');
		expect(rows).toHaveLength(600);
		expect(columns.at(-1)).toBe('attributes.badge');
		expect(rows.filter((row) => row.endsWith(',"B-7, ""blue"""'))).toHaveLength(1);
		expect(rows.filter((row) => row.endsWith(','))).toHaveLength(599);
	});

	it('keep all digits of large numbers', async () => {
		const { tenant, credential, editor, run } = stage;
		const line = '{"id":"a","pwdLastSet":133444736000000001}';
		const answer = { status: 200, headers: { 'content-type': 'application/json' } };
		tenant.faults.add({ path: '/accounts/v1', ...answer, body: `[${line}]` });
		const id = await credential();
		const text = async (output: string) => {
			const list = { path: '/accounts/v1', options: { output } };
			const [item] = getItems(await run(chain(start, isc(id, list))), 'ISC');
			return output === 'items' ? item?.json : (await readBytes(editor, item)).toString();
		};
		expect(await text('items')).toEqual({ id: 'a', pwdLastSet: '133444736000000001' });
		expect(await text('jsonl')).toBe(`${line}\n`);
		expect(JSON.parse((await text('json')) as string)).toHaveLength(1);
		expect(await text('json')).toContain('133444736000000001');
		expect(await text('csv')).toContain('133444736000000001');
	});
});

describe('a tenant', () => {
	it('can redirect a read within its host, and nothing to another host', async () => {
		const { tenant, credential, run } = stage;
		const other = await startSimulator({ counts: { identities: 5, accounts: 5 } });
		try {
			const id = await credential();
			const source = tenant.data.sources.idAt(0);
			tenant.faults.add({ path: '/sources/v1/old', redirectTo: `/sources/v1/${source}` });
			const own = await run(chain(start, isc(id, { path: '/sources/v1/old' })));
			expect(getItems(own, 'ISC')[0]?.json.id).toBe(source);

			tenant.faults.add({ path: '/sources/v1/away', redirectTo: `${other.url}/sources/v1` });
			const away = await run(chain(start, isc(id, { path: '/sources/v1/away' })));
			expect(away.error?.message).toContain(other.url);
			expect(other.counters.requests).toEqual([]);
		} finally {
			await other.close();
		}
	});

	// Older n8n doesn't resolve an expression that another field of the credential refers to.
	itSince('2.38')(
		"can come from an expression in the credential if it's the same for all items",
		async () => {
			const { tenant, credential, run } = stage;
			const other = await startSimulator({ counts: { identities: 5, accounts: 5 } });
			try {
				const id = await credential('pat', { apiBaseUrl: '={{ $json.tenant }}' });
				const get = isc(id, { path: '/sources/v1', limit: 1 });
				const same = await run(
					chain(start, ...records([{ tenant: tenant.url }, { tenant: tenant.url }]), get),
				);
				expect(same.error?.message).toBeUndefined();
				expect(getItems(same, 'ISC')).toHaveLength(2);
				// n8n renews a token without the data of any item.
				tenant.tokens.expire();
				const renewed = await run(chain(start, ...records([{ tenant: tenant.url }]), get));
				expect(getItems(renewed, 'ISC')).toHaveLength(1);
				const before = tenant.counters.requests.length;

				const mixed = await run(
					chain(start, ...records([{ tenant: tenant.url }, { tenant: other.url }]), get),
				);
				expect(mixed.error?.message).toMatch(/another tenant/);
				expect(other.counters.requests).toEqual([]);
				expect(tenant.counters.requests.length).toBeLessThanOrEqual(before + 1);
			} finally {
				await other.close();
			}
		},
	);
});

test('the search node finds documents by conditions', async () => {
	const { tenant, credential, run } = stage;
	const { id, attributes } = tenant.data.identities.at(3)!;
	const location = 'BE-Brussels "North"';
	tenant.data.identities.update(id, { attributes: { ...attributes, location } });
	const find = async (condition: Array<Record<string, unknown>>) => {
		const search = {
			...isc(await credential(), {}),
			type: 'n8n-nodes-sailpoint-isc.iscSearch',
			parameters: { operation: 'search', returnAll: true, conditions: { condition } },
		};
		const execution = await run(chain(start, ...records([{ location }]), search));
		expect(execution.error?.message).toBeUndefined();
		return getItems(execution, 'ISC').map(({ json }) => json.id);
	};
	const field = 'attributes.location';
	const value = '={{ $json.location }}';
	expect(await find([{ field, operator: 'equals', value }])).toEqual([id]);
	expect(await find([{ field, operator: 'notEquals', value }])).toHaveLength(29);
	expect(
		await find([
			{ field, operator: 'startsWith', value: 'BE-Brussels "' },
			{ field, operator: 'missing' },
		]),
	).toEqual([]);
});
