import { isRecord } from './isRecord.mts';
import { editJson } from './editJson.mts';
import { isWorkflow, type Workflow, type WorkflowNode } from './workflow.mts';

/** A workflow in a parameter of a node. */
export interface InlineWorkflow {
	workflow: Workflow;
	/** Writes the changed workflow back into the node. */
	save(): void;
}

/** Parameter that contains the workflow. */
const PARAMETER = 'workflowJson';

/** Reads the workflow in a node; undefined if there is none, or it can't be parsed. */
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
