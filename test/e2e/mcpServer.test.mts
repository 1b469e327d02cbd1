import { randomUUID } from 'node:crypto';

import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import type { Workflow } from '../../tools/n8n/types.mts';
import { useStage } from './support/fixture.mts';
import { usePublished } from './support/publishedWorkflows.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { itSince } from './support/versions.mts';
import { chain, isc } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });
const { publish } = usePublished(stage);

/** An MCP server whose tools are the given nodes. */
function serveTools(path: string, tools: Array<ReturnType<typeof isc>>): Workflow {
	const server = {
		name: 'Server',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, authentication: 'none' },
	};
	const nodes = tools.map((tool) => ({ ...tool, type: `${tool.type}Tool` }));
	const toServer = { ai_tool: [[{ node: server.name, type: 'ai_tool', index: 0 }]] };
	return {
		...chain(server, ...nodes),
		connections: Object.fromEntries(
			nodes.map(({ name }) => [name, toServer]),
		) as unknown as Workflow['connections'],
	};
}

/** Reads the only message of a response, which is JSON or one server-sent event. */
function parseMessage(text: string): { result?: unknown; error?: unknown } {
	const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
	return JSON.parse(data) as { result?: unknown };
}

/** Opens a session with an MCP server. Returns a function that calls its methods. */
async function connect(url: string) {
	const headers: Record<string, string> = {
		accept: 'application/json, text/event-stream',
		'content-type': 'application/json',
	};
	const post = async (message: object) => {
		const body = JSON.stringify({ jsonrpc: '2.0', ...message });
		const response = await fetchOnce(url, { method: 'POST', headers, body });
		headers['mcp-session-id'] ??= response.headers.get('mcp-session-id') ?? '';
		return await response.text();
	};
	const call = async (method: string, params: object = {}) => {
		const { result, error } = parseMessage(await post({ id: randomUUID(), method, params }));
		expect(error).toBeUndefined();
		return result as Record<string, unknown>;
	};
	await call('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	});
	await post({ method: 'notifications/initialized' });
	return call;
}

describe("n8n's MCP server", () => {
	itSince('2')('offers the nodes as tools and returns their records', async () => {
		const credential = await stage.credential();
		const path = randomUUID();
		const account = stage.tenant.data.accounts.at(2)!;
		const identity = stage.tenant.data.identities.at(4)!;
		const getAccount = isc(credential, {
			resource: 'account',
			operation: 'getAccountV1',
			pathParameter1: { __rl: true, mode: 'id', value: "={{ $fromAI('account_id') }}" },
		});
		const search = {
			...isc(credential, {}),
			name: 'Find Identity',
			type: 'n8n-nodes-sailpoint-isc.iscSearch',
			parameters: { operation: 'search', limit: 3, query: "={{ $fromAI('query') }}" },
		};
		await publish(serveTools(path, [{ ...getAccount, name: 'Get Account' }, search]));

		const call = await connect(`${sharedInstance().url}/mcp/${path}`);
		const { tools } = (await call('tools/list')) as { tools: Array<{ name: string }> };
		expect(tools.map(({ name }) => name).sort()).toEqual(['Find_Identity', 'Get_Account']);
		const found = [
			await call('tools/call', { name: 'Get_Account', arguments: { account_id: account.id } }),
			await call('tools/call', {
				name: 'Find_Identity',
				arguments: { query: `name.exact:"${identity.name}"` },
			}),
		].map((result) => JSON.stringify(result));
		expect(found[0]).toContain(account.name);
		expect(found[1]).toContain(identity.id);
	});
});
