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

/** Describes a legacy request in a parameter that can't be changed safely; undefined if there is none. */
function describeHiddenCall(name: string, texts: string[]): string | undefined {
	if (texts.some(containsLegacyUrl)) {
		return `The parameter '${name}' contains a legacy URL of ISC. Change it by hand.`;
	}
	if (texts.some(containsLegacyPath)) {
		return `The parameter '${name}' contains a legacy path. If it belongs to ISC, change it by hand.`;
	}
	if (CODE.test(name) && texts.some(containsUnknownPath)) {
		return `The parameter '${name}' contains the host of ISC. Check the paths that it requests.`;
	}
	return undefined;
}

/** Finds legacy requests that can't be changed safely: in code, in other nodes, and in pagination rules. */
const findHiddenCalls = ({ parameters = {} }: WorkflowNode, own: string[]): Remark[] =>
	Object.entries(parameters).flatMap(([name, value]) => {
		const text = own.includes(name) ? undefined : describeHiddenCall(name, collectTexts(value));
		return text ? [action(text)] : [];
	});

/** Adds the header for experimental operations, which the legacy version possibly didn't require. */
function enableExperimental(
	call: RequestAdapter,
	operation?: Operation,
): Pick<CallFinding, 'isHeaderAdded' | 'remarks'> {
	const update = operation?.experimental ? call.enableExperimental() : 'alreadyEnabled';
	if (update === 'alreadyEnabled') return { remarks: [] };
	return update === 'enabled'
		? {
				isHeaderAdded: true,
				remarks: [info('The operation is experimental. Its header was added.')],
			}
		: {
				remarks: [
					action(
						'The operation is experimental, and the headers are an expression. Add X-SailPoint-Experimental: true.',
					),
				],
			};
}

/**
 * Reports a request whose host is unknown, which must be checked by hand.
 * @returns undefined if nothing suggests ISC
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
	// A host that only starts like one of ISC belongs to another API.
	if (isTyped && (!isHinted || containsIscHost(url))) return undefined;
	if (containsLegacyPath(path)) {
		const current = toCurrentPath(call.method, path)?.path;
		const advice = current ? `change the path to ${current}` : 'change the path by hand';
		return { ...finding, remarks: [action(`The host is unknown. If it is ISC, ${advice}.`)] };
	}
	const isVersioned = getLegacyVersion(path) !== '' || classifyRequest(call).kind === 'current';
	if (isTyped || isVersioned || !(isHinted || isNearIsc)) return undefined;
	const text =
		'The host is an expression, which can include a legacy version. If it is ISC, enter the path with its version.';
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

/** Checks other nodes that use the ISC credential, so they send requests to ISC. */
function checkCredential(node: WorkflowNode): Remark[] {
	const isOther = !isPackageNode(node) && !isHttpRequest(node);
	return isOther && node.credentials?.[CREDENTIAL] !== undefined
		? [action('The node uses the ISC credential. Check the paths that it requests.')]
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
	// The SailPoint ISC node keeps the unused path of a former custom request.
	if (isRequestNode(node)) read.push('path', 'apiOperation');
	const elsewhere = [...findHiddenCalls(node, read), ...checkCredential(node)];
	if (!finding) return elsewhere.length > 0 ? { call: '', remarks: elsewhere } : undefined;
	return { ...finding, remarks: [...finding.remarks, ...elsewhere] };
}

/** Migrates the workflow in a node. Its findings are named after both nodes. */
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
			remarks: [action('The pinned data contains a legacy URL of ISC. Change or unpin it.')],
		}));
}

/**
 * Migrates the ISC requests of workflows to current paths.
 * @param workflows changed in place; only these requests are changed
 * @returns the findings, in the order of the nodes
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
