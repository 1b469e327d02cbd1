import { isOlderThan } from '../../tools/n8n/installation.mts';
import { connectCredential } from '../../tools/n8n/oauth.mts';
import { countExecutions } from '../../tools/n8n/queue/cluster.mts';
import type { Member } from '../../tools/n8n/queue/cluster.mts';
import { itSince } from '../e2e/support/versions.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { isc } from '../e2e/support/workflows.mts';
import { callAtOnce, countStatuses } from './clusterActions.mts';
import type { Callable } from './clusterActions.mts';
import { useCluster } from './useCluster.mts';

const BURST = 20;
const WORKERS = 2;
const SLOW_MS = 20_000;
/** Since this version, only one process renews a token at a time. */
const SHARES_RENEWALS = '2.29';
/** A token can be revoked between its renewal and its first request. */
const RECONNECT = /The credential needs to be connected again|click 'Connect', and sign in again/;

jest.setTimeout(600_000);

const stage = useCluster({ workers: WORKERS, webhookProcessors: 1 });
beforeEach(() => {
	stage.tenant.reset();
	stage.tenant.options.refreshReuse = 'single-use';
});

/** Publishes a workflow that sends one request with a sign-in. */
async function connect(): Promise<Callable> {
	const { editor, credential, publishBehindWebhook } = stage;
	const credentialId = await credential(stage.tenant, 'webApp');
	await connectCredential(editor.session, credentialId);
	return await publishBehindWebhook(isc(credentialId, { path: '/sources/v1', limit: 1 }));
}

/** Returns the error of each failed execution of a workflow. */
async function readErrors(workflowId: string): Promise<string[]> {
	const failed = (await stage.list(workflowId)).filter(({ status }) => status === 'error');
	const executions = await Promise.all(failed.map(async ({ id }) => stage.editor.execution(id)));
	return executions.map(({ error }) => `${error?.message}\n${error?.description}`);
}

/** Kills the worker whose execution is waiting for a token, and starts another worker. */
async function killDuringTokenRequest(call: () => Promise<void>): Promise<void> {
	const { cluster, tenant } = stage;
	const before = cluster.workers.map(countExecutions);
	const isStarted = (worker: Member, i: number) => countExecutions(worker) > before[i]!;
	const isWaiting = () =>
		tenant.counters.requests.some(({ url, ms }) => url === '/oauth/token' && ms === null);
	tenant.tokens.expire();
	// Long enough to find the worker and to kill it.
	tenant.faults.add({ path: '/oauth/token', latencyMs: 20_000 });
	await call();
	await waitUntil(() => isWaiting() && cluster.workers.some(isStarted));
	const worker = cluster.workers.find(isStarted)!;
	process.kill(worker.pid, 'SIGKILL');
	await cluster.removeWorker(worker);
	tenant.faults.clear();
	await cluster.addWorker();
}

test('processes that meet on a cold credential get a token each at most', async () => {
	const { tenant, credential, publishBehindWebhook, ended } = stage;
	tenant.faults.add({ path: '/oauth/token', latencyMs: 1_500 });
	const { id, call } = await publishBehindWebhook(
		isc(await credential(tenant), { path: '/sources/v1', limit: 1 }),
	);
	await callAtOnce(BURST, call);
	expect(countStatuses(await ended(id, BURST))).toEqual({ success: BURST });
	expect(tenant.counters.byRoute['GET /sources/v1']).toBe(BURST);
	expect(tenant.counters.tokenRequests.client_credentials).toBeLessThanOrEqual(WORKERS);
});

describe('a sign-in whose refresh tokens work once', () => {
	test('is renewed for executions on several workers, and none fails', async () => {
		const { tenant, ended } = stage;
		const { id, call } = await connect();
		for (let round = 1; round <= 3; round++) {
			const before = tenant.counters.tokenRequests.refresh_token ?? 0;
			tenant.tokens.expire();
			await callAtOnce(BURST, call);
			expect(countStatuses(await ended(id, BURST * round))).toEqual({ success: BURST * round });
			const renewals = tenant.counters.tokenRequests.refresh_token! - before;
			// Before, each process renews for itself. The late ones are rejected and go on with the token of the first.
			if (isOlderThan(SHARES_RENEWALS)) expect(renewals).toBeLessThanOrEqual(WORKERS);
			else expect(renewals).toBe(1);
		}
	});

	// n8n waits 10 seconds for the renewal of another process, then renews itself with the refresh token used by then.
	test('survives a token endpoint that is slower than the wait of n8n', async () => {
		const { tenant, ended } = stage;
		const { id, call } = await connect();
		tenant.tokens.expire();
		tenant.faults.add({ path: '/oauth/token', latencyMs: SLOW_MS });
		await callAtOnce(BURST, call);
		expect(countStatuses(await ended(id, BURST))).toEqual({ success: BURST });
		// At least one process was refused, and went on with the token of the other.
		expect(tenant.counters.tokenRequests.refresh_token).toBeGreaterThan(1);
	});
});

describe('a tenant that revokes all tokens when a refresh token is used again', () => {
	beforeEach(() => (stage.tenant.options.refreshReuse = 'revoke-on-reuse'));

	itSince(SHARES_RENEWALS)(
		'sees no refresh token twice, since n8n 2.29 and later share renewals',
		async () => {
			const { tenant, ended } = stage;
			const { id, call } = await connect();
			for (let round = 1; round <= 3; round++) {
				tenant.tokens.expire();
				await callAtOnce(BURST, call);
				expect(countStatuses(await ended(id, BURST * round))).toEqual({ success: BURST * round });
				expect(tenant.counters.tokenRequests.refresh_token).toBe(round);
			}
		},
	);

	test('has to be connected again after a reuse, as the error says, and works then', async () => {
		const { tenant, ended, editor, credential, publishBehindWebhook } = stage;
		const credentialId = await credential(tenant, 'webApp');
		await connectCredential(editor.session, credentialId);
		const { id, call } = await publishBehindWebhook(
			isc(credentialId, { path: '/sources/v1', limit: 1 }),
		);
		tenant.tokens.expire();
		tenant.faults.add({ path: '/oauth/token', latencyMs: SLOW_MS });
		await callAtOnce(BURST, call);
		const { error = 0 } = countStatuses(await ended(id, BURST));
		process.stdout.write(`    ${error} of ${BURST} executions failed\n`);
		tenant.faults.clear();
		const requests = tenant.counters.tokenRequests.refresh_token!;
		expect(requests).toBeGreaterThan(1);
		for (const text of await readErrors(id)) expect(text).toMatch(RECONNECT);

		await call();
		await ended(id, BURST + 1);
		expect((await readErrors(id)).length).toBe(error + 1);
		await connectCredential(editor.session, credentialId);
		await callAtOnce(BURST, call);
		expect(countStatuses(await ended(id, 2 * BURST + 1))).toEqual({
			success: 2 * BURST - error,
			error: error + 1,
		});
	});
});

describe('a worker that is killed while it gets a token', () => {
	test('leaves a credential with an API client working', async () => {
		const { tenant, credential, publishBehindWebhook, ended } = stage;
		const { id, call } = await publishBehindWebhook(
			isc(await credential(tenant), { path: '/sources/v1', limit: 1 }),
		);
		await call();
		await ended(id, 1);
		await killDuringTokenRequest(call);
		await callAtOnce(BURST, call);
		expect(countStatuses(await ended(id, BURST + 2)).success).toBeGreaterThanOrEqual(BURST + 1);
	});

	test('leaves a sign-in working if ISC has not processed the request', async () => {
		const { ended } = stage;
		const { id, call } = await connect();
		await call();
		await ended(id, 1);
		await killDuringTokenRequest(call);
		await callAtOnce(BURST, call);
		const { success = 0, error = 0 } = countStatuses(await ended(id, BURST + 1));
		// The execution of the killed worker may have ended as well.
		expect(success).toBeGreaterThanOrEqual(BURST);
		expect(error).toBeLessThanOrEqual(1);
	});

	test('leaves a sign-in to connect again, as the error says, if ISC has used up the refresh token', async () => {
		const { tenant, list, ended } = stage;
		const { id, call } = await connect();
		await call();
		await ended(id, 1);
		await killDuringTokenRequest(call);
		tenant.tokens.revokeRefresh();
		const before = (await list(id)).length;
		await callAtOnce(BURST, call);
		await waitUntil(async () => {
			const late = (await list(id)).slice(0, -before);
			return late.length === BURST && late.every(({ status }) => status === 'error');
		}, 300_000);
		const errors = await readErrors(id);
		expect(errors.filter((text) => RECONNECT.test(text)).length).toBeGreaterThanOrEqual(BURST);
	});
});
