import { toCurrentPath } from '../../nodes/shared/catalogue/toCurrentPath.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getLegacyVersion } from '../../nodes/shared/api/apiVersion.ts';
import type { RequestAdapter } from './requestAdapter.mts';
import type { Finding, CallFinding } from './found.mts';
import { readHttpRequestNode, CREDENTIAL, isHttpRequest } from './httpRequestNode.mts';
import { readInlineWorkflow } from './inline.mts';
import { classifyRequest } from './classifyRequest.mts';
import { containsUnknownPath, hintsAtIsc, containsLegacyPath } from './legacy.mts';
import { migrateOperation } from './operationNode.mts';
import { getRemarks, action, info, type Remark } from './findings.mts';
import { readRequestNode, isPackageNode, isRequestNode } from './requestNode.mts';
import { containsLegacyUrl, containsIscHost } from './url.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

export type { Finding } from './found.mts';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const CODE = /code$/i;

const collectTexts = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap(collectTexts)
		: [];
};

/** Says what is legacy in a parameter where it can't be changed safely; undefined if nothing is. */
function describeHiddenCall(name: string, texts: string[]): string | undefined {
	if (texts.some(containsLegacyUrl)) {
		return `A legacy URL of ISC stands in its parameter '${name}': change it by hand.`;
	}
	if (texts.some(containsLegacyPath)) {
		return `A legacy path stands in its parameter '${name}': if it calls ISC, change it by hand.`;
	}
	if (CODE.test(name) && texts.some(containsUnknownPath)) {
		return `Its parameter '${name}' names the host of ISC: check the paths that it calls there.`;
	}
	return undefined;
}

/** Legacy calls that can't be changed safely: in code, in other nodes, in a rule for next pages. */
const findHiddenCalls = ({ parameters = {} }: WorkflowNode, own: string[]): Remark[] =>
	Object.entries(parameters).flatMap(([name, value]) => {
		const text = own.includes(name) ? undefined : describeHiddenCall(name, collectTexts(value));
		return text ? [action(text)] : [];
	});

/** An operation that is experimental today need not have been so in the legacy version. */
function enableExperimental(
	call: RequestAdapter,
	operation?: Operation,
): Pick<CallFinding, 'isHeaderAdded' | 'remarks'> {
	const update = operation?.experimental ? call.enableExperimental() : 'alreadyEnabled';
	if (update === 'alreadyEnabled') return { remarks: [] };
	return update === 'enabled'
		? { isHeaderAdded: true, remarks: [info('Is experimental: its header was switched on.')] }
		: {
				remarks: [
					action(
						'Is experimental, and an expression gives the headers: add X-SailPoint-Experimental: true.',
					),
				],
			};
}

/**
 * A call whose host may be one of another API is left to a person.
 * @returns undefined where nothing speaks for ISC
 */
function findUncertainCall(
	call: RequestAdapter,
	node: WorkflowNode,
	isNearIsc: boolean,
): CallFinding | undefined {
	const path = call.path ?? '';
	const url = String(node.parameters?.url ?? '');
	const finding = { call: `${call.method} ${url.replace(/^=/, '')}` };
	const isHinted = hintsAtIsc(url) || node.credentials?.[CREDENTIAL] !== undefined;
	const isTyped = call.unknownHost === 'typed';
	// A host that only begins like one of ISC is another one.
	if (isTyped && (!isHinted || containsIscHost(url))) return undefined;
	if (containsLegacyPath(path)) {
		const current = toCurrentPath(call.method, path)?.path;
		const advice = current ? `change the path to ${current}` : 'change the path by hand';
		return { ...finding, remarks: [action(`Its host may be one of ISC: if it is, ${advice}.`)] };
	}
	const isVersioned = getLegacyVersion(path) !== '' || classifyRequest(call).kind === 'current';
	if (isTyped || isVersioned || !(isHinted || isNearIsc)) return undefined;
	const text =
		'An expression makes the host, and maybe a legacy version: if it is ISC, write the path with its version.';
	return toCurrentPath(call.method, `/latest${path}`)
		? { ...finding, remarks: [action(text)] }
		: undefined;
}

function migrateCall(call: RequestAdapter): CallFinding {
	const finding = { call: `${call.method} ${call.path ?? '(an expression)'}`.trim() };
	const classification = classifyRequest(call);
	if (classification.kind === 'unclear')
		return { ...finding, remarks: [action(classification.reason)] };
	const experimental = enableExperimental(call, classification.operation);
	if (classification.kind === 'current') return { ...finding, ...experimental };
	const { path, operation, version } = classification;
	call.setPath(path);
	return {
		...finding,
		...experimental,
		current: path,
		remarks: [...experimental.remarks, ...getRemarks(operation, version, call.query)],
	};
}

function findNodeCall(node: WorkflowNode, call: RequestAdapter | undefined, isNearIsc: boolean) {
	if (!call) return migrateOperation(node);
	return call.unknownHost ? findUncertainCall(call, node, isNearIsc) : migrateCall(call);
}

/** A node of another kind that signs in with our credential calls ISC in some way. */
function checkCredential(node: WorkflowNode): Remark[] {
	const isOther = !isPackageNode(node) && !isHttpRequest(node);
	return isOther && node.credentials?.[CREDENTIAL] !== undefined
		? [action('It signs in with the credential of ISC: check the paths that it calls.')]
		: [];
}

function migrateNode(
	node: WorkflowNode,
	own: string[],
	isNearIsc: boolean,
): CallFinding | undefined {
	if (node.type === STICKY_NOTE) return undefined;
	const call = readRequestNode(node) ?? readHttpRequestNode(node);
	const finding = findNodeCall(node, call, isNearIsc);
	const read = [...own, ...(call && (finding || call.unknownHost) ? call.ownParameters : [])];
	// Our node keeps the path of a custom request that it was before, and has been migrated where it needs that.
	if (isRequestNode(node)) read.push('path', 'apiOperation');
	const elsewhere = [...findHiddenCalls(node, read), ...checkCredential(node)];
	if (!finding) return elsewhere.length > 0 ? { call: '', remarks: elsewhere } : undefined;
	return { ...finding, remarks: [...finding.remarks, ...elsewhere] };
}

/** The workflow that a node holds, with the nodes named after both. */
function migrateInline(node: WorkflowNode, workflow: string): Finding[] | undefined {
	const inline = readInlineWorkflow(node);
	if (!inline) return undefined;
	const findings = migrate([inline.workflow]);
	if (findings.some(isChanged)) inline.save();
	return findings.map((finding) => ({
		...finding,
		workflow,
		node: `${node.name ?? node.type} > ${finding.node}`,
	}));
}

function findPinnedUrls({ name = '', pinData = {} }: Workflow): Finding[] {
	return Object.entries(pinData)
		.filter(([, items]) => collectTexts(items).some(containsLegacyUrl))
		.map(([node]) => ({
			workflow: name,
			node,
			call: '',
			remarks: [action('Its pinned data holds a legacy URL of ISC: change or unpin it.')],
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
		const isNearIsc = nodes.some(
			(node) => isPackageNode(node) || collectTexts(node.parameters).some(containsIscHost),
		);
		const findings = nodes.flatMap((node) => {
			const inner = migrateInline(node, name);
			const finding = migrateNode(node, inner ? ['workflowJson'] : [], isNearIsc);
			const outer = finding ? [{ workflow: name, node: node.name ?? node.type, ...finding }] : [];
			return [...outer, ...(inner ?? [])];
		});
		return [...findings, ...findPinnedUrls(workflow)];
	});

export const needsPerson = ({ remarks }: Finding): boolean =>
	remarks.some((remark) => remark.needsPerson);
export const isChanged = ({ current, isHeaderAdded: isSwitchedOn }: Finding): boolean =>
	current !== undefined || isSwitchedOn === true;
