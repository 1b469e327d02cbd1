import type { Workflow } from '../../tools/n8n/types.mts';
import { startModel } from './support/fakeLanguageModel.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';
import { chain, isc, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 }, logBodies: true });

/** Connects a node to the agent. */
const connect = (name: string, kind: string) =>
	({
		[name]: { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] },
	}) as unknown as Workflow['connections'];

/** Runs an agent whose model calls its only tool with some values. Returns the requests of the tool, and its response. */
async function callTool(values: Record<string, unknown>, parameters: Record<string, unknown>) {
	const { credential, editor, run, tenant } = stage;
	const model = await startModel(values);
	try {
		const openAi = await editor.createCredential({
			name: 'fake',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const agent = chain(start, {
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Do it', options: {} },
		});
		const tool = isc(await credential(), parameters);
		const { nodes } = chain(
			{ ...tool, type: `${tool.type}Tool` },
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.3,
				parameters: {
					model: { __rl: true, mode: 'id', value: 'fake' },
					responsesApiEnabled: false,
					options: {},
				},
				credentials: { openAiApi: { id: openAi, name: 'fake' } },
			},
		);
		const execution = await run({
			...agent,
			nodes: [...agent.nodes, ...nodes],
			connections: {
				...agent.connections,
				...connect('Model', 'ai_languageModel'),
				...connect('ISC', 'ai_tool'),
			},
		});
		const response = model.asked[1]?.messages.at(-1)?.content ?? execution.error?.message;
		const requests = tenant.counters.requests.filter(({ url }) => !url.startsWith('/oauth'));
		return { requests, response: String(response) };
	} finally {
		await model.close();
	}
}

const defined = (type: string) => `={{ $fromAI('x', 'The value', '${type}') }}`;
const list = (field: string, operator: string, type: string) => ({
	resource: 'account',
	operation: 'listAccountsV1',
	limit: 2,
	filterRows: { filter: [{ field, operator, value: defined(type) }] },
});
const FENCE = '```';

// Older versions end the agent's run with the error.
describe('a value that the model defines', () => {
	itSince('2.38')('can be a boolean, or its text', async () => {
		for (const [type, x] of [
			['boolean', true],
			['boolean', 'true'],
			['string', 'true'],
			['string', ' True\n'],
		] as const) {
			stage.tenant.reset();
			const { requests } = await callTool({ x }, list('uncorrelated', 'eq', type));
			expect(requests).toHaveLength(1);
			const { searchParams } = new URL(requests[0]!.url, 'http://isc');
			expect(searchParams.get('filters')).toBe('uncorrelated eq true');
		}
	});

	itSince('2.38')('can be a list in Markdown', async () => {
		const x = `${FENCE}json\n["a", "b"]\n${FENCE}`;
		const { requests } = await callTool({ x }, list('id', 'in', 'string'));
		const { searchParams } = new URL(requests[0]!.url, 'http://isc');
		expect(searchParams.get('filters')).toBe('id in ("a","b")');
	});

	itSince('2.38').each<[string, unknown, ReturnType<typeof list>, RegExp]>([
		['a number for a boolean', 1, list('uncorrelated', 'eq', 'boolean'), /invalid boolean/],
		['no boolean', 'yes', list('uncorrelated', 'eq', 'string'), /'Filters' has an invalid boolean/],
		['an empty text', '', list('name', 'eq', 'string'), /'Filters' has no value for 'name'/],
		['a list of Python', "['a', 'b']", list('id', 'in', 'string'), /'Filters' isn't a valid JSON/],
	])('is %s: nothing is sent, and the model learns why', async (_name, x, parameters, message) => {
		const { requests, response } = await callTool({ x }, parameters);
		expect(requests).toEqual([]);
		expect(response).toMatch(message);
	});
});
