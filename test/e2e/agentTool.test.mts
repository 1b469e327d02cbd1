import { runAgent } from './support/agent.mts';
import { isOlderThan } from '../../tools/n8n/installation.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';
import { isc } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** Runs an agent whose model fills in values. Returns what the tool was called with and what it returned. */
async function callTool(
	values: Record<string, unknown>,
	buildTool: (credentialId: string) => ReturnType<typeof isc>,
) {
	const { asked, execution } = await runAgent(stage, values, buildTool);
	expect(execution.error?.message).toBeUndefined();
	expect(asked).toHaveLength(2);
	const response = asked[1]!.messages.at(-1)!;
	expect(response.role).toBe('tool');
	return { tools: JSON.stringify(asked[0]!.tools), response: String(response.content) };
}

/** Runs an agent whose model fills in the ID of an account. */
const askAgent = async (accountId: string, parameters: Record<string, unknown> = {}) =>
	await callTool({ account_id: accountId }, (credentialId) =>
		isc(credentialId, {
			resource: 'account',
			operation: 'getAccountV1',
			pathParameter1: {
				__rl: true,
				mode: 'id',
				value: "={{ $fromAI('account_id', 'ID of the account', 'string') }}",
			},
			...parameters,
		}),
	);

/** Runs an agent whose model fills in a name to search for. */
const searchAsAgent = async (name: string, parameters: Record<string, unknown> = {}) =>
	await callTool({ name }, (credentialId) => ({
		...isc(credentialId, {}),
		type: 'n8n-nodes-sailpoint-isc.iscSearch',
		parameters: {
			operation: 'search',
			limit: 3,
			conditions: {
				condition: [
					{
						field: 'name',
						operator: 'equals',
						value: "={{ $fromAI('name', 'Name of the identity', 'string') }}",
					},
				],
			},
			...parameters,
		},
	}));

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

	// In n8n 1.123 and 2.20, an error of a tool ends the run of the agent.
	itSince('2.38')('reads how to fix an error together with the error', async () => {
		const { response } = await askAgent('0123456789abcdef0123456789abcdef');
		expect(response).toMatch(/404/);
		expect(response).toMatch(/check the ID/i);
	});
});

describe('an agent with the search node', () => {
	it('searches by a value that it fills in and gets short documents', async () => {
		const identity = stage.tenant.data.identities.at(4)!;
		const { response } = await searchAsAgent(identity.name);
		const document = parseRecord(response);
		expect(document).toMatchObject({ id: identity.id, name: identity.name });
		expect(Object.keys(document).length).toBeLessThanOrEqual(10);
		expect(response.length).toBeLessThan(600);
	});

	it('gets all fields with Output Raw', async () => {
		const identity = stage.tenant.data.identities.at(4)!;
		const { response } = await searchAsAgent(identity.name, { outputMode: 'raw' });
		expect(parseRecord(response)).toHaveProperty('access');
		expect(response.length).toBeGreaterThan(2000);
	});

	it('gets the named fields with Output Selected Fields', async () => {
		const { name, emailAddress } = stage.tenant.data.identities.at(4)!;
		const { response } = await searchAsAgent(name, {
			outputMode: 'selectedFields',
			outputFields: 'name, email',
		});
		expect(parseRecord(response)).toEqual({ name, email: emailAddress });
	});
});
