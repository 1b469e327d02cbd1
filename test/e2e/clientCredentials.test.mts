import { useStage } from './support/fixture.mts';
import { chain, isc, getItems, query, records, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 300, accounts: 600 } });

describe('client credentials', () => {
	it('reads all accounts of a source with one token', async () => {
		const { tenant, credential, run } = stage;
		const sourceId = tenant.data.sources.idAt(0);
		const execution = await run(
			chain(
				start,
				isc(await credential(), {
					path: '/accounts/v1',
					...query({ filters: `sourceId eq "${sourceId}"` }),
					returnAll: true,
				}),
			),
		);
		const items = getItems(execution, 'ISC');
		expect(execution.status).toBe('success');
		expect(items).toHaveLength(300);
		expect(items.every(({ json }) => json.sourceId === sourceId)).toBe(true);
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
		expect(tenant.counters.offsets('GET /accounts/v1')).toEqual([0, 250]);
	});

	it('requests one token for 20 items with a new credential', async () => {
		const { tenant, credential, run } = stage;
		const ids = Array.from({ length: 20 }, (_, index) => tenant.data.accounts.idAt(index));
		const execution = await run(
			chain(
				start,
				...records(ids.map((id) => ({ id }))),
				isc(await credential(), { path: '=/accounts/v1/{{ $json.id }}' }),
			),
		);
		expect(getItems(execution, 'ISC').map(({ json }) => json.id)).toEqual(ids);
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
	});

	it('requests one token for five parallel executions with a new credential', async () => {
		const { tenant, editor, credential } = stage;
		// Long enough for all of them to find no token.
		tenant.faults.add({ path: '/oauth/token', latencyMs: 1500 });
		const workflow = chain(start, isc(await credential(), { path: '/sources/v1', limit: 1 }));
		const id = await editor.createWorkflow(workflow);
		const executions = await Promise.all(Array.from({ length: 5 }, () => editor.runWorkflow(id)));
		expect(executions.map(({ status }) => status)).toEqual(Array(5).fill('success'));
		expect(tenant.counters.byRoute['GET /sources/v1']).toBe(5);
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
	});

	it('requests a new token when the old one has expired', async () => {
		const { tenant, editor, credential } = stage;
		const workflow = chain(start, isc(await credential(), { path: '/sources/v1', limit: 1 }));
		const id = await editor.createWorkflow(workflow);
		await editor.runWorkflow(id);
		tenant.tokens.expire();
		const execution = await editor.runWorkflow(id);
		expect(execution.status).toBe('success');
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 2 });
	});
});
