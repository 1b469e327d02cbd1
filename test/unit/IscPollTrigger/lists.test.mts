import { getOperationById, listOperations } from '../../../nodes/shared/catalogue/operations.ts';
import { searchLists } from '../../../nodes/IscPollTrigger/methods/listSearch.ts';
import {
	getSelectedList,
	isPollable,
} from '../../../nodes/IscPollTrigger/parameters/selectedList.ts';
import { chooseReadStrategy } from '../../../nodes/IscPollTrigger/sources/listSource.ts';

const names = async (filter?: string, token?: string) =>
	await searchLists.call(null as never, filter, token);

test('finds lists by words, and no other operations', async () => {
	const { results } = await names('accounts');
	expect(results[0]).toMatchObject({ value: 'GET /accounts/v1' });
	expect(results.every(({ value }) => /^GET [^{]+$/.test(String(value)))).toBe(true);
});

test('finds all lists page by page, and each can be selected', async () => {
	const found: string[] = [];
	let token: string | undefined;
	do {
		const page = await names('', token);
		found.push(...page.results.map(({ value }) => String(value)));
		token = page.paginationToken;
	} while (token);
	expect(found).toHaveLength(listOperations().filter(isPollable).length);
	expect(found.length).toBeGreaterThan(100);
	for (const name of found) expect(getSelectedList(name).method).toBe('GET');
});

test.each([
	['listAccountActivitiesV1', 'modified', 'incremental'],
	['listAccessRequestStatusV1', 'created', 'incremental'],
	['listAccessRequestStatusV1', 'modified', 'backwards'],
	['listIdentityCertificationsV1', 'due', 'backwards'],
	['getTaskStatusListV1', 'completed', 'whole'],
	['listWorkItemsV1', 'created', 'whole'],
])('%s by %s: %s', (id, date, way) =>
	expect(chooseReadStrategy(getOperationById(id)!, date)).toBe(way),
);

test("filters by a date that isn't a sorter", () => {
	const operation = getOperationById('listAccountActivitiesV1')!;
	expect(chooseReadStrategy({ ...operation, sorters: [] }, 'modified')).toBe('filter');
});
