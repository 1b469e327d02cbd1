import { randomUUID } from 'node:crypto';

import { readExample } from '../../../demo/examples.mts';
import type { Execution, Workflow } from '../../../tools/n8n/types.mts';
import type { Invocation } from '../../../simulator/src/triggers/types.mts';
import { giveCredential } from './examples.mts';
import type { Stage } from './fixture.mts';
import { waitUntil } from './waitUntil.mts';

type Stored = { count: number; results: Array<{ id: string; status: Execution['status'] }> };
const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** Publishes workflows that wait for events; takes them back after each test. */
export function usePublished(stage: Stage) {
	const published: string[] = [];
	const unpublish = async (id: string) => await stage.editor.unpublishWorkflow(id);
	afterEach(async () => {
		// A test may have unpublished its own.
		for (const id of published.splice(0)) await unpublish(id).catch(() => {});
	});

	/** Publishes a workflow; resolves to its id. */
	async function publish(workflow: Workflow): Promise<string> {
		const { editor } = stage;
		const name = `${workflow.name} ${randomUUID()}`;
		const id = await editor.createWorkflow({ ...workflow, name });
		await editor.publishWorkflow(id);
		published.push(id);
		return id;
	}

	/** Publishes an example, as it is or changed; resolves to the id of the workflow. */
	async function publishExample(
		file: string,
		change: (workflow: Workflow) => void = () => {},
	): Promise<string> {
		const workflow = await readExample(file);
		await giveCredential(stage.editor, workflow, stage.tenant);
		change(workflow);
		return await publish(workflow);
	}

	/** How many executions of a workflow there are, and the latest of them. */
	async function stored(workflowId: string): Promise<Stored> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return await stage.editor.session.request('GET', `/executions?filter=${filter}&limit=50`);
	}

	/** All executions of a workflow, the first one first, once so many have ended. */
	async function executions(workflowId: string, count: number): Promise<Execution[]> {
		let ended: Stored['results'] = [];
		await waitUntil(async () => {
			const { results } = await stored(workflowId);
			ended = results.filter(({ status }) => ENDED.includes(status));
			return ended.length >= count;
		});
		return await Promise.all(ended.reverse().map(({ id }) => stage.editor.execution(id)));
	}

	/** Lets an event happen that asks for an answer, and waits for what its only subscriber answers. */
	async function answerTo(triggerId: string, input: Record<string, unknown>): Promise<Invocation> {
		const { triggers } = stage.tenant;
		const [id = ''] = triggers.emit(triggerId, input);
		await triggers.settled();
		const invocation = triggers.invocations.get(id);
		if (!invocation?.completed) throw new Error(`No subscriber responded to ${triggerId}`);
		return invocation;
	}

	return { publish, publishExample, unpublish, stored, executions, answerTo };
}
