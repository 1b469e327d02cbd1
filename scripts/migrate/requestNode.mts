import {
	isExperimental,
	isExpression,
	type RequestAdapter,
	type HeaderUpdate,
} from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';
import { getPairs, parseJsonPairs, buildQuery } from './nameValuePairs.mts';
import type { WorkflowNode } from './workflow.mts';

/** The SailPoint ISC node, also as an agent tool. */
const TYPE = /^(n8n-nodes-sailpoint-isc|CUSTOM)\.isc(Tool)?$/;

/** Whether a node belongs to this package. */
export const isPackageNode = ({ type }: WorkflowNode) =>
	/^(n8n-nodes-sailpoint-isc|CUSTOM)\.isc[A-Z]/.test(type);

export const isRequestNode = ({ type }: WorkflowNode) => TYPE.test(type);

function enableExperimentalOption(parameters: Record<string, unknown>): HeaderUpdate {
	const options = isRecord(parameters.options) ? parameters.options : {};
	const headers = getPairs(parameters.headers, 'parameter');
	if (options.experimental === true || headers.some(({ name }) => isExperimental(name))) {
		return 'alreadyEnabled';
	}
	if (isExpression(options.experimental) || isExpression(parameters.options)) return 'unclear';
	parameters.options = { ...options, experimental: true };
	return 'enabled';
}

/** Reads a custom request of the SailPoint ISC node; undefined for other nodes. */
export function readRequestNode({ type, parameters }: WorkflowNode): RequestAdapter | undefined {
	if (!TYPE.test(type) || !parameters) return undefined;
	if (parameters.resource !== 'customRequest') return undefined;
	const typed = typeof parameters.path === 'string' ? parameters.path : '';
	const [, mark = '', path = ''] = /^(=?)\s*(.*?)\s*$/s.exec(typed) ?? [];
	return {
		method: typeof parameters.method === 'string' ? parameters.method : 'GET',
		path,
		query: buildQuery(
			path,
			parameters.specifyQuery === 'json'
				? (parseJsonPairs(parameters.jsonQuery) ?? [])
				: getPairs(parameters.query, 'parameter'),
		),
		ownParameters: ['path'],
		setPath: (current) => {
			parameters.path = mark + current;
		},
		enableExperimental: () => enableExperimentalOption(parameters),
	};
}
