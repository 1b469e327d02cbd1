import { toCurrentPath } from '../../nodes/shared/catalogue/toCurrentPath.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getLegacyVersion } from '../../nodes/shared/api/apiVersion.ts';
import type { Call } from './requestAdapter.mts';
import type { Finding, Found } from './found.mts';
import { callOfHttpRequestNode, CREDENTIAL, isHttpRequest } from './httpRequestNode.mts';
import { inlineWorkflow } from './inline.mts';
import { judge } from './classifyRequest.mts';
import { hidesPath, hintsAtIsc, holdsLegacyPath } from './legacy.mts';
import { migrateOperation } from './operationNode.mts';
import { remarksOn, toDo, toKnow, type Remark } from './findings.mts';
import { callOfRequestNode, isOurs, isRequestNode } from './requestNode.mts';
import { holdsLegacyUrl, namesIsc } from './url.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

export type { Finding } from './found.mts';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const CODE = /code$/i;

const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Says what is legacy in a parameter where it can't be changed safely; undefined if nothing is. */
function whatHides(name: string, texts: string[]): string | undefined {
	if (texts.some(holdsLegacyUrl)) {
		return `A legacy URL of ISC stands in its parameter '${name}': change it by hand.`;
	}
	if (texts.some(holdsLegacyPath)) {
		return `A legacy path stands in its parameter '${name}': if it calls ISC, change it by hand.`;
	}
	if (CODE.test(name) && texts.some(hidesPath)) {
		return `Its parameter '${name}' names the host of ISC: check the paths that it calls there.`;
	}
	return undefined;
}

/** Legacy calls that can't be changed safely: in code, in other nodes, in a rule for next pages. */
const hiddenCalls = ({ parameters = {} }: WorkflowNode, own: string[]): Remark[] =>
	Object.entries(parameters).flatMap(([name, value]) => {
		const text = own.includes(name) ? undefined : whatHides(name, textsIn(value));
		return text ? [toDo(text)] : [];
	});

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

/**
 * A call whose host may be one of another API is left to a person.
 * @returns undefined where nothing speaks for ISC
 */
function findUncertain(call: Call, node: WorkflowNode, isNearIsc: boolean): Found | undefined {
	const path = call.path ?? '';
	const url = String(node.parameters?.url ?? '');
	const found = { call: `${call.method} ${url.replace(/^=/, '')}` };
	const isHinted = hintsAtIsc(url) || node.credentials?.[CREDENTIAL] !== undefined;
	const isTyped = call.unknownHost === 'typed';
	// A host that only begins like one of ISC is another one.
	if (isTyped && (!isHinted || namesIsc(url))) return undefined;
	if (holdsLegacyPath(path)) {
		const current = toCurrentPath(call.method, path)?.path;
		const advice = current ? `change the path to ${current}` : 'change the path by hand';
		return { ...found, remarks: [toDo(`Its host may be one of ISC: if it is, ${advice}.`)] };
	}
	const isVersioned = getLegacyVersion(path) !== '' || judge(call).kind === 'current';
	if (isTyped || isVersioned || !(isHinted || isNearIsc)) return undefined;
	const text =
		'An expression makes the host, and maybe a legacy version: if it is ISC, write the path with its version.';
	return toCurrentPath(call.method, `/latest${path}`)
		? { ...found, remarks: [toDo(text)] }
		: undefined;
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

function findCall(node: WorkflowNode, call: Call | undefined, isNearIsc: boolean) {
	if (!call) return migrateOperation(node);
	return call.unknownHost ? findUncertain(call, node, isNearIsc) : migrateCall(call);
}

/** A node of another kind that signs in with our credential calls ISC in some way. */
function signsIn(node: WorkflowNode): Remark[] {
	const isOther = !isOurs(node) && !isHttpRequest(node);
	return isOther && node.credentials?.[CREDENTIAL] !== undefined
		? [toDo('It signs in with the credential of ISC: check the paths that it calls.')]
		: [];
}

function migrateNode(node: WorkflowNode, own: string[], isNearIsc: boolean): Found | undefined {
	if (node.type === STICKY_NOTE) return undefined;
	const call = callOfRequestNode(node) ?? callOfHttpRequestNode(node);
	const found = findCall(node, call, isNearIsc);
	const read = [...own, ...(call && (found || call.unknownHost) ? call.own : [])];
	// Our node keeps the path of a custom request that it was before, and has been migrated where it needs that.
	if (isRequestNode(node)) read.push('path', 'apiOperation');
	const elsewhere = [...hiddenCalls(node, read), ...signsIn(node)];
	if (!found) return elsewhere.length > 0 ? { call: '', remarks: elsewhere } : undefined;
	return { ...found, remarks: [...found.remarks, ...elsewhere] };
}

/** The workflow that a node holds, with the nodes named after both. */
function migrateInline(node: WorkflowNode, workflow: string): Finding[] | undefined {
	const inline = inlineWorkflow(node);
	if (!inline) return undefined;
	const findings = migrate([inline.workflow]);
	if (findings.some(isChanged)) inline.save();
	return findings.map((finding) => ({
		...finding,
		workflow,
		node: `${node.name ?? node.type} > ${finding.node}`,
	}));
}

function pinnedUrls({ name = '', pinData = {} }: Workflow): Finding[] {
	return Object.entries(pinData)
		.filter(([, items]) => textsIn(items).some(holdsLegacyUrl))
		.map(([node]) => ({
			workflow: name,
			node,
			call: '',
			remarks: [toDo('Its pinned data holds a legacy URL of ISC: change or unpin it.')],
		}));
}

/**
 * Moves the calls of ISC to their current paths.
 * @param workflows are changed in place, and nothing of them but these calls
 * @returns what was found, node by node
 */
export const migrate = (workflows: Workflow[]): Finding[] =>
	workflows.flatMap((workflow) => {
		const { name = '', nodes } = workflow;
		const isNearIsc = nodes.some((node) => isOurs(node) || textsIn(node.parameters).some(namesIsc));
		const findings = nodes.flatMap((node) => {
			const inner = migrateInline(node, name);
			const found = migrateNode(node, inner ? ['workflowJson'] : [], isNearIsc);
			const outer = found ? [{ workflow: name, node: node.name ?? node.type, ...found }] : [];
			return [...outer, ...(inner ?? [])];
		});
		return [...findings, ...pinnedUrls(workflow)];
	});

export const needsPerson = ({ remarks }: Finding): boolean =>
	remarks.some((remark) => remark.needsPerson);
export const isChanged = ({ current, isSwitchedOn }: Finding): boolean =>
	current !== undefined || isSwitchedOn === true;
