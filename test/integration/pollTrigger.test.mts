import type { IDataObject } from 'n8n-workflow';

import type { Table } from '../../simulator/src/data/table.mts';
import type { AnyRecord } from '../../simulator/src/data/types.mts';
import { countRequests } from './fixture.mts';
import { addLike, addTask, anyList } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';

usePolledTenant();

interface EventCase {
	event: string;
	/** Puts something into the tenant that is dated so. @returns what the record has in `mark` */
	add(at: number): unknown;
	mark: string;
	parameters?: IDataObject;
	route: string;
	/** How often it is asked for little: where a change may have left no date, twice. */
	requests?: number;
}

let count = 0;
const cases: EventCase[] = [
	{
		event: 'accessRequestStatus',
		mark: 'accountActivityItemId',
		route: 'GET /access-request-status/v1',
		requests: 2,
		add: (at) =>
			addLike(data().accessRequests, {
				accountActivityItemId: `item ${++count}`,
				created: iso(at),
				modified: iso(at),
			}).accountActivityItemId,
	},
	{
		event: 'accountActivity',
		mark: 'id',
		route: 'GET /account-activities/v1',
		requests: 2,
		add: (at) => addLike(data().accountActivities, { created: iso(at), modified: iso(at) }).id,
	},
	{
		event: 'auditEvent',
		mark: 'id',
		route: 'POST /search/v1',
		add: (at) => data().events.add({ created: iso(at), action: 'TEST' }).id,
	},
	{
		event: 'certificationDue',
		mark: 'id',
		route: 'GET /certifications/v1',
		add: (at) =>
			addLike(data().certifications, { due: iso(at), completed: false, phase: 'ACTIVE' }).id,
	},
	{
		event: 'identityChanged',
		mark: 'id',
		route: 'POST /search/v1',
		requests: 2,
		add(at) {
			const { id } = data().identities.at(++count % 50)!;
			data().identities.update(id, { modified: iso(at) });
			return id;
		},
	},
	{
		event: 'taskCompleted',
		mark: 'id',
		route: 'GET /task-status/v1',
		add: (at) => addTask(at - MINUTE, at),
	},
	{
		event: 'workItem',
		mark: 'id',
		route: 'GET /work-items/v1',
		add: (at) => addLike(data().workItems, { created: iso(at), state: 'Pending' }).id,
	},
	{
		event: 'listOperation',
		mark: 'id',
		parameters: anyList('GET /accounts/v1', { dateField: 'modified' }),
		route: 'GET /accounts/v1',
		requests: 2,
		add: (at) => addLike(data().accounts as unknown as Table<AnyRecord>, { modified: iso(at) }).id,
	},
	{
		event: 'searchQuery',
		mark: 'id',
		parameters: { indices: ['roles'], dateField: 'modified' },
		route: 'POST /search/v1',
		requests: 2,
		add: (at) => addLike(data().roles as unknown as Table<AnyRecord>, { modified: iso(at) }).id,
	},
];

describe.each(cases)('$event', ({ event, add, mark, parameters, route, requests = 1 }) => {
	const marksIn = (records: IDataObject[]) => records.map((record) => record[mark]);

	test('returns only new records, sorted by date', async () => {
		const trigger = poller(event, parameters);
		add(began - 10 * MINUTE);
		expect(await trigger.poll()).toEqual([]);
		world.time += MINUTE;
		const [second, first, third] = [
			add(world.time - 20_000),
			add(world.time - 30_000),
			add(world.time - 10_000),
		];
		expect(marksIn(await trigger.poll())).toEqual([first, second, third]);
		expect(await trigger.poll()).toEqual([]);
		world.time += MINUTE;
		expect(await trigger.poll()).toEqual([]);
		const fourth = add(world.time);
		expect(marksIn(await trigger.poll())).toEqual([fourth]);
	});

	test('sends no more requests than required for few new records', async () => {
		const trigger = poller(event, parameters);
		await trigger.poll();
		world.time += MINUTE;
		add(world.time - 10_000);
		tenant().counters.reset();
		expect(await trigger.poll()).toHaveLength(1);
		// All 1,001 accounts fit into no page: if they were read, there would be more requests.
		expect(countRequests(tenant(), route)).toBe(requests);
	});

	test('starts at a date, and returns remaining records with later polls', async () => {
		const from = began - 2 * HOUR;
		add(from - MINUTE);
		const old = [1, 2, 3, 4, 5].map((minutes) => add(from + minutes * MINUTE));
		const options = { startFrom: 'date', startDate: iso(from), maxItems: 2 };
		const trigger = poller(event, { ...parameters, options });
		expect(marksIn(await trigger.poll())).toEqual(old.slice(0, 2));
		expect(marksIn(await trigger.poll())).toEqual(old.slice(2, 4));
		expect(marksIn(await trigger.poll())).toEqual(old.slice(4));
		expect(await trigger.poll()).toEqual([]);
	});

	test('returns the latest records in the editor, without storing a state', async () => {
		const trigger = poller(event, parameters);
		const added = [1, 2, 3, 4, 5, 6].map((minutes) => add(began - (7 - minutes) * MINUTE));
		expect(marksIn(await trigger.poll('manual'))).toEqual(added.slice(1));
		expect(trigger.stored).toBe('{}');
		expect(await trigger.poll()).toEqual([]);
		const { stored } = trigger;
		await trigger.poll('manual');
		expect(trigger.stored).toBe(stored);
	});
});

describe('changed records', () => {
	test('are returned after each change', async () => {
		const trigger = poller('identityChanged');
		await trigger.poll();
		const { id } = data().identities.at(3)!;
		for (const step of [1, 2]) {
			world.time += MINUTE;
			data().identities.update(id, { modified: iso(world.time - step) });
			expect(await trigger.poll()).toEqual([expect.objectContaining({ id })]);
		}
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		['identityChanged', () => data().identities as unknown as Table<AnyRecord>],
		['accountActivity', () => data().accountActivities],
		['accessRequestStatus', () => data().accessRequests],
	])("aren't returned with New Only: %s", async (event, table) => {
		const [all, onlyNew] = [poller(event), poller(event, { recordFilter: 'created' })];
		await all.poll();
		await onlyNew.poll();
		world.time += MINUTE;
		const { id } = table().at(3)!;
		table().update(id, { modified: iso(world.time - SECOND) });
		expect(await all.poll()).toHaveLength(1);
		expect(await onlyNew.poll()).toEqual([]);
		addLike(table(), {
			created: iso(world.time),
			modified: iso(world.time),
			accountActivityItemId: 'another',
		});
		expect(await onlyNew.poll()).toHaveLength(1);
	});

	test('of the same item for two people are two records', async () => {
		const trigger = poller('accessRequestStatus');
		await trigger.poll();
		world.time += MINUTE;
		for (const accountActivityItemId of ['a', 'b']) {
			addLike(data().accessRequests, { accountActivityItemId, modified: iso(world.time) });
		}
		expect(await trigger.poll()).toHaveLength(2);
	});
});
