import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { pollClock } from '../../nodes/IscPollTrigger/clock.ts';
import { countRequests, getFailure } from './fixture.mts';
import { addLike, anyList } from './polledRecords.mts';
import { data, idsOf, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';
import type { Poller } from './pollHarness.mts';

usePolledTenant({ counts: { events: 20, accountActivities: 5, workItems: 5 } });

/** Polls with a value of the option; undefined removes the option. */
async function pollFrom(trigger: Poller, fetchAgainFrom?: string) {
	const { fetchAgainFrom: _before, ...options } = (trigger.parameters.options ?? {}) as IDataObject;
	trigger.parameters = {
		...trigger.parameters,
		options: { ...options, ...(fetchAgainFrom !== undefined && { fetchAgainFrom }) },
	};
	return idsOf(await trigger.poll());
}

/** Adds audit events at some minutes before now, and polls them as if the execution was then lost. */
async function pollLost(trigger: Poller, ...minutesAgo: number[]) {
	const ids = minutesAgo.map(
		(minutes) => data().events.add({ created: iso(world.time - minutes * MINUTE) }).id,
	);
	expect(idsOf(await trigger.poll())).toEqual(ids);
	return ids;
}

/** Starts a trigger two hours ago, so that events since then are new. */
async function startAuditEvents(options: IDataObject = {}) {
	const trigger = poller('auditEvent', { options });
	await trigger.poll();
	world.time += 2 * HOUR;
	return trigger;
}

describe('Fetch Again From', () => {
	test('returns the records since a date again, once, and no other known records', async () => {
		const trigger = await startAuditEvents();
		const [, ...lost] = await pollLost(trigger, 40, 20, 10);
		const from = iso(world.time - 30 * MINUTE);
		expect(await pollFrom(trigger, from)).toEqual(lost);
		for (let polls = 0; polls < 3; polls++) {
			world.time += MINUTE;
			expect(await pollFrom(trigger, from)).toEqual([]);
		}
		const { id } = data().events.add({ created: iso(world.time - SECOND) });
		expect(await pollFrom(trigger, from)).toEqual([id]);
	});

	test('still finds late records from before the date', async () => {
		const trigger = await startAuditEvents();
		const [, lost] = await pollLost(trigger, 40, 10);
		const late = data().events.add({ created: iso(world.time - 50 * MINUTE) }).id;
		expect(await pollFrom(trigger, iso(world.time - 30 * MINUTE))).toEqual([late, lost]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('reaches further back than the look-back', async () => {
		const trigger = await startAuditEvents();
		const lost = await pollLost(trigger, 90, 10);
		for (let hours = 0; hours < 48; hours++) {
			world.time += HOUR;
			expect(await trigger.poll()).toEqual([]);
		}
		const from = iso(began);
		expect(await pollFrom(trigger, from)).toEqual(lost);
		expect(await pollFrom(trigger, from)).toEqual([]);
	});

	test('has an effect again after each change, and none when it is removed or emptied', async () => {
		const trigger = await startAuditEvents();
		const [first, second] = await pollLost(trigger, 20, 10);
		const earlier = iso(world.time - 30 * MINUTE);
		const later = iso(world.time - 15 * MINUTE);
		expect(await pollFrom(trigger, earlier)).toEqual([first, second]);
		expect(await pollFrom(trigger, later)).toEqual([second]);
		expect(await pollFrom(trigger)).toEqual([]);
		expect(await pollFrom(trigger, '')).toEqual([]);
		expect(await pollFrom(trigger, later)).toEqual([]);
		expect(await pollFrom(trigger, earlier)).toEqual([first, second]);
	});

	test.each([false, true])(
		'survives a restart before the records are all returned, cursor %p',
		async (hasCursor) => {
			const trigger = poller('auditEvent', { options: { maxItems: 2 } });
			if (hasCursor) trigger.cursor = {};
			await trigger.poll();
			world.time += 2 * HOUR;
			const ids = [50, 40, 30, 20, 10].map(
				(minutes) => data().events.add({ created: iso(world.time - minutes * MINUTE) }).id,
			);
			for (const expected of [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4), []]) {
				expect(idsOf(await trigger.poll())).toEqual(expected);
			}
			const from = iso(world.time - 45 * MINUTE);
			expect(await pollFrom(trigger, from)).toEqual(ids.slice(1, 3));
			trigger.restart();
			expect(await pollFrom(trigger, from)).toEqual(ids.slice(3));
			expect(await pollFrom(trigger, from)).toEqual([]);
		},
	);

	test('has its effect with the next poll if a poll fails', async () => {
		const trigger = await startAuditEvents();
		const lost = await pollLost(trigger, 20, 10);
		const from = iso(world.time - 30 * MINUTE);
		tenant().faults.add({ path: '/search', status: 403, times: 1 });
		await expect(pollFrom(trigger, from)).rejects.toThrow(/403/);
		expect(await pollFrom(trigger, from)).toEqual(lost);
		expect(await pollFrom(trigger, from)).toEqual([]);
	});

	test.each([
		['accountActivity', {}, () => data().accountActivities],
		['accessRequestStatus', {}, () => data().accessRequests],
		['workItem', {}, () => data().workItems],
		[
			'listOperation',
			anyList('listWorkItemsV1', { dateField: 'modified' }),
			() => data().workItems,
		],
	])('works for %s %j', async (event, parameters, table) => {
		const trigger = poller(event, { ...parameters, options: { lookBack: 60 } });
		await trigger.poll();
		world.time += 2 * HOUR;
		const all = [50, 20, 10].map((minutes) => {
			const at = iso(world.time - minutes * MINUTE);
			const accountActivityItemId = `${minutes} minutes`;
			return addLike(table(), {
				created: at,
				modified: at,
				state: 'Pending',
				accountActivityItemId,
			});
		});
		const dates = all.map(({ modified }) => modified);
		const datesOf = (records: IDataObject[]) => records.map(({ modified }) => modified);
		expect(datesOf(await trigger.poll())).toEqual(dates);
		trigger.parameters = {
			...trigger.parameters,
			options: { lookBack: 60, fetchAgainFrom: iso(world.time - 30 * MINUTE) },
		};
		expect(datesOf(await trigger.poll())).toEqual(dates.slice(1));
		expect(await trigger.poll()).toEqual([]);
	});

	test('has no effect on the first poll, and after a reset', async () => {
		const { id } = data().events.add({ created: iso(began - 10 * MINUTE) });
		const from = iso(began - 30 * MINUTE);
		const trigger = poller('auditEvent', { options: { fetchAgainFrom: from } });
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		expect(await pollFrom(trigger, iso(began - 20 * MINUTE))).toEqual([id]);
		trigger.parameters = { ...trigger.parameters, event: 'accountActivity' };
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('compares an expression by its text', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		// Expressions use the real time.
		const { id } = data().events.add({ created: iso(began - 30 * MINUTE) });
		const from = '={{ $now.minus(1, "hour").toISO() }}';
		expect(await pollFrom(trigger, from)).toContain(id);
		expect(await pollFrom(trigger, from)).toEqual([]);
	});

	test("is checked against the tenant's time, and rejects a date in the future", async () => {
		const trigger = await startAuditEvents();
		const lost = await pollLost(trigger, 10);
		const { message, description } = await getFailure(pollFrom(trigger, iso(world.time + HOUR)));
		expect(message).toContain("'Fetch Again From' is in the future");
		expect(description).toMatch(/^Enter the date/);
		// n8n's clock is two days behind.
		const behind = DateTime.fromMillis(world.time - 48 * HOUR, { zone: 'utc' });
		jest.spyOn(pollClock, 'now').mockImplementation(() => behind);
		expect(await pollFrom(trigger, iso(world.time - 30 * MINUTE))).toEqual(lost);
	});

	test.each(['soon', '={{ undefined }}', '={{ "" }}'])(
		'rejects the invalid date %s before a request',
		async (from) => {
			const trigger = await startAuditEvents();
			const before = countRequests(tenant(), 'POST /search/v1');
			const { message, description } = await getFailure(pollFrom(trigger, from));
			expect(message).toContain("'Fetch Again From'");
			expect(description).toMatch(/^(Enter a date|Check the data)/);
			expect(countRequests(tenant(), 'POST /search/v1')).toBe(before);
		},
	);
});
