import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { addLike } from './polledRecords.mts';
import { data, idsOf, poller, usePolledTenant } from './pollFixtures.mts';
import { HOUR, iso, MINUTE, world } from './pollTimes.mts';
import { useScript } from './scripted.mts';

usePolledTenant({ counts: { events: 0, accountActivities: 1 } });
const script = useScript();

/** Changes of the clock: the time zone, the moment in UTC, and a local time that is skipped or occurs twice. */
const CHANGES = [
	['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T02:30'],
	['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:30'],
	['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T02:30'],
	['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T01:30'],
	['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:45'],
	['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04T02:15'],
	['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-24'],
] as const;

/** Moment that the local time stands for: the change if it is skipped, otherwise the first of the two times. */
const MOMENTS: Record<string, string> = {
	'2026-10-25T02:30': '2026-10-25T00:30:00.000Z',
	'2026-11-01T01:30': '2026-11-01T05:30:00.000Z',
	'2026-04-05T01:45': '2026-04-04T14:45:00.000Z',
};

describe.each(CHANGES)('in %s at %s', (timezone, change, local) => {
	const changedAt = Date.parse(change);
	const moment = Date.parse(MOMENTS[local] ?? change);

	/** Adds an event every ten minutes around the change. Returns the IDs since the local time. */
	const addEvents = () => {
		const since: unknown[] = [];
		for (let at = changedAt - 2 * HOUR; at < changedAt + 2 * HOUR; at += 10 * MINUTE) {
			const { id } = data().events.add({ created: iso(at) });
			if (at >= moment) since.push(id);
		}
		return since;
	};

	test(`Start Date ${local} returns all records since then`, async () => {
		const since = addEvents();
		world.time = changedAt + 3 * HOUR;
		const trigger = poller('auditEvent', { options: { startFrom: 'date', startDate: local } });
		trigger.timezone = timezone;
		expect(idsOf(await trigger.poll())).toEqual(since);
		expect(await trigger.poll()).toEqual([]);
	});

	test(`Fetch Again From ${local} returns all records since then again`, async () => {
		world.time = changedAt - 3 * HOUR;
		const trigger = poller('auditEvent', { options: { lookBack: 0 } });
		trigger.timezone = timezone;
		await trigger.poll();
		const since = addEvents();
		world.time = changedAt + 3 * HOUR;
		expect((await trigger.poll()).length).toBeGreaterThan(since.length);
		trigger.parameters.options = { lookBack: 0, fetchAgainFrom: local };
		expect(idsOf(await trigger.poll())).toEqual(since);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each(['auditEvent', 'accountActivity'])(
		'polls across the change return each record of %s once',
		async (event) => {
			world.time = changedAt - 2 * HOUR;
			const trigger = poller(event);
			trigger.timezone = timezone;
			await trigger.poll();
			const added: unknown[] = [];
			const delivered: unknown[] = [];
			while (world.time < changedAt + 2 * HOUR) {
				world.time += 10 * MINUTE;
				const created = iso(world.time - MINUTE);
				added.push(
					event === 'auditEvent'
						? data().events.add({ created }).id
						: addLike(data().accountActivities, { created, modified: created }).id,
				);
				delivered.push(...idsOf(await trigger.poll()));
			}
			expect(delivered).toEqual(added);
		},
	);

	test(`a field with ${local} is sent as the same moment`, async () => {
		script.answer(() => ({ body: {} }));
		await script.run(
			{
				resource: 'apiOperation',
				apiOperation: { __rl: true, mode: 'id', value: 'createWorkgroupV1' },
				values: buildOperationFields(getOperationById('createWorkgroupV1')!, {
					'body.created': local,
				}),
			} as IDataObject,
			{ workflowSettings: { timezone } },
		);
		expect(JSON.parse(script.sent[0]!.body)).toEqual({ created: iso(moment) });
	});
});
