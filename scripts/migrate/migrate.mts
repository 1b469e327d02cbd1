import type { Operation } from '../../nodes/catalogue/operation.ts';
import type { Call } from './call.mts';
import { callOfHttpRequestNode } from './httpRequestNode.mts';
import { judge } from './judge.mts';
import { remarksOn, toDo, toKnow, type Remark } from './remarks.mts';
import { callOfRequestNode } from './requestNode.mts';
import { holdsLegacyUrl } from './url.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

/** What was found in a node. */
export interface Finding {
	workflow: string;
	node: string;
	/** Method and path as they were; empty where no call was found but something that looks like one. */
	call: string;
	/** The path of today, where it is another. */
	current?: string;
	/** Whether the header was switched on that an experimental operation wants. */
	isSwitchedOn?: boolean;
	remarks: Remark[];
}

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Legacy URLs that stand where they cannot be changed safely: in code, in other nodes, in a rule for next pages. */
function hiddenUrls({ parameters = {} }: WorkflowNode, own: string[]): Remark[] {
	return Object.entries(parameters)
		.filter(([name, value]) => !own.includes(name) && textsIn(value).some(holdsLegacyUrl))
		.map(([name]) =>
			toDo(`A legacy URL of ISC stands in its parameter '${name}': change it by hand.`),
		);
}

type Found = Omit<Finding, 'workflow' | 'node'>;

/** An operation that is experimental today need not have been so in the legacy version. */
function switchOnExperimental(
	call: Call,
	operation?: Operation,
): Pick<Found, 'isSwitchedOn' | 'remarks'> {
	const switched = operation?.experimental ? call.switchOnExperimental() : 'was on';
	if (switched === 'was on') return { remarks: [] };
	return switched === 'switched on'
		? { isSwitchedOn: true, remarks: [toKnow('Is experimental: its header was switched on.')] }
		: {
				remarks: [
					toDo(
						'Is experimental, and an expression gives the headers: add X-SailPoint-Experimental: true.',
					),
				],
			};
}

function migrateCall(call: Call): Found {
	const found = { call: `${call.method} ${call.path ?? '(an expression)'}`.trim() };
	const judgement = judge(call);
	if (judgement.kind === 'unclear') return { ...found, remarks: [toDo(judgement.why)] };
	const experimental = switchOnExperimental(call, judgement.operation);
	if (judgement.kind === 'current') return { ...found, ...experimental };
	const { path, operation, version } = judgement;
	call.setPath(path);
	return {
		...found,
		...experimental,
		current: path,
		remarks: [...experimental.remarks, ...remarksOn(operation, version, call.query)],
	};
}

function migrateNode(node: WorkflowNode): Found | undefined {
	if (node.type === STICKY_NOTE) return undefined;
	const call = callOfRequestNode(node) ?? callOfHttpRequestNode(node);
	const elsewhere = hiddenUrls(node, call?.own ?? []);
	if (!call) return elsewhere.length > 0 ? { call: '', remarks: elsewhere } : undefined;
	const { remarks, ...found } = migrateCall(call);
	return { ...found, remarks: [...remarks, ...elsewhere] };
}

/**
 * Moves the calls of ISC to their current paths.
 * @param workflows are changed in place, and nothing of them but these calls
 * @returns what was found, node by node
 */
export const migrate = (workflows: Workflow[]): Finding[] =>
	workflows.flatMap((workflow) =>
		workflow.nodes.flatMap((node) => {
			const found = migrateNode(node);
			return found
				? [{ workflow: workflow.name ?? '', node: node.name ?? node.type, ...found }]
				: [];
		}),
	);

export const needsPerson = ({ remarks }: Finding): boolean =>
	remarks.some((remark) => remark.needsPerson);
export const isChanged = ({ current, isSwitchedOn }: Finding): boolean =>
	current !== undefined || isSwitchedOn === true;
