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

/** Returns the stored name of the selected operation. */
function getOperationName({ resource, operation, apiOperation }: Parameters): string {
	if (resource !== 'apiOperation') return String(operation ?? '');
	return String((isRecord(apiOperation) ? apiOperation.value : apiOperation) ?? '');
}

const getRequestName = ({ method, path }: Operation) => `${method} ${path}`;

/** Replaces the legacy path of a selected operation by its current name. */
function renameLegacy({ apiOperation }: Parameters, operation: Operation): boolean {
	if (!isRecord(apiOperation)) return false;
	const [, path = ''] = String(apiOperation.value).split(/\s+/, 2);
	if (!getLegacyVersion(path)) return false;
	apiOperation.value = getRequestName(operation);
	return true;
}

/**
 * Migrates an operation of the SailPoint ISC node to the current version.
 * @returns undefined for other nodes, and for operations in their current version
 */
export function migrateOperation(node: WorkflowNode): CallFinding | undefined {
	const { parameters } = node;
	if (!isRequestNode(node) || !parameters) return undefined;
	if (parameters.resource === 'customRequest') return undefined;
	const operationName = getOperationName(parameters);
	const { options } = parameters;
	const configured = isRecord(options) ? options.apiVersion : undefined;
	const version = typeof configured === 'string' && configured !== 'current' ? configured : '';
	const isUnclear = isExpression(version) || isExpression(options);
	const operation = getOperationById(operationName) ?? findOperation(operationName);
	if (isUnclear) {
		return unclear(
			operationName,
			"'API Version' is an expression. Make sure that its value is Current.",
		);
	}
	if (!operation) {
		const problem = `'API Version' is ${version}, and the operation is unknown. Select the operation again.`;
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
