import { basename, join } from 'node:path';

import type { CleanupStack } from './cleanupStack.mts';
import { MAIN_EXAMPLE } from './examples.mts';
import { lockFolder } from './folderLock.mts';
import { openEditor } from '../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../tools/n8n/n8nRestClient.mts';
import { owner } from '../tools/n8n/n8nSession.mts';
import { ensureN8n } from '../tools/n8n/install.mts';
import { createInstance } from '../tools/n8n/n8nInstance.mts';
import { n8nRequire } from '../tools/n8n/requireFromN8n.mts';
import { installPackage } from '../tools/n8n/installPackage.mts';
import { packPackage } from '../tools/n8n/package.mts';
import { bold, printLine, printDetail, runStep } from './console.mts';
import { cacheFolder } from './paths.mts';
import { CREDENTIAL_NAME, upsertCredential, upsertExamples } from './importExamples.mts';
import { printRequests, printNodes, printSummary } from './printReport.mts';
import { isRealTenant, createRealTenant, startSimulatedTenant } from './demoTenant.mts';
import type { DemoTenant } from './demoTenant.mts';

/** Runs the demo from an empty folder to the summary; what it starts is ended by `cleanup`. */
export async function runDemo(
	options: { keepEditor: boolean },
	cleanup: CleanupStack,
): Promise<void> {
	printLine(bold('SailPoint ISC in n8n: the main example\n'));
	const real = isRealTenant();
	const userFolder = join(cacheFolder, real ? 'demo-own-tenant' : 'demo');
	cleanup.add(lockFolder(userFolder));

	const abort = new AbortController();
	cleanup.add(() => abort.abort());
	await runStep(
		'n8n',
		() => ensureN8n(printDetail, abort.signal),
		() => `n8n ${n8nVersion()} is installed`,
	);
	const tarball = await runStep(
		'Package',
		() => packPackage(printDetail, abort.signal),
		(file) => `Package is built and packed: ${basename(file)}`,
	);
	await runStep(
		'Package is installed',
		() => installPackage(userFolder, tarball),
		() => `Package is installed as a community node in ${userFolder}`,
	);
	const tenant = await runStep(
		'Tenant',
		() => (real ? createRealTenant() : startSimulatedTenant()),
		({ description }) => description,
	);
	cleanup.add(() => tenant.simulator?.close());

	const n8n = await createInstance({ userFolder, useProxy: real });
	cleanup.add(() => n8n.stop());
	await runStep('n8n is started', () => n8n.start());
	const editor = await openEditor(n8n.url);
	const ids = await runStep('Credential and example workflows are imported', async () => {
		const credentialId = await upsertCredential(editor, tenant.credential);
		// Your secret does not stay behind.
		if (real) cleanup.add(() => editor.deleteCredential(credentialId));
		if (real) await checkSignIn(editor, credentialId, abort.signal);
		return await upsertExamples(editor, tenant.adaptation);
	});

	await runMainExample(editor, ids[MAIN_EXAMPLE] ?? '', tenant);
	if (options.keepEditor) await keepEditor(n8n.url);
	else printLine('\nTo see it in the editor: npm run demo -- --editor');
}

async function runMainExample(editor: Editor, id: string, tenant: DemoTenant): Promise<void> {
	tenant.simulator?.counters.reset();
	const execution = await runStep(
		'Run',
		() => editor.runWorkflow(id),
		({ status }) => `Workflow ran in n8n: ${status}`,
	);
	printNodes(execution);
	if (execution.status !== 'success') {
		const { message = 'no message', description } = execution.error ?? {};
		throw new Error(`${message}${description ? `\n${description}` : ''}`);
	}
	if (tenant.simulator) printRequests(tenant.simulator.counters);
	else printLine('\nRequests are counted only where the tenant is simulated.');
	printSummary(execution);
}

async function checkSignIn(editor: Editor, id: string, signal: AbortSignal): Promise<void> {
	const { status, message } = await editor.testCredential(id);
	signal.throwIfAborted();
	if (status !== 'OK') throw new Error(`The test of the credential failed.\n${message}`);
}

async function keepEditor(url: string): Promise<void> {
	printLine(bold('\nn8n is running'));
	printLine(`  editor      ${url}`);
	printLine(`  e-mail      ${owner.email}`);
	printLine(`  password    ${owner.password}`);
	printLine(`  credential  "${CREDENTIAL_NAME}"`);
	printLine('\nCtrl-C ends n8n and the tenant.');
	await new Promise(() => {});
}

const n8nVersion = () => (n8nRequire('n8n/package.json') as { version: string }).version;
