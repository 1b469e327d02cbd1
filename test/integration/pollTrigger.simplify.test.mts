import type { IDataObject } from 'n8n-workflow';

import { getFailure } from './fixture.mts';
import { addTask, anyList } from './polledRecords.mts';
import { idsOf, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, MINUTE } from './pollTimes.mts';

usePolledTenant({ counts: { identities: 20, accounts: 20, events: 20, workgroups: 5 } });

beforeEach(() => void addTask(began - HOUR, began - MINUTE));

/** Creates a trigger as the editor adds it today. */
function currentPoller(event: string, parameters: IDataObject = {}) {
	const trigger = poller(event, parameters);
	trigger.typeVersion = 1.1;
	return trigger;
}

const START = { startFrom: 'date', startDate: '2000-01-01T00:00:00Z', maxItems: 20 };
const fromStart = (parameters: IDataObject) => ({
	...parameters,
	options: { ...START, ...(parameters.options as IDataObject) },
});

const cases: Array<[string, IDataObject]> = [
	['accessRequestStatus', {}],
	['accountActivity', {}],
	['auditEvent', {}],
	['identityChanged', {}],
	['taskCompleted', {}],
	['workItem', {}],
	['searchQuery', { indices: ['identities'] }],
	['searchQuery', { indices: [] }],
	['listOperation', anyList('listAccountsV1')],
	['listOperation', { list: { __rl: true, mode: 'id', value: 'GET /accounts/v1' } }],
];

describe.each(cases)('%s %j', (event, parameters) => {
	test('returns up to 10 flat fields of the same records by default', async () => {
		const simplified = await currentPoller(event, fromStart(parameters)).poll();
		const raw = await currentPoller(event, fromStart({ ...parameters, simplify: false })).poll();
		expect(simplified.length).toBeGreaterThan(0);
		expect(simplified).toHaveLength(raw.length);
		for (const [index, record] of simplified.entries()) {
			expect(Object.keys(record).length).toBeLessThanOrEqual(10);
			expect(Object.keys(record).length).toBeLessThan(Object.keys(raw[index]!).length);
			if (record.id !== undefined) expect(record.id).toBe(raw[index]!.id);
		}
	});

	test('returns all fields in a workflow from before Simplify, which has no value for it', async () => {
		const old = poller(event, fromStart(parameters));
		const raw = currentPoller(event, fromStart({ ...parameters, simplify: false }));
		expect(await old.poll()).toEqual(await raw.poll());
	});
});

test('applies in the editor too', async () => {
	const [record] = await currentPoller('identityChanged').poll('manual');
	expect(record).toHaveProperty('department');
	expect(record).not.toHaveProperty('attributes');
});

test('changes neither the requests nor what is stored', async () => {
	const polls = [];
	for (const simplify of [true, false]) {
		tenant().counters.requests.length = 0;
		const trigger = currentPoller('identityChanged', fromStart({ simplify }));
		await trigger.poll();
		const requests = tenant().counters.requests.filter(({ url }) => url.startsWith('/search'));
		polls.push([requests.map(({ url, body }) => [url, body]), trigger.stored]);
	}
	expect(polls[0]).toEqual(polls[1]);
});

test('can be turned on and off in a running trigger, and no record is returned again', async () => {
	const trigger = currentPoller('identityChanged', fromStart({ options: { maxItems: 5 } }));
	const first = idsOf(await trigger.poll());
	trigger.parameters = { ...trigger.parameters, simplify: false };
	const second = idsOf(await trigger.poll());
	expect(new Set([...first, ...second]).size).toBe(10);
});

test('does not apply to selected fields', async () => {
	const options = { fields: 'id, attributes.department' };
	const [record] = await currentPoller('identityChanged', fromStart({ options })).poll();
	expect(Object.keys(record!).sort()).toEqual(['attributes', 'id']);
});

test('leaves the records of a list with few fields unchanged', async () => {
	const workgroups = anyList('listWorkgroupsV1', { dateField: 'created' });
	const records = await currentPoller('listOperation', fromStart(workgroups)).poll();
	expect(records[0]).toEqual(tenant().data.workgroups.at(0));
});

test('fails if its expression returns nothing', async () => {
	const trigger = currentPoller('identityChanged', { simplify: '={{ undefined }}' });
	expect((await getFailure(trigger.poll())).message).toContain("'Simplify' has no value");
});
