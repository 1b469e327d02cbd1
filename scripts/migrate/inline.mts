import { isRecord } from './isRecord.mts';
import { editJson } from './editJson.mts';
import { isWorkflow, type Workflow, type WorkflowNode } from './workflow.mts';

/** A workflow that a node holds among its parameters. */
export interface InlineWorkflow {
	workflow: Workflow;
	/** Writes the workflow back into the node, with its changes. */
	save(): void;
}

/** Where nodes that run a workflow, or offer one to an agent, keep it. */
const PARAMETER = 'workflowJson';

/** @returns undefined where the node holds no workflow that can be read */
export function readInlineWorkflow({ parameters = {} }: WorkflowNode): InlineWorkflow | undefined {
	const stored = parameters[PARAMETER];
	if (isRecord(stored)) {
		return isWorkflow(stored) ? { workflow: stored, save: () => {} } : undefined;
	}
	if (typeof stored !== 'string') return undefined;
	const [, mark = '', text = ''] = /^(=?)(.*)$/s.exec(stored) ?? [];
	const workflow = parseJson(text);
	if (!isWorkflow(workflow)) return undefined;
	const before = structuredClone(workflow);
	return {
		workflow,
		save: () => {
			parameters[PARAMETER] = mark + editJson(text, before, workflow);
		},
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
