import { readExample } from '../../../demo/examples.mts';
import type { ExampleOverrides } from '../../../demo/examples.mts';
import { isOlderThan } from '../../../tools/n8n/installation.mts';
import type { Execution, Workflow } from '../../../tools/n8n/types.mts';
import { CREDENTIAL_NAME, upsertCredential } from '../../../demo/importExamples.mts';
import type { Editor } from '../../../tools/n8n/n8nRestClient.mts';
import type { Counts } from '../../../simulator/src/options.mts';
import { startSimulator } from '../../../simulator/src/server.mts';
import type { Simulator } from '../../../simulator/src/server.mts';
import { credentialData } from './fixture.mts';
import type { Stage } from './fixture.mts';

/** The first tested n8n that finds the credential of an imported workflow by its name. */
const FINDS_BY_NAME = '2.38';

/** Chooses the credential in each node that has one, as a user of older n8n does. */
function chooseCredential(workflow: Workflow, id: string): Workflow {
	const changed = structuredClone(workflow);
	for (const { credentials = {} } of changed.nodes) {
		for (const credential of Object.values(credentials)) credential.id = id;
	}
	return changed;
}

/**
 * Gives an example a credential of a tenant. Its name is of the tenant, too: files that run at the same time share an n8n,
 * and would change each other's credential.
 * @returns the ID of the credential
 */
export async function giveCredential(
	editor: Editor,
	workflow: Workflow,
	tenant: Simulator,
): Promise<string> {
	const own = `${CREDENTIAL_NAME} of ${tenant.url}`;
	for (const { credentials = {} } of workflow.nodes) {
		for (const credential of Object.values(credentials)) {
			if (credential.name === CREDENTIAL_NAME) credential.name = own;
		}
	}
	return await upsertCredential(editor, credentialData(tenant, 'pat'), own);
}

/** Runs an example as it is, with only what its note tells the user to change. */
export async function runExample(
	{ editor, run, tenant: own }: Stage,
	file: string,
	adaptation: ExampleOverrides = {},
	tenant: Simulator = own,
): Promise<Execution> {
	const workflow = await readExample(file, { waitSeconds: 1, ...adaptation });
	const credentialId = await giveCredential(editor, workflow, tenant);
	return await run(
		isOlderThan(FINDS_BY_NAME) ? chooseCredential(workflow, credentialId) : workflow,
	);
}

/** Lends a tenant with other records than those that all tests of a file share. */
export async function withTenant(
	counts: Partial<Counts>,
	test: (tenant: Simulator) => Promise<void>,
): Promise<void> {
	const tenant = await startSimulator({ rateLimit: { enabled: false }, counts });
	try {
		await test(tenant);
	} finally {
		await tenant.close();
	}
}
