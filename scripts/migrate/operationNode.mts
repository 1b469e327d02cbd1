import { findOperation } from '../../nodes/shared/catalogue/findOperation.ts';
import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getLegacyVersion, stripVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isExpression } from './requestAdapter.mts';
import type { CallFinding } from './found.mts';
import { isRecord } from './isRecord.mts';
import { getRemarks, action, info, type Remark } from './findings.mts';
import { isRequestNode } from './requestNode.mts';
import type { WorkflowNode } from './workflow.mts';

type Parameters = Record<string, unknown>;

/** The name of the operation that is chosen in our node, as it is stored. */
function getOperationName({ resource, operation, apiOperation }: Parameters): string {
	if (resource !== 'apiOperation') return String(operation ?? '');
	return String((isRecord(apiOperation) ? apiOperation.value : apiOperation) ?? '');
}

const getRequestName = ({ method, path }: Operation) => `${method} ${path}`;

/** An operation that was chosen by a legacy path gets the name that it has today. */
function renameLegacy({ apiOperation }: Parameters, operation: Operation): boolean {
	if (!isRecord(apiOperation)) return false;
	const [, path = ''] = String(apiOperation.value).split(/\s+/, 2);
	if (!getLegacyVersion(path)) return false;
	apiOperation.value = getRequestName(operation);
	return true;
}

/**
 * Moves an operation of our node to the current version.
 * @returns undefined for any other node, and for an operation that is called in its current version
 */
export function migrateOperation(node: WorkflowNode): CallFinding | undefined {
	const { parameters } = node;
	if (!isRequestNode(node) || !parameters) return undefined;
	if ((parameters.resource ?? 'customRequest') === 'customRequest') return undefined;
	const operationName = getOperationName(parameters);
	const { options } = parameters;
	const configured = isRecord(options) ? options.apiVersion : undefined;
	const version = typeof configured === 'string' && configured !== 'current' ? configured : '';
	const isUnclear = isExpression(version) || isExpression(options);
	const operation = getOperationById(operationName) ?? findOperation(operationName);
	if (isUnclear) {
		return unclear(
			operationName,
			"An expression gives 'API Version': make sure that it gives Current.",
		);
	}
	if (!operation) {
		const problem = `'API Version' is ${version}, and the operation isn't known: choose the operation again.`;
		return version ? unclear(operationName, problem) : undefined;
	}
	const isRenamed = renameLegacy(parameters, operation);
	if (!version && !isRenamed) return undefined;
	if (version && isRecord(options)) options.apiVersion = 'current';
	const legacy = version || getLegacyVersion(operationName.split(/\s+/, 2)[1] ?? '');
	return {
		call: `${operation.method} /${[legacy, ...stripVersion(operation.path)].join('/')}`,
		current: operation.path,
		remarks: [
			...(version ? [info("The option 'API Version' was set to Current.")] : []),
			...(isRenamed ? [info("'API Operation' was set to the current path.")] : []),
			...getRemarks(operation, legacy, new Map()),
		],
	};
}

const unclear = (call: string, text: string): { call: string; remarks: Remark[] } => ({
	call,
	remarks: [action(text)],
});
