import { isOlderThan } from '../../../tools/n8n/installation.mts';
import type { Workflow } from '../../../tools/n8n/types.mts';
import { startModel } from './fakeLanguageModel.mts';
import type { Stage } from './fixture.mts';
import { chain, start } from './workflows.mts';
import type { isc } from './workflows.mts';

type Node = ReturnType<typeof isc>;

/** Builds a workflow of an agent with a node as its only tool. */
function buildAgent(tool: Node, modelCredentialId: string): Workflow {
	const agent = chain(start, {
		name: 'Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: isOlderThan('2') ? 3 : 3.1,
		parameters: { promptType: 'define', text: 'Which account is it?', options: {} },
	});
	const { nodes } = chain(
		{ ...tool, type: `${tool.type}Tool` },
		{
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.3,
			parameters: {
				model: { __rl: true, mode: 'id', value: 'stand-in' },
				responsesApiEnabled: false,
				options: {},
			},
			credentials: { openAiApi: { id: modelCredentialId, name: 'stand-in' } },
		},
	);
	const connect = (name: string, kind: string) =>
		({
			[name]: { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] },
		}) as unknown as Workflow['connections'];
	return {
		...agent,
		nodes: [...agent.nodes, ...nodes],
		connections: {
			...agent.connections,
			...connect('Model', 'ai_languageModel'),
			...connect('ISC', 'ai_tool'),
		},
	};
}

/**
 * Runs an agent whose model calls its only tool with some values.
 * @param buildTool builds the node that is the tool, with a credential
 * @returns what the model was asked, and the execution
 */
export async function runAgent(
	{ credential, editor, run }: Stage,
	values: Record<string, unknown>,
	buildTool: (credentialId: string) => Node,
) {
	const model = await startModel(values);
	try {
		const modelCredentialId = await editor.createCredential({
			name: 'stand-in',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const execution = await run(buildAgent(buildTool(await credential()), modelCredentialId));
		return { asked: model.asked, execution };
	} finally {
		await model.close();
	}
}
