import { EXPERIMENTAL, isExperimental, type Call, type Switched } from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';
import { pairsIn, pairsOfJson, queryOf, type Pair } from './nameValuePairs.mts';
import { readIscUrl } from './url.mts';
import type { WorkflowNode } from './workflow.mts';

const TYPE = /^n8n-nodes-base\.httpRequest(Tool)?$/;
/** The former tool of agents keeps its query and headers in another form, which is left to a person. */
const FORMER_TOOL = '@n8n/n8n-nodes-langchain.toolHttpRequest';
export const CREDENTIAL = 'iscOAuth2Api';

export const isHttpRequest = ({ type }: WorkflowNode) => TYPE.test(type) || type === FORMER_TOOL;

type Parameters = Record<string, unknown>;

/** Names of the node's parameters, which changed with its third version. */
interface Names {
	method: string;
	/** Of the pairs, and the key of their list. */
	query: [parameter: string, list: string];
	headers: [parameter: string, list: string];
	jsonQuery: string;
	headersJson: string;
	isQueryJson(parameters: Parameters): boolean;
	isHeadersJson(parameters: Parameters): boolean;
}

const TODAY: Names = {
	method: 'method',
	query: ['queryParameters', 'parameters'],
	headers: ['headerParameters', 'parameters'],
	jsonQuery: 'jsonQuery',
	headersJson: 'jsonHeaders',
	isQueryJson: ({ specifyQuery }) => specifyQuery === 'json',
	isHeadersJson: ({ specifyHeaders }) => specifyHeaders === 'json',
};

const FORMERLY: Names = {
	method: 'requestMethod',
	query: ['queryParametersUi', 'parameter'],
	headers: ['headerParametersUi', 'parameter'],
	jsonQuery: 'queryParametersJson',
	headersJson: 'headerParametersJson',
	isQueryJson: ({ jsonParameters }) => jsonParameters === true,
	isHeadersJson: ({ jsonParameters }) => jsonParameters === true,
};

/** An expression may well hold the header as text. */
const namesExperimental = (typed: unknown) =>
	typeof typed === 'string' && typed.toLowerCase().includes(EXPERIMENTAL.toLowerCase());

function switchOnInJson(parameters: Parameters, name: string, isOff: boolean): Switched {
	const typed = isOff ? '{}' : (parameters[name] ?? '{}');
	const pairs = pairsOfJson(typed);
	if (!pairs) return namesExperimental(typed) ? 'was on' : 'unclear';
	if (pairs.some((pair) => isExperimental(pair.name))) return 'was on';
	const headers = Object.fromEntries(pairs.map((pair) => [pair.name, pair.value]));
	parameters[name] = JSON.stringify({ ...headers, [EXPERIMENTAL]: 'true' }, undefined, 2);
	return 'switched on';
}

function switchOnInPairs(
	parameters: Parameters,
	[parameter, list]: Names['headers'],
	isOff: boolean,
): Switched {
	const former = parameters[parameter];
	const pairs = isOff ? [] : pairsIn(former, list);
	if (pairs.some(({ name }) => isExperimental(name))) return 'was on';
	const listed = isRecord(former) && !isOff ? former[list] : undefined;
	const kept = Array.isArray(listed) ? (listed as unknown[]) : [];
	const header: Pair = { name: EXPERIMENTAL, value: 'true' };
	parameters[parameter] = { ...(isRecord(former) && former), [list]: [...kept, header] };
	return 'switched on';
}

function switchOn(parameters: Parameters, names: Names): Switched {
	// Since the third version headers are sent only if they are switched on; what was typed before stays unsent.
	const isOff = names === TODAY && parameters.sendHeaders !== true;
	if (isOff && parameters.sendHeaders !== undefined && parameters.sendHeaders !== false) {
		return 'unclear';
	}
	const switched = names.isHeadersJson(parameters)
		? switchOnInJson(parameters, names.headersJson, isOff)
		: switchOnInPairs(parameters, names.headers, isOff);
	if (switched === 'switched on' && isOff) parameters.sendHeaders = true;
	return switched;
}

function pairsOfQuery(parameters: Parameters, names: Names): Pair[] {
	if (names === TODAY && parameters.sendQuery !== true) return [];
	return names.isQueryJson(parameters)
		? (pairsOfJson(parameters[names.jsonQuery]) ?? [])
		: pairsIn(parameters[names.query[0]], names.query[1]);
}

/** @returns the call of an HTTP Request node that goes to ISC; undefined for any other node */
export function callOfHttpRequestNode(node: WorkflowNode): Call | undefined {
	const { type, parameters } = node;
	if (!isHttpRequest(node) || !parameters || typeof parameters.url !== 'string') return undefined;
	// n8n keeps credentials of types that were chosen before: only the type tells which one is used.
	const isSure =
		parameters.authentication === 'predefinedCredentialType' &&
		parameters.nodeCredentialType === CREDENTIAL;
	const url = readIscUrl(parameters.url, isSure);
	if (!url) return undefined;

	const isFormerTool = type === FORMER_TOOL;
	const names = (node.typeVersion ?? 1) < 3 && !isFormerTool ? FORMERLY : TODAY;
	const method = parameters[names.method];
	return {
		method: typeof method === 'string' ? method : 'GET',
		path: url.path,
		query: queryOf(url.path, pairsOfQuery(parameters, names)),
		...(url.unknownHost && { unknownHost: url.unknownHost }),
		own: ['url'],
		setPath: (current) => {
			parameters.url = url.before + current;
		},
		switchOnExperimental: () => (isFormerTool ? 'unclear' : switchOn(parameters, names)),
	};
}
