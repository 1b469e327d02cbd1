import {
	EXPERIMENTAL,
	isExperimental,
	type RequestAdapter,
	type HeaderUpdate,
} from './requestAdapter.mts';
import { isRecord } from './isRecord.mts';
import { getPairs, parseJsonPairs, buildQuery, type NameValuePair } from './nameValuePairs.mts';
import { parseIscUrl } from './url.mts';
import type { WorkflowNode } from './workflow.mts';

const TYPE = /^n8n-nodes-base\.httpRequest(Tool)?$/;
/** The former agent tool stores query and headers in another form, which is migrated by hand. */
const FORMER_TOOL = '@n8n/n8n-nodes-langchain.toolHttpRequest';
export const CREDENTIAL = 'iscOAuth2Api';

export const isHttpRequest = ({ type }: WorkflowNode) => TYPE.test(type) || type === FORMER_TOOL;

type Parameters = Record<string, unknown>;

/** Names of the node's parameters, which changed in version 3. */
interface ParameterNames {
	method: string;
	/** Name of the parameter, and the key of its list of pairs. */
	query: [parameter: string, list: string];
	headers: [parameter: string, list: string];
	jsonQuery: string;
	headersJson: string;
	isQueryJson(parameters: Parameters): boolean;
	isHeadersJson(parameters: Parameters): boolean;
}

const CURRENT_NAMES: ParameterNames = {
	method: 'method',
	query: ['queryParameters', 'parameters'],
	headers: ['headerParameters', 'parameters'],
	jsonQuery: 'jsonQuery',
	headersJson: 'jsonHeaders',
	isQueryJson: ({ specifyQuery }) => specifyQuery === 'json',
	isHeadersJson: ({ specifyHeaders }) => specifyHeaders === 'json',
};

const FORMER_NAMES: ParameterNames = {
	method: 'requestMethod',
	query: ['queryParametersUi', 'parameter'],
	headers: ['headerParametersUi', 'parameter'],
	jsonQuery: 'queryParametersJson',
	headersJson: 'headerParametersJson',
	isQueryJson: ({ jsonParameters }) => jsonParameters === true,
	isHeadersJson: ({ jsonParameters }) => jsonParameters === true,
};

/** Whether text contains the header name, such as an expression that returns headers. */
const containsExperimental = (typed: unknown) =>
	typeof typed === 'string' && typed.toLowerCase().includes(EXPERIMENTAL.toLowerCase());

function addHeaderToJson(parameters: Parameters, name: string, isOff: boolean): HeaderUpdate {
	const typed = isOff ? '{}' : (parameters[name] ?? '{}');
	const pairs = parseJsonPairs(typed);
	if (!pairs) return containsExperimental(typed) ? 'alreadyEnabled' : 'unclear';
	if (pairs.some((pair) => isExperimental(pair.name))) return 'alreadyEnabled';
	const headers = Object.fromEntries(pairs.map((pair) => [pair.name, pair.value]));
	parameters[name] = JSON.stringify({ ...headers, [EXPERIMENTAL]: 'true' }, undefined, 2);
	return 'enabled';
}

function addHeaderToPairs(
	parameters: Parameters,
	[parameter, list]: ParameterNames['headers'],
	isOff: boolean,
): HeaderUpdate {
	const former = parameters[parameter];
	const pairs = isOff ? [] : getPairs(former, list);
	if (pairs.some(({ name }) => isExperimental(name))) return 'alreadyEnabled';
	const listed = isRecord(former) && !isOff ? former[list] : undefined;
	const existing = Array.isArray(listed) ? (listed as unknown[]) : [];
	const header: NameValuePair = { name: EXPERIMENTAL, value: 'true' };
	parameters[parameter] = { ...(isRecord(former) && former), [list]: [...existing, header] };
	return 'enabled';
}

function addExperimentalHeader(parameters: Parameters, names: ParameterNames): HeaderUpdate {
	// Since version 3, headers are sent only if the setting is on. Headers entered before that are not sent.
	const isOff = names === CURRENT_NAMES && parameters.sendHeaders !== true;
	if (isOff && parameters.sendHeaders !== undefined && parameters.sendHeaders !== false) {
		return 'unclear';
	}
	const update = names.isHeadersJson(parameters)
		? addHeaderToJson(parameters, names.headersJson, isOff)
		: addHeaderToPairs(parameters, names.headers, isOff);
	if (update === 'enabled' && isOff) parameters.sendHeaders = true;
	return update;
}

function getQueryPairs(parameters: Parameters, names: ParameterNames): NameValuePair[] {
	if (names === CURRENT_NAMES && parameters.sendQuery !== true) return [];
	return names.isQueryJson(parameters)
		? (parseJsonPairs(parameters[names.jsonQuery]) ?? [])
		: getPairs(parameters[names.query[0]], names.query[1]);
}

/** Reads the ISC request of an HTTP Request node; undefined for other nodes and hosts. */
export function readHttpRequestNode(node: WorkflowNode): RequestAdapter | undefined {
	const { type, parameters } = node;
	if (!isHttpRequest(node) || !parameters || typeof parameters.url !== 'string') return undefined;
	// n8n keeps credentials of previously selected types, so only the type shows which one is used.
	const usesCredential =
		parameters.authentication === 'predefinedCredentialType' &&
		parameters.nodeCredentialType === CREDENTIAL;
	const url = parseIscUrl(parameters.url, usesCredential);
	if (!url) return undefined;

	const isFormerTool = type === FORMER_TOOL;
	const names = (node.typeVersion ?? 1) < 3 && !isFormerTool ? FORMER_NAMES : CURRENT_NAMES;
	const method = parameters[names.method];
	return {
		method: typeof method === 'string' ? method : 'GET',
		path: url.path,
		query: buildQuery(url.path, getQueryPairs(parameters, names)),
		...(url.unknownHost && { unknownHost: url.unknownHost }),
		ownParameters: ['url'],
		setPath: (current) => {
			parameters.url = url.before + current;
		},
		enableExperimental: () => (isFormerTool ? 'unclear' : addExperimentalHeader(parameters, names)),
	};
}
