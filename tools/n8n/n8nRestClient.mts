import { setTimeout as sleep } from 'node:timers/promises';

import { isOlderThan } from './installation.mts';
import { n8nRequire } from './requireFromN8n.mts';
import { signIn } from './n8nSession.mts';
import type { EditorSession } from './n8nSession.mts';
import type { Credential, Execution, RunData, RunError, Workflow } from './types.mts';

const POLL_MS = 50;
const RUN_TIMEOUT_MS = 120_000;
/** The first tested version that runs a workflow as it is stored. */
const RUNS_STORED_WORKFLOW = '2.20';

/** What a user sees after Save or Retry in the credential modal. */
export type TestResult = { status: 'OK' | 'Error'; message: string };

/** What the editor does, over the same REST interface. */
export type Editor = {
	session: EditorSession;
	/** Creates a credential; resolves to its id. */
	createCredential(credential: Credential): Promise<string>;
	updateCredential(id: string, credential: Credential): Promise<void>;
	deleteCredential(id: string): Promise<void>;
	/** Forgets the token of a credential. */
	disconnectCredential(id: string): Promise<void>;
	credentials(): Promise<Array<{ id: string; name: string; type: string }>>;
	/** Runs the test of a stored credential. */
	testCredential(id: string): Promise<TestResult>;
	/** Creates a workflow; resolves to its id. */
	createWorkflow(workflow: Workflow): Promise<string>;
	updateWorkflow(id: string, workflow: Workflow): Promise<void>;
	deleteWorkflow(id: string): Promise<void>;
	workflows(): Promise<Array<{ id: string; name: string }>>;
	/** Lets the triggers of a stored workflow start it from now on. */
	publishWorkflow(id: string): Promise<void>;
	unpublishWorkflow(id: string): Promise<void>;
	/** Starts a stored workflow from a trigger, or listens for a test event of it. */
	startWorkflow(id: string, triggerName: string): Promise<{ executionId?: string }>;
	/** Runs a stored workflow from its only trigger, and waits for the end. */
	runWorkflow(id: string): Promise<Execution>;
	/** Returns an execution, once n8n has data of it. */
	execution(id: string): Promise<Execution>;
};

/** Signs in to a running n8n. */
export async function openEditor(url: string): Promise<Editor> {
	return createEditor(await signIn(url));
}

/** An editor over a session. */
export function createEditor(session: EditorSession): Editor {
	const request: EditorSession['request'] = (...call) => session.request(...call);
	return {
		session,
		createCredential: async (credential) =>
			(await request<{ id: string }>('POST', '/credentials', credential)).id,
		updateCredential: (id, credential) => request('PATCH', `/credentials/${id}`, credential),
		deleteCredential: (id) => request('DELETE', `/credentials/${id}`),
		disconnectCredential: (id) => request('DELETE', `/credentials/${id}/oauth-token`),
		credentials: () => request('GET', '/credentials'),
		testCredential: async (id) => {
			const stored = await request<Credential>('GET', `/credentials/${id}?includeData=true`);
			return await request<TestResult>('POST', '/credentials/test', {
				credentials: { id, name: stored.name, type: stored.type, data: stored.data },
			});
		},
		createWorkflow: async (workflow) =>
			(await request<{ id: string }>('POST', '/workflows', { ...workflow, active: false })).id,
		updateWorkflow: (id, { name, nodes, connections, settings }) =>
			request('PATCH', `/workflows/${id}?forceSave=true`, { name, nodes, connections, settings }),
		deleteWorkflow: async (id) => {
			await request('POST', `/workflows/${id}/archive`);
			await request('DELETE', `/workflows/${id}`);
		},
		publishWorkflow: async (id) => {
			const { versionId } = await request<{ versionId: string }>('GET', `/workflows/${id}`);
			await request('POST', `/workflows/${id}/activate`, { versionId });
		},
		unpublishWorkflow: (id) => request('POST', `/workflows/${id}/deactivate`),
		startWorkflow: (id, triggerName) => startWorkflow(session, id, triggerName),
		workflows: () => request('GET', '/workflows?take=200'),
		runWorkflow: (id) => runWorkflow(session, id),
		execution: async (id) => readExecution(await fetchExecution(session, id)),
	};
}

async function runWorkflow(session: EditorSession, id: string): Promise<Execution> {
	const { nodes } = await session.request<Workflow>('GET', `/workflows/${id}`);
	const trigger = nodes.find(({ type }) => /trigger$/i.test(type));
	if (!trigger) throw new Error(`Workflow ${id} has no trigger to start from.`);
	const { executionId } = await startWorkflow(session, id, trigger.name);
	const deadline = Date.now() + RUN_TIMEOUT_MS;
	for (;;) {
		// The list, since older n8n has no data of a running execution to answer with.
		const { results } = await session.request<{ results: StoredExecution[] }>(
			'GET',
			`/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: id }))}&limit=50`,
		);
		const { id: found, status = 'new' } = results.find((one) => one.id === executionId) ?? {};
		if (found !== undefined && !['new', 'running'].includes(status)) {
			return readExecution(await fetchExecution(session, found));
		}
		if (Date.now() > deadline) throw new Error(`Execution ${executionId} does not end.`);
		await sleep(POLL_MS);
	}
}

async function startWorkflow(
	session: EditorSession,
	id: string,
	triggerName: string,
): Promise<{ executionId?: string }> {
	// Older n8n runs the workflow that it is sent, newer n8n the one that is stored.
	const sent = isOlderThan(RUNS_STORED_WORKFLOW)
		? { workflowData: await session.request('GET', `/workflows/${id}`) }
		: {};
	return await session.request('POST', `/workflows/${id}/run`, {
		...sent,
		triggerToStartFrom: { name: triggerName },
	});
}

type StoredExecution = { id: string; status: Execution['status']; data: string };

/** Parses the format of the `flatted` package, which n8n stores executions in and brings along. */
const parseFlatted = (text: string) =>
	(n8nRequire('flatted') as { parse: (text: string) => unknown }).parse(text);

/** Reads an execution. Older n8n writes the status of an execution some moments before its data. */
async function fetchExecution(session: EditorSession, id: string): Promise<StoredExecution> {
	const deadline = Date.now() + RUN_TIMEOUT_MS;
	for (;;) {
		const execution = await session.request<StoredExecution>('GET', `/executions/${id}`);
		if (hasData(execution)) return execution;
		if (Date.now() > deadline) throw new Error(`n8n has no data of execution ${id}.`);
		await sleep(POLL_MS);
	}
}

const hasData = ({ data }: StoredExecution) =>
	data !== undefined && parseFlatted(data) !== undefined;

function readExecution({ id, status, data }: StoredExecution): Execution {
	const { resultData } = parseFlatted(data) as {
		resultData: { runData: RunData; error?: RunError; lastNodeExecuted?: string };
	};
	return { id, status, ...resultData };
}
