import { createEditor } from '../../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../../tools/n8n/n8nRestClient.mts';
import { resumeSession } from '../../../tools/n8n/n8nSession.mts';
import type { Execution, Workflow } from '../../../tools/n8n/types.mts';
import { defaultClients, startSimulator } from '../../../simulator/src/server.mts';
import type { OptionsInput, Simulator } from '../../../simulator/src/server.mts';
import { sharedInstance } from './sharedInstance.mts';

type ClientName = keyof typeof defaultClients;

/** What a test plays with: a tenant of its own, and the n8n that all share. */
export type Stage = {
	tenant: Simulator;
	editor: Editor;
	/** Creates a credential for a client of the tenant; resolves to its id. */
	credential(client?: ClientName, more?: Record<string, unknown>): Promise<string>;
	/** Stores a workflow and runs it from its trigger. */
	run(workflow: Workflow): Promise<Execution>;
};

/** Starts a tenant before the tests of a file; takes it back to its first state before each. */
export function useStage(options: OptionsInput = {}): Stage {
	const stage = {} as Stage;
	beforeAll(async () => {
		const { url, session } = sharedInstance();
		const tenant = await startSimulator({ rateLimit: { enabled: false }, ...options });
		const editor = createEditor(resumeSession(url, session));
		Object.assign(stage, {
			tenant,
			editor,
			credential: async (client: ClientName = 'pat', more = {}) =>
				await editor.createCredential({
					name: `e2e ${client}`,
					type: 'iscOAuth2Api',
					data: { ...credentialData(tenant, client), ...more },
				}),
			run: async (workflow: Workflow) =>
				await editor.runWorkflow(await editor.createWorkflow(workflow)),
		} satisfies Stage);
	});
	beforeEach(() => stage.tenant.reset());
	afterAll(() => stage.tenant.close());
	return stage;
}

/** What a user would enter for a client of the tenant. */
export function credentialData(tenant: { url: string }, name: ClientName): Record<string, unknown> {
	const { id, secret } = defaultClients[name];
	const grantTypes: Partial<Record<ClientName, string>> = {
		webApp: 'authorizationCode',
		bothScopes: 'authorizationCode',
		publicApp: 'pkce',
	};
	return {
		grantType: grantTypes[name] ?? 'clientCredentials',
		clientId: id,
		clientSecret: secret ?? '',
		domain: 'custom',
		apiBaseUrl: tenant.url,
		authorizationUrl: `${tenant.url}/oauth/authorize`,
	};
}
