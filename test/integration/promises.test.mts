/* Promises of the docs that no other file tests. */
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { countRequests, createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';
import { useScript } from './scripted.mts';

const tenant = useTenant({ counts: { identities: 20, accounts: 1_500 } });
const { answer, sent, store } = useScript();

describe('a date without an offset', () => {
	const workflowSettings = { timezone: 'America/Chicago' };

	test("is in the workflow's time zone in a field", async () => {
		const values = { 'body.name': 'n8n', 'body.expirationDate': '2030-01-31T12:00:00' };
		const parameters = {
			resource: 'personalAccessToken',
			operation: 'createPersonalAccessTokenV1',
			values: { mappingMode: 'defineBelow', value: values },
		};
		await runNode(store(), { parameters, workflowSettings });
		expect(JSON.parse(sent[0]!.body)).toMatchObject({ expirationDate: '2030-01-31T18:00:00.000Z' });
	});

	test('is in UTC in a filter', async () => {
		answer(() => ({ body: [] }));
		const filter = [{ field: 'created', operator: 'gt', value: '2030-01-31T12:00:00' }];
		const parameters = {
			resource: 'account',
			operation: 'listAccountsV1',
			filterRows: { filter },
		};
		await runNode(store(), { parameters, workflowSettings });
		expect(sent[0]!.query.filters).toBe('created gt 2030-01-31T12:00:00.000Z');
	});
});

test('a number that would lose digits is never sent', async () => {
	const run = (value: string) =>
		runNode(store(), {
			parameters: {
				resource: 'apiOperation',
				apiOperation: 'updateRecommendationsConfigV1',
				values: {
					mappingMode: 'defineBelow',
					value: { 'body.peerGroupPercentageThreshold': value },
				},
			},
		});
	const { message } = await getFailure(run('0.12345678901234567890'));
	expect(message).toMatch(/contains the number 0.12345678901234567890, which would lose digits$/);
	expect(sent).toEqual([]);
	await run('0.5');
	expect(JSON.parse(sent[0]!.body)).toEqual({ peerGroupPercentageThreshold: 0.5 });
});

describe('a list with Return All', () => {
	const list = (options: IDataObject = {}, more: IDataObject = {}) =>
		runNode(createCredential(tenant()), {
			parameters: { method: 'GET', path: '/accounts/v1', returnAll: true, options, ...more },
		});

	test.each(['full', 'none'])(
		'is one page and one item with Response Format %s',
		async (format) => {
			const { items } = await list({ responseFormat: format });
			expect(items).toHaveLength(1);
			expect(countRequests(tenant(), 'GET /accounts/v1')).toBe(1);
		},
	);

	test.each([
		[{}, 'true'],
		[{ returnAll: false, limit: 751 }, 'true'],
		[{ returnAll: false, limit: 750 }, null],
	])('requests its total with the first page (%j)', async (more, count) => {
		await list({}, more);
		const { url } = tenant().counters.requests.find(({ url: sentTo }) =>
			sentTo.startsWith('/accounts/v1'),
		)!;
		expect(new URL(url, tenant().url).searchParams.get('count')).toBe(count);
	});
});

test('a long run shows its progress every five seconds, in the log and in the editor', async () => {
	let passedMs = 0;
	const start = performance.now();
	jest.spyOn(performance, 'now').mockImplementation(() => start + passedMs);
	const log: string[] = [];
	const contexts = Object.getPrototypeOf(ExecuteContext.prototype) as ExecuteContext;
	const logger = { info: (text: string) => log.push(text), warn: () => {}, debug: () => {} };
	jest.spyOn(contexts, 'logger', 'get').mockReturnValue(logger as never);
	const inEditor: string[] = [];
	answer(({ query }) => {
		passedMs += 2_000;
		const offset = Number(query.offset);
		const count = offset < 1_500 ? 250 : 0;
		return { body: Array.from({ length: count }, (_, index) => ({ id: `${offset + index}` })) };
	});
	await runNode(store(), {
		parameters: {
			method: 'GET',
			path: '/accounts/v1',
			returnAll: true,
			options: { maxParallel: 1 },
		},
		sendDataToUI: (_type, data) =>
			inEditor.push(...((data as IDataObject).messages as string[])) > 0,
	});
	const progress = log.filter((line) => line.endsWith('so far'));
	// Seven pages take 14 seconds.
	expect(progress).toHaveLength(2);
	expect(progress[0]).toMatch(/^GET \/accounts\/v1: [\d,]+ records in 3 requests so far$/);
	expect(inEditor.map((text) => text.replaceAll('"', ''))).toEqual(progress);
});

test.each<Record<string, string>>([{}, { 'x-total-count': '' }])(
	'Count fails if ISC returns no number (%j)',
	async (headers) => {
		tenant().faults.add({ path: '/search/v1/count', status: 204, headers });
		const { message } = await getFailure(
			runNode(createCredential(tenant()), {
				nodeType: new IscSearch() as INodeType,
				parameters: { operation: 'count', indices: ['identities'] },
			}),
		);
		expect(message).toBe("ISC didn't return the number of documents");
	},
);
