import { runAgent } from './support/agent.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';
import { isc } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 }, logBodies: true });

/** Runs an agent whose model calls its only tool with some values. Returns the requests of the tool, and its response. */
async function callTool(values: Record<string, unknown>, parameters: Record<string, unknown>) {
	const { asked, execution } = await runAgent(stage, values, (id) => isc(id, parameters));
	const response = asked[1]?.messages.at(-1)?.content ?? execution.error?.message;
	const requests = stage.tenant.counters.requests.filter(({ url }) => !url.startsWith('/oauth'));
	return { requests, response: String(response) };
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
