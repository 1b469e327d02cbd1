import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { pollClock } from '../../nodes/IscPollTrigger/clock.ts';
import { addLike, anyList } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, DAY, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';

usePolledTenant();

/** Sets the difference between n8n's clock and the tenant's. */
const skew = (millis: number) =>
	jest
		.spyOn(pollClock, 'now')
		.mockImplementation(() => DateTime.fromMillis(world.time + millis, { zone: 'utc' }));

const tables = {
	accountActivity: (at: string) => addLike(data().accountActivities, { created: at, modified: at }),
	auditEvent: (at: string) => data().events.add({ created: at }),
};

describe.each(['accountActivity', 'auditEvent'] as const)('%s', (event) => {
	test.each([
		['3 minutes ahead', 3 * MINUTE],
		['a day ahead', DAY],
		['3 minutes behind', -3 * MINUTE],
		['a day behind', -DAY],
	])("n8n's clock is %s: each record comes once", async (_name, millis) => {
		skew(millis);
		const trigger = poller(event);
		tables[event](iso(began - 2 * MINUTE));
		expect(await trigger.poll()).toEqual([]);
		const added: unknown[] = [];
		const delivered: unknown[] = [];
		for (let minute = 0; minute < 20; minute++) {
			for (const seconds of [10, 30, 50]) {
				added.push(tables[event](iso(world.time + seconds * SECOND)).id);
			}
			world.time += MINUTE;
			delivered.push(...(await trigger.poll()).map(({ id }) => id));
		}
		expect(delivered).toEqual(added);
	});
});

test('a clock that jumps from poll to poll changes nothing', async () => {
	const trigger = poller('auditEvent');
	await trigger.poll();
	const delivered: unknown[] = [];
	const added: unknown[] = [];
	for (let step = 0; step < 24; step++) {
		skew([DAY, -DAY, 0, 5 * MINUTE][step % 4]!);
		world.time += 10 * MINUTE;
		added.push(data().events.add({ created: iso(world.time - SECOND) }).id);
		delivered.push(...(await trigger.poll()).map(({ id }) => id));
	}
	expect(delivered).toEqual(added);
});

describe.each(['accountActivity', 'auditEvent'] as const)(
	'a Date header of %s that is',
	(event) => {
		test.each([
			['a day ahead', DAY],
			['an hour ahead', HOUR],
			['a day behind', -DAY],
			['an hour behind', -HOUR],
			['so far behind that it is no date of ISC', -20_000 * DAY],
		])('%s, once: each record comes once', async (_name, millis) => {
			const trigger = poller(event);
			await trigger.poll();
			const delivered: unknown[] = [];
			const added: unknown[] = [];
			for (let step = 0; step < 12; step++) {
				for (const minutes of [15, 90, 175]) {
					added.push(tables[event](iso(world.time + minutes * MINUTE)).id);
				}
				world.time += 3 * HOUR;
				tenant().options.dateHeaderOffsetMs = step === 4 || step === 8 ? millis : 0;
				delivered.push(...(await trigger.poll()).map(({ id }) => id));
			}
			expect(delivered).toEqual(added);
		});
	},
);

test("the first poll starts at the tenant's time, rounded down to a whole second", async () => {
	world.time = began + 900;
	const tooEarly = tables.auditEvent(iso(began - 1)).id;
	const added = [0, 500, 899].map((millis) => tables.auditEvent(iso(began + millis)).id);
	const trigger = poller('auditEvent');
	const delivered = (await trigger.poll()).map(({ id }) => id);
	expect(delivered).toEqual(added);
	world.time += MINUTE;
	added.push(tables.auditEvent(iso(world.time - 1)).id);
	delivered.push(...(await trigger.poll()).map(({ id }) => id));
	expect(delivered).toEqual(added);
	expect(delivered).not.toContain(tooEarly);
});

test('corrects a watermark that a wrong clock set', async () => {
	const trigger = poller('auditEvent');
	await trigger.poll();
	const stored = JSON.parse(trigger.stored) as { global: Record<string, { upTo: number }> };
	Object.values(stored.global)[0]!.upTo = began + DAY;
	trigger.stored = JSON.stringify(stored);
	await trigger.poll();
	world.time += 10 * MINUTE;
	const { id } = data().events.add({ created: iso(world.time - SECOND) });
	expect((await trigger.poll()).map((one) => one.id)).toEqual([id]);
});

test('keeps a start date in the future', async () => {
	const options = { startFrom: 'date', startDate: iso(began + HOUR) };
	const trigger = poller('auditEvent', { options });
	const delivered: IDataObject[] = [];
	for (let step = 0; step < 10; step++) {
		world.time += 10 * MINUTE;
		data().events.add({ created: iso(world.time - SECOND) });
		delivered.push(...(await trigger.poll()));
	}
	// Those of 40 minutes: the sixth is dated a second before the start.
	expect(delivered).toHaveLength(4);
});

test.each(['missing', 'unreadable'] as const)(
	"if the time of answers is %s, n8n's clock decides",
	async (dateHeader) => {
		tenant().options.dateHeader = dateHeader;
		skew(3 * MINUTE);
		const trigger = poller('listOperation', anyList('listAccountActivitiesV1'));
		await trigger.poll();
		world.time += 2 * MINUTE;
		addLike(data().accountActivities, { created: iso(world.time) });
		// The date is before n8n's time at the first poll.
		expect(await trigger.poll()).toEqual([]);
		world.time += 2 * MINUTE;
		addLike(data().accountActivities, { created: iso(world.time) });
		expect(await trigger.poll()).toHaveLength(1);
	},
);
