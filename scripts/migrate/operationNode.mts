import { findOperation } from '../../nodes/shared/catalogue/findOperation.ts';
import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getLegacyVersion, stripVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isExpression } from './requestAdapter.mts';
import type { Found } from './found.mts';
import { isRecord } from './isRecord.mts';
import { remarksOn, toDo, toKnow, type Remark } from './findings.mts';
import { isRequestNode } from './requestNode.mts';
import type { WorkflowNode } from './workflow.mts';

type Parameters = Record<string, unknown>;

/** The name of the operation that is chosen in our node, as it is stored. */
function chosenIn({ resource, operation, apiOperation }: Parameters): string {
	if (resource !== 'apiOperation') return String(operation ?? '');
	return String((isRecord(apiOperation) ? apiOperation.value : apiOperation) ?? '');
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** An operation that was chosen by a legacy path gets the name that it has today. */
function renameLegacy({ apiOperation }: Parameters, operation: Operation): boolean {
	if (!isRecord(apiOperation)) return false;
	const [, path = ''] = String(apiOperation.value).split(/\s+/, 2);
	if (!getLegacyVersion(path)) return false;
	apiOperation.value = nameOf(operation);
	return true;
}

/**
 * Moves an operation of our node to the current version.
 * @returns undefined for any other node, and for an operation that is called in its current version
 */
export function migrateOperation(node: WorkflowNode): Found | undefined {
	const { parameters } = node;
	if (!isRequestNode(node) || !parameters) return undefined;
	if (parameters.resource === 'customRequest') return undefined;
	const chosen = chosenIn(parameters);
	const { options } = parameters;
	const typed = isRecord(options) ? options.apiVersion : undefined;
	const version = typeof typed === 'string' && typed !== 'current' ? typed : '';
	const isUnclear = isExpression(version) || isExpression(options);
	const operation = getOperationById(chosen) ?? findOperation(chosen);
	if (isUnclear) {
		return unclear(chosen, "An expression gives 'API Version': make sure that it gives Current.");
	}
	if (!operation) {
		const what = `'API Version' is ${version}, and the operation isn't known: choose the operation again.`;
		return version ? unclear(chosen, what) : undefined;
	}
	const isRenamed = renameLegacy(parameters, operation);
	if (!version && !isRenamed) return undefined;
	if (version && isRecord(options)) options.apiVersion = 'current';
	const legacy = version || getLegacyVersion(chosen.split(/\s+/, 2)[1] ?? '');
	return {
		call: `${operation.method} /${[legacy, ...stripVersion(operation.path)].join('/')}`,
		current: operation.path,
		remarks: [
			...(version ? [toKnow("The option 'API Version' was set to Current.")] : []),
			...(isRenamed ? [toKnow("'API Operation' was set to the current path.")] : []),
			...remarksOn(operation, legacy, new Map()),
		],
	};
}

const unclear = (call: string, text: string): { call: string; remarks: Remark[] } => ({
	call,
	remarks: [toDo(text)],
});
