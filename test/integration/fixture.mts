import type { IDataObject } from 'n8n-workflow';

import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { defaultClients, startSimulator } from '../../simulator/src/server.mts';
import type { OptionsInput, Simulator } from '../../simulator/src/server.mts';
import { CredentialStore } from './credentialStore.mts';
import { runNode, type RunOptions, type RunResult } from './n8n.mts';

export type ClientName = keyof typeof defaultClients;

/** Starts a tenant for the tests of a file; each test finds it as new. */
export function useTenant(options: OptionsInput = {}): () => Simulator {
	let tenant: Simulator;
	beforeAll(async () => {
		tenant = await startSimulator(options);
	});
	beforeEach(() => {
		tenant.reset();
		rateLimiters.clear();
		// The shortest of the random waits between tries.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await tenant.close());
	return () => tenant;
}

/** A credential of one of the tenant's clients, without a token yet. */
export function createCredential(
	tenant: Simulator,
	client: ClientName = 'pat',
	more: IDataObject = {},
	token?: IDataObject,
): CredentialStore {
	const { id, secret } = defaultClients[client];
	const data = { domain: 'custom', apiBaseUrl: tenant.url, clientId: id, clientSecret: secret };
	return new CredentialStore({ ...data, ...more }, token);
}

/** Runs the node once for a custom request. */
export async function request(
	tenant: Simulator,
	parameters: IDataObject,
	options: RunOptions & { client?: ClientName } = {},
): Promise<RunResult> {
	return await runNode(createCredential(tenant, options.client), { ...options, parameters });
}

/** The error that a run ends with; fails the test if it does not. */
export async function getFailure(
	run: Promise<unknown>,
): Promise<Error & { description?: string; httpCode?: string; context?: IDataObject }> {
	try {
		await run;
	} catch (error) {
		return error as Error;
	}
	throw new Error('The run was expected to fail, but it succeeded');
}

/** How many requests reached a route, such as `GET /accounts/v1`. */
export const countRequests = (tenant: Simulator, route: string) =>
	tenant.counters.byRoute[route] ?? 0;

export const countTokenRequests = (tenant: Simulator) => countRequests(tenant, 'POST /oauth/token');

/** Waits for something that happens beside the test. */
export async function waitUntil(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((done) => setTimeout(done, 5));
}
