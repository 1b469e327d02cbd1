import { connectCredential } from '../../tools/n8n/oauth.mts';
import { defaultClients } from '../../simulator/src/server.mts';
import { useStage } from './support/fixture.mts';
import { chain, isc, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });
const { webApp, publicApp } = defaultClients;

/** Connects a credential as the editor does; resolves to a stored workflow that uses it. */
async function connect(client: 'webApp' | 'publicApp') {
	const credentialId = await stage.credential(client);
	const connection = await connectCredential(stage.editor.session, credentialId);
	const workflow = chain(start, isc(credentialId, { path: '/sources/v1', limit: 1 }));
	return { connection, workflowId: await stage.editor.createWorkflow(workflow) };
}

describe('sign in with SailPoint', () => {
	it("connects by authorization code through n8n's callback", async () => {
		const { tenant, editor } = stage;
		const { connection, workflowId } = await connect('webApp');
		const { searchParams } = connection.authorizeUrl;
		expect(connection.authorizeUrl.origin).toBe(tenant.url);
		expect(searchParams.get('client_id')).toBe(webApp.id);
		expect(searchParams.get('code_challenge')).toBeNull();
		expect(connection.callbackUrl.pathname).toBe('/rest/oauth2-credential/callback');
		expect(connection.status).toBe(200);
		expect(connection.page).not.toMatch(/error/i);

		expect((await editor.runWorkflow(workflowId)).status).toBe('success');
		expect(tenant.counters.tokenRequests).toEqual({ authorization_code: 1 });
	});

	it('connects a public client with PKCE, without a secret', async () => {
		const { tenant, editor } = stage;
		const { connection, workflowId } = await connect('publicApp');
		const { searchParams } = connection.authorizeUrl;
		expect(searchParams.get('client_id')).toBe(publicApp.id);
		expect(searchParams.get('code_challenge_method')).toBe('S256');
		expect(connection.status).toBe(200);

		expect((await editor.runWorkflow(workflowId)).status).toBe('success');
		expect(tenant.counters.tokenRequests).toEqual({ authorization_code: 1 });
	});

	it.each(['webApp', 'publicApp'] as const)(
		'renews the token of %s again and again, each time with the last refresh token',
		async (client) => {
			const { tenant, editor } = stage;
			expect(tenant.options.refreshReuse).toBe('single-use');
			const { workflowId } = await connect(client);
			for (const renewals of [1, 2, 3]) {
				tenant.tokens.expire();
				expect((await editor.runWorkflow(workflowId)).status).toBe('success');
				expect(tenant.counters.tokenRequests.refresh_token).toBe(renewals);
			}
			expect(tenant.counters.tokenRequests.authorization_code).toBe(1);
		},
	);

	it('asks to reconnect when the refresh token is rejected', async () => {
		const { tenant, editor } = stage;
		const { workflowId } = await connect('webApp');
		tenant.tokens.expire();
		tenant.tokens.revokeRefresh();
		const { status, error } = await editor.runWorkflow(workflowId);
		expect(status).toBe('error');
		expect(error?.message).toMatch(/credential needs to be connected again/);
		expect(error?.description).toContain("click 'Connect'");
	});

	it('asks to connect a credential that was never connected', async () => {
		const credentialId = await stage.credential('webApp');
		const { status, error } = await stage.run(
			chain(start, isc(credentialId, { path: '/sources/v1' })),
		);
		expect(status).toBe('error');
		expect(error?.message).toMatch(/credential isn't connected yet/);
		expect(stage.tenant.counters.byRoute['GET /sources/v1']).toBeUndefined();
	});
});
