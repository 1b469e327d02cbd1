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

/** Runs an agent whose model fills in the ID of an account. Returns what the tool was called with and what it returned. */
async function askAgent(accountId: string, parameters: Record<string, unknown> = {}) {
	const { credential, editor, run } = stage;
	const model = await startModel({ account_id: accountId });
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
			...parameters,
		});
		const execution = await run(agentWith(tool, { id }));
		expect(execution.error?.message).toBeUndefined();
		expect(model.asked).toHaveLength(2);
		const response = model.asked[1]!.messages.at(-1)!;
		expect(response.role).toBe('tool');
		return { tools: JSON.stringify(model.asked[0]!.tools), response: String(response.content) };
	} finally {
		await model.close();
	}
}

/** Reads the only record that the tool returned to the model. */
function parseRecord(response: string): Record<string, unknown> {
	const [item] = JSON.parse(response) as Array<Record<string, unknown>>;
	return (item?.json ?? item) as Record<string, unknown>;
}

describe('an agent', () => {
	it('uses an operation, fills in its ID and gets a simplified record', async () => {
		const account = stage.tenant.data.accounts.at(2)!;
		const { tools, response } = await askAgent(account.id);
		// Older n8n that npm has installed describes the values of a tool by another version of its schema library.
		if (!isOlderThan('2.38')) expect(tools).toContain('ID of the account');
		expect(stage.tenant.counters.requests.map(({ url }) => url)).toContain(
			`/accounts/v1/${account.id}`,
		);
		const record = parseRecord(response);
		expect(record).toMatchObject({ id: account.id, name: account.name });
		expect(Object.keys(record).length).toBeLessThanOrEqual(10);
		expect(record).not.toHaveProperty('attributes');
	});

	it('gets all fields with Output Raw', async () => {
		const account = stage.tenant.data.accounts.at(2)!;
		const { response } = await askAgent(account.id, { outputMode: 'raw' });
		expect(Object.keys(parseRecord(response)).length).toBeGreaterThan(20);
	});

	it('gets the named fields with Output Selected Fields', async () => {
		const account = stage.tenant.data.accounts.at(2)!;
		const { response } = await askAgent(account.id, {
			outputMode: 'selectedFields',
			outputFields: 'name, disabled',
		});
		expect(parseRecord(response)).toEqual({ name: account.name, disabled: account.disabled });
	});

	it('reads how to fix an error together with the error', async () => {
		const { response } = await askAgent('0123456789abcdef0123456789abcdef');
		expect(response).toMatch(/404/);
		expect(response).toMatch(/check the ID/i);
	});
});
