import type { ExampleOverrides } from './examples.mts';
import { listExampleFiles, readExample } from './examples.mts';
import { isOlderThan } from '../tools/n8n/installation.mts';
import type { Editor } from '../tools/n8n/n8nRestClient.mts';

export const CREDENTIAL_NAME = 'SailPoint ISC';
const TYPE = 'iscOAuth2Api';
/** The first tested n8n that can forget the token of a credential. */
const DISCONNECTS = '2.38';

/**
 * Creates the credential that the examples name, or changes it to the given data. n8n would keep the
 * token of the last run, which is of another tenant by now.
 */
export async function upsertCredential(
	editor: Editor,
	data: Record<string, unknown>,
	name = CREDENTIAL_NAME,
): Promise<string> {
	const credential = { name, type: TYPE, data };
	const known = (await editor.credentials()).find((one) => one.name === name && one.type === TYPE);
	if (!known) return await editor.createCredential(credential);
	if (isOlderThan(DISCONNECTS)) {
		await editor.deleteCredential(known.id);
		return await editor.createCredential(credential);
	}
	await editor.updateCredential(known.id, credential);
	await editor.disconnectCredential(known.id);
	return known.id;
}

/** Creates the example workflows, or takes them back to how they are here; ids by file name. */
export async function upsertExamples(
	editor: Editor,
	adaptation: ExampleOverrides,
): Promise<Record<string, string>> {
	const known = new Map((await editor.workflows()).map(({ id, name }) => [name, id]));
	const ids: Record<string, string> = {};
	for (const file of await listExampleFiles()) {
		const workflow = await readExample(file, adaptation);
		const id = known.get(workflow.name);
		if (id) await editor.updateWorkflow(id, workflow);
		ids[file] = id ?? (await editor.createWorkflow(workflow));
	}
	return ids;
}
