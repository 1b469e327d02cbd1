import { useStage } from './support/fixture.mts';
import { chain, isc, records, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 30, sources: 3 } });

const PARALLEL = { options: { parallelWrites: true } };
const ENABLED = { resource: 'account', operation: 'enableAccountV1' };

/** Runs a node once for each of some accounts. */
async function runFor(
	count: number,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
) {
	const { tenant, credential, run } = stage;
	const ids = Array.from({ length: count }, (_, index) => tenant.data.accounts.idAt(index));
	const node = isc(
		await credential(),
		{ pathParameter1: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, ...parameters },
		settings,
	);
	return { ids, execution: await run(chain(start, ...records(ids.map((id) => ({ id }))), node)) };
}

const sent = (method: string) =>
	stage.tenant.counters.requests.filter(
		(one) => one.method === method && !one.url.startsWith('/oauth'),
	);

describe('items that write', () => {
	it('are named in the error if they were carried out before another failed', async () => {
		const { tenant } = stage;
		const failing = tenant.data.accounts.idAt(5);
		tenant.faults.add({ path: `/accounts/v1/${failing}/enable`, status: 400, latencyMs: 5_000 });
		const { execution } = await runFor(8, { ...ENABLED, ...PARALLEL });
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^ISC returned 400/);
		const carriedOut = sent('POST').filter(({ status }) => status === 202);
		expect(carriedOut).toHaveLength(7);
		expect(execution.error?.description).toContain('Already completed: item 0-4, 6-7.');
	});

	it('are sent once each while the token is renewed', async () => {
		const { tenant } = stage;
		tenant.faults.add({ method: 'POST', path: '/accounts/v1', nth: 4, expireToken: true });
		const { ids, execution } = await runFor(8, ENABLED);
		expect(execution.status).toBe('success');
		const carriedOut = sent('POST').filter(({ status }) => status === 202);
		expect(carriedOut.map(({ url }) => url)).toEqual(ids.map((id) => `/accounts/v1/${id}/enable`));
		expect(sent('POST').filter(({ status }) => status === 401)).toHaveLength(1);
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 2 });
	});
});

describe('Retry On Fail', () => {
	const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	it('stops a node that writes before it sends a request', async () => {
		const { execution } = await runFor(3, ENABLED, retryOnFail);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/'Retry On Fail' is on/);
		expect(execution.error?.description).toMatch(/Turn 'Retry On Fail' off/);
		expect(stage.tenant.counters.requests).toEqual([]);
	});

	it('runs a node again that only reads', async () => {
		const { tenant } = stage;
		const failing = tenant.data.accounts.idAt(1);
		tenant.faults.add({ path: `/accounts/v1/${failing}`, status: 400, times: 1 });
		const get = { resource: 'account', operation: 'getAccountV1' };
		const { execution } = await runFor(2, get, retryOnFail);
		expect(execution.status).toBe('success');
		expect(sent('GET').filter(({ url }) => url.endsWith(failing))).toHaveLength(2);
	});
});
