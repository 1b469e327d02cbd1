import { isRecord } from './isRecord.mts';
import { editJson } from './editJson.mts';

/** The parts of a node that the migration reads. */
export interface WorkflowNode {
	name?: string;
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, unknown>;
}

export interface Workflow {
	name?: string;
	nodes: WorkflowNode[];
	/** Pinned output items by the name of their node. */
	pinData?: Record<string, unknown>;
}

export interface WorkflowFile {
	workflows: Workflow[];
	/** Returns the text of the file with the changes in `workflows`. */
	write(): string;
}

/** An invalid input file or argument. */
export class InputFileError extends Error {}

const isNode = (value: unknown): value is WorkflowNode =>
	isRecord(value) &&
	typeof value.type === 'string' &&
	(value.parameters === undefined || isRecord(value.parameters));

export const isWorkflow = (value: unknown): value is Workflow =>
	isRecord(value) && Array.isArray(value.nodes) && value.nodes.every(isNode);

const BYTE_ORDER_MARK = '\uFEFF';

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw new InputFileError(`The file isn't valid JSON: ${(error as Error).message}`);
	}
}

/**
 * Reads an n8n export: a workflow, a list of workflows, or nodes copied in the editor.
 * @throws InputFileError
 */
export function readWorkflowFile(text: string): WorkflowFile {
	const isMarked = text.startsWith(BYTE_ORDER_MARK);
	const bare = isMarked ? text.slice(1) : text;
	const content = parse(bare);
	const workflows = Array.isArray(content) ? (content as unknown[]) : [content];
	if (workflows.length === 0 || !workflows.every(isWorkflow)) {
		throw new InputFileError(
			'The file contains no workflow. Use a file that n8n has exported: an object with "nodes", or a list of such objects.',
		);
	}
	const before = structuredClone(content);
	return {
		workflows,
		write: () => (isMarked ? BYTE_ORDER_MARK : '') + editJson(bare, before, content),
	};
}
