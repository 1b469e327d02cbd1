import {
	AccessProfilesApi,
	AccountsApi,
	Configuration,
	Paginator,
	RolesApi,
} from 'sailpoint-api-client';
import { defaultClients } from '../src/server.mts';
import { closeSimulators, open } from './helpers.mts';

afterAll(closeSimulators);

// The official client talks to the simulator as it would to a tenant.
async function official() {
	const tenant = await open({ counts: { accounts: 620 } });
	const configuration = new Configuration({
		baseurl: tenant.url,
		clientId: defaultClients.pat.id,
		clientSecret: defaultClients.pat.secret,
		tokenUrl: `${tenant.url}/oauth/token`,
	});
	return { tenant, configuration };
}

// It reports each page on the console.
beforeEach(() => {
	jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

test('reads a whole collection with the paginator', async () => {
	const { tenant, configuration } = await official();
	const api = new AccountsApi(configuration);
	const { data } = await Paginator.paginate(api, api.listAccounts, { limit: 1000 }, 250);
	expect(data.map(({ id }) => id)).toEqual([...tenant.data.accounts].map(({ id }) => id));
	expect(tenant.counters.offsets('GET /accounts/v1')).toEqual([0, 250, 500]);
	expect(tenant.counters.tokenRequests.client_credentials).toBeGreaterThan(0);
});

test('filters, sorts and counts', async () => {
	const { configuration } = await official();
	const answer = await new RolesApi(configuration).listRoles({
		filters: 'requestable eq true',
		sorters: '-name',
		count: true,
	});
	expect(answer.headers['x-total-count']).toBe('30');
	const names = answer.data.map(({ name }) => name.toLowerCase());
	expect(names).toEqual([...names].sort().reverse());
});

test('creates, reads, patches and deletes', async () => {
	const { tenant, configuration } = await official();
	const api = new AccessProfilesApi(configuration);
	const created = await api.createAccessProfile({
		accessProfile: {
			name: 'By the official client',
			owner: { type: 'IDENTITY', id: tenant.data.identities.idAt(1) },
			source: { type: 'SOURCE', id: tenant.data.sources.idAt(0) },
		},
	});
	expect(created.status).toBe(201);
	const id = created.data.id ?? '';
	expect((await api.getAccessProfile({ id })).data).toEqual(created.data);
	const applyJsonPatch = await api.patchAccessProfile({
		id,
		jsonPatchOperation: [
			{ op: 'replace', path: '/description', value: 'Patched' as unknown as object },
		],
	});
	expect(applyJsonPatch.data.description).toBe('Patched');
	await api.deleteAccessProfile({ id });
	await expect(api.getAccessProfile({ id })).rejects.toMatchObject({ response: { status: 404 } });
});
