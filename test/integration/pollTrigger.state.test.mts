import type { IDataObject } from 'n8n-workflow';

import { countRequests, getFailure } from './fixture.mts';
import { addLike, anyList } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';
import type { Poller } from './pollHarness.mts';

usePolledTenant();

describe('records that appear later than their date', () => {
	test('are returned once', async () => {
		tenant().options.indexLagMs = 4 * MINUTE;
		const trigger = poller('auditEvent');
		await trigger.poll();
		const delivered: unknown[] = [];
		const added: unknown[] = [];
		for (let minute = 1; minute <= 15; minute++) {
			world.time += MINUTE;
			if (minute <= 8) {
				for (const offset of [0, 20, 40]) {
					added.push(data().events.add({ created: iso(world.time - offset * SECOND) }).id);
				}
			}
			delivered.push(...(await trigger.poll()).map(({ id }) => id));
		}
		expect(added).toHaveLength(24);
		expect([...delivered].sort()).toEqual([...added].sort());
	});

	test.each([
		[{}, true],
		[{ lookBack: 5 }, false],
		[{ lookBack: 10 }, true],
	])('are found within the look-back %j', async (options, isFound) => {
		const trigger = poller('auditEvent', { options });
		await trigger.poll();
		for (let minute = 0; minute < 20; minute++) {
			world.time += MINUTE;
			await trigger.poll();
		}
		data().events.add({ created: iso(world.time - 8 * MINUTE) });
		expect(await trigger.poll()).toHaveLength(isFound ? 1 : 0);
	});

	test.each([
		[50, 60, true],
		[40, 60, false],
		[50, 240, false],
		[0, 0, false],
	])(
		'is warned of, if it comes %i minutes late and the look-back is %i: %p',
		async (minutes, lookBack, isWarned) => {
			tenant().options.indexLagMs = minutes * MINUTE;
			const trigger = poller('auditEvent', { options: { lookBack, fields: 'action' } });
			await trigger.poll();
			world.time += MINUTE;
			data().events.add({ created: iso(world.time) });
			world.time += minutes * MINUTE;
			expect(await trigger.poll()).toHaveLength(1);
			const warning = `ISC indexed an event ${minutes} minutes after it happened. The look-back is ${lookBack} minutes`;
			expect(trigger.warnings).toEqual(isWarned ? [expect.stringContaining(warning)] : []);
		},
	);

	test('cause no warning for other documents, which are indexed repeatedly', async () => {
		tenant().options.indexLagMs = 50 * MINUTE;
		const trigger = poller('identityChanged');
		await trigger.poll();
		world.time += MINUTE;
		data().identities.update(data().identities.at(3)!.id, { modified: iso(world.time) });
		world.time += 50 * MINUTE;
		expect(await trigger.poll()).toHaveLength(1);
		expect(trigger.warnings).toEqual([]);
	});

	test('a list has a look-back of 5 minutes', async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		world.time += 10 * MINUTE;
		await trigger.poll();
		addLike(data().accountActivities, { modified: iso(world.time - 5 * MINUTE + SECOND) });
		addLike(data().accountActivities, { modified: iso(world.time - 5 * MINUTE - SECOND) });
		expect(await trigger.poll()).toHaveLength(1);
	});
});

describe('5,000 new records', () => {
	const NEW = 5000;

	async function drain(trigger: Poller) {
		const batches: IDataObject[][] = [];
		do batches.push(await trigger.poll());
		while (batches.at(-1)!.length > 0);
		return batches;
	}

	test.each([
		['auditEvent', 22],
		['accountActivity', 56],
	])('of %s are returned 500 at a time, with at most %i requests', async (event, most) => {
		const trigger = poller(event);
		await trigger.poll();
		world.time += 20 * MINUTE;
		const table = event === 'auditEvent' ? data().events : data().accountActivities;
		const ids = Array.from({ length: NEW }, (_, index) => {
			// A third of them at the very same time, as a change of many at once makes them.
			const at = iso(
				index % 3 === 0 ? world.time - 10 * MINUTE : world.time - 15 * MINUTE + index * 100,
			);
			return addLike(table, { created: at, modified: at }).id;
		});
		tenant().counters.reset();
		const batches = await drain(trigger);
		expect(batches.map(({ length }) => length)).toEqual([...Array<number>(10).fill(500), 0]);
		const dates = batches.flat().map(({ created }) => String(created));
		expect(dates).toEqual([...dates].sort());
		expect(new Set(batches.flat().map(({ id }) => id))).toEqual(new Set(ids));
		process.stdout.write(`5,000 of ${event}: ${tenant().counters.total} requests\n`);
		expect(tenant().counters.total).toBeLessThanOrEqual(most);
		expect(trigger.stored.length).toBeLessThan(5000 * 30);
	});
});

describe('read strategies of lists', () => {
	const asked = () => new URL(tenant().counters.requests.at(-1)!.url, 'http://x').searchParams;
	const one = async (list: string, dateField: string) =>
		await poller('listOperation', anyList(list, { dateField })).poll();

	test('filters and sorts by date if both are supported', async () => {
		await one('listAccountActivitiesV1', 'modified');
		expect(asked().get('filters')).toBe(`modified ge ${iso(began)}`);
		expect(asked().get('sorters')).toBe('modified');
	});

	test("sends one more request at the first poll, for the tenant's time", async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		expect(countRequests(tenant(), 'POST /search/v1')).toBe(2);
		await trigger.poll();
		expect(countRequests(tenant(), 'POST /search/v1')).toBe(3);
	});

	test('reads backwards from the newest record if only sorting is supported', async () => {
		await one('listAccessRequestStatusV1', 'modified');
		expect(asked().get('filters')).toBeNull();
		expect(asked().get('sorters')).toBe('-modified');
	});

	test('reads the whole list if neither is supported', async () => {
		await one('listWorkItemsV1', 'created');
		expect([asked().get('filters'), asked().get('sorters')]).toEqual([null, null]);
	});

	test('reads the whole list again with each poll', async () => {
		for (let index = 0; index < 1000; index++) {
			addLike(data().workItems, { created: iso(began - HOUR), state: 'Pending' });
		}
		const trigger = poller('workItem');
		await trigger.poll();
		tenant().counters.reset();
		world.time += MINUTE;
		const { id } = addLike(data().workItems, { created: iso(world.time), state: 'Pending' });
		expect((await trigger.poll()).map((one) => one.id)).toEqual([id]);
		expect(countRequests(tenant(), 'GET /work-items/v1')).toBe(6);
	});

	test('reads backwards only to known records', async () => {
		for (let index = 0; index < 700; index++) {
			const modified = iso(began - (index + 5) * MINUTE);
			addLike(data().accessRequests, { modified, accountActivityItemId: `old ${index}` });
		}
		const trigger = poller('accessRequestStatus');
		await trigger.poll();
		tenant().counters.reset();
		await trigger.poll();
		// One request for changed records, one for records that never changed.
		expect(countRequests(tenant(), 'GET /access-request-status/v1')).toBe(2);
	});
});

describe('loses nothing', () => {
	test.each(['auditEvent', 'accountActivity'])(
		'and nothing repeated of %s, if more than a page have the very same date',
		async (event) => {
			const trigger = poller(event, { options: { maxItems: 400 } });
			await trigger.poll();
			world.time += MINUTE;
			const at = iso(world.time - SECOND);
			const table = event === 'auditEvent' ? data().events : data().accountActivities;
			const ids = Array.from(
				{ length: 1300 },
				() => addLike(table, { created: at, modified: at }).id,
			);
			const delivered: unknown[] = [];
			for (const count of [400, 400, 400, 100, 0]) {
				const records = await trigger.poll();
				expect(records).toHaveLength(count);
				delivered.push(...records.map(({ id }) => id));
			}
			expect(new Set(delivered)).toEqual(new Set(ids));
		},
	);

	test('if records are deleted while a whole list is read', async () => {
		for (let index = 0; index < 700; index++) {
			addLike(data().workItems, { created: iso(began - HOUR), state: 'Pending' });
		}
		const trigger = poller('workItem');
		await trigger.poll();
		world.time += 5 * MINUTE;
		const old = [...data().workItems].filter(({ created }) => created === iso(began - HOUR));
		const fresh = Array.from({ length: 60 }, (_, index) => {
			const created = iso(world.time - 3 * MINUTE + index * SECOND);
			// In the middle of the unsorted list.
			return data().workItems.update(old[300 + index]!.id, { created })!.id;
		});
		const { requests } = tenant().counters;
		const push = requests.push.bind(requests);
		let asked = 0;
		jest.spyOn(requests, 'push').mockImplementation((...entries) => {
			if (++asked === 2) for (const { id } of old.slice(0, 200)) data().workItems.remove(id);
			return push(...entries);
		});
		const delivered = (await trigger.poll()).map(({ id }) => id);
		expect(asked).toBeGreaterThan(3);
		expect(new Set(delivered)).toEqual(new Set(fresh));
	});

	test('if a request fails: the next poll returns all records', async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		world.time += 30 * MINUTE;
		for (let index = 0; index < 400; index++) {
			addLike(data().accountActivities, {
				modified: iso(world.time - 20 * MINUTE + index * SECOND),
			});
		}
		const { stored } = trigger;
		tenant().faults.add({ path: '/account-activities', nth: 2, times: 1, status: 403 });
		expect((await getFailure(trigger.poll())).httpCode).toBe('403');
		expect(trigger.stored).toBe(stored);
		expect(await trigger.poll()).toHaveLength(400);
	});

	test('and repeats nothing if n8n polls during a poll', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		world.time += MINUTE;
		data().events.add({ created: iso(world.time) });
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.flat()).toHaveLength(1);
	});

	test("if n8n's time limit is short", async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		world.time += 30 * MINUTE;
		for (let index = 0; index < 600; index++) {
			addLike(data().accountActivities, {
				modified: iso(world.time - 20 * MINUTE + index * SECOND),
			});
		}
		trigger.budget = -1;
		expect(await trigger.poll()).toHaveLength(250);
		trigger.budget = 240_000;
		expect(await trigger.poll()).toHaveLength(350);
	});
});
