import type { Workflow } from '../../tools/n8n/types.mts';
import { startModel } from './support/fakeLanguageModel.mts';
import { isOlderThan } from '../../tools/n8n/installation.mts';
import { useStage } from './support/fixture.mts';
import { chain, isc, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** An agent with our node as its only tool. */
function agentWith(tool: ReturnType<typeof isc>, model: { id: string }): Workflow {
	const workflow = chain(start, {
		name: 'Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: isOlderThan('2') ? 3 : 3.1,
		parameters: { promptType: 'define', text: 'Which account is it?', options: {} },
	});
	const aside = (name: string, kind: string) => ({
		[name]: { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] },
	});
	const others = chain(
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
			credentials: { openAiApi: { id: model.id, name: 'stand-in' } },
		},
	).nodes;
	return {
		...workflow,
		nodes: [...workflow.nodes, ...others],
		connections: {
			...workflow.connections,
			...(aside('Model', 'ai_languageModel') as unknown as Workflow['connections']),
			...(aside('ISC', 'ai_tool') as unknown as Workflow['connections']),
		},
	};
}

it('an agent uses an operation, and fills in what it was asked to', async () => {
	const { tenant, credential, editor, run } = stage;
	const account = tenant.data.accounts.at(2)!;
	const model = await startModel({ account_id: account.id });
	try {
		const id = await editor.createCredential({
			name: 'stand-in',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const tool = isc(await credential(), {
			resource: 'account',
			operation: 'getAccountV1',
			pathParameter1: {
				__rl: true,
				mode: 'id',
				value: "={{ $fromAI('account_id', 'ID of the account', 'string') }}",
			},
		});
		const execution = await run(agentWith(tool, { id }));
		expect(execution.error?.message).toBeUndefined();
		expect(model.asked).toHaveLength(2);
		// Older n8n that npm has installed describes the values of a tool by another version of its schema library.
		if (!isOlderThan('2.38')) {
			expect(JSON.stringify(model.asked[0]!.tools)).toContain('ID of the account');
		}
		expect(JSON.stringify(model.asked[1]!.messages)).toContain(account.name);
		expect(tenant.counters.requests.map(({ url }) => url)).toContain(`/accounts/v1/${account.id}`);
	} finally {
		await model.close();
	}
});
