import { isExperimental, isExpression, type Call, type Switched } from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';
import { pairsIn, pairsOfJson, queryOf } from './nameValuePairs.mts';
import type { WorkflowNode } from './workflow.mts';

/** Our node, also where it is the tool of an agent. */
const TYPE = /^(n8n-nodes-sailpoint-isc|CUSTOM)\.isc(Tool)?$/;

/** Any node of this package. */
export const isOurs = ({ type }: WorkflowNode) =>
	/^(n8n-nodes-sailpoint-isc|CUSTOM)\.isc[A-Z]/.test(type);

export const isRequestNode = ({ type }: WorkflowNode) => TYPE.test(type);

function switchOn(parameters: Record<string, unknown>): Switched {
	const options = isRecord(parameters.options) ? parameters.options : {};
	const headers = pairsIn(parameters.headers, 'parameter');
	if (options.experimental === true || headers.some(({ name }) => isExperimental(name))) {
		return 'was on';
	}
	if (isExpression(options.experimental) || isExpression(parameters.options)) return 'unclear';
	parameters.options = { ...options, experimental: true };
	return 'switched on';
}

/** @returns the call of a custom request of our node; undefined for any other node */
export function callOfRequestNode({ type, parameters }: WorkflowNode): Call | undefined {
	if (!TYPE.test(type) || !parameters) return undefined;
	if (parameters.resource !== 'customRequest') return undefined;
	const typed = typeof parameters.path === 'string' ? parameters.path : '';
	const [, mark = '', path = ''] = /^(=?)\s*(.*?)\s*$/s.exec(typed) ?? [];
	return {
		method: typeof parameters.method === 'string' ? parameters.method : 'GET',
		path,
		query: queryOf(
			path,
			parameters.specifyQuery === 'json'
				? (pairsOfJson(parameters.jsonQuery) ?? [])
				: pairsIn(parameters.query, 'parameter'),
		),
		own: ['path'],
		setPath: (current) => {
			parameters.path = mark + current;
		},
		switchOnExperimental: () => switchOn(parameters),
	};
}
