import type { IDataObject } from 'n8n-workflow';

import { startSimulator } from '../../simulator/src/server.mts';
import { createCredential } from './fixture.mts';
import { addLike, anyList } from './polledRecords.mts';
import { data, idsOf, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';
import type { Poller } from './pollHarness.mts';

usePolledTenant();

/** Polls once, lets an hour pass with an event every five minutes, edits the trigger, and polls again. */
async function acrossAnHour(trigger: Poller, edit: () => void, fields: IDataObject = {}) {
	await trigger.poll();
	const added = Array.from(
		{ length: 10 },
		(_, index) =>
			data().events.add({ created: iso(world.time + (index + 1) * 5 * MINUTE), ...fields }).id,
	);
	world.time += HOUR;
	edit();
	const delivered = idsOf(await trigger.poll());
	world.time += 10 * MINUTE;
	delivered.push(...idsOf(await trigger.poll()));
	return { added, delivered };
}

describe('what came before an edit is not lost by it', () => {
	const edits: Array<[string, (trigger: Poller) => void]> = [
		[
			'another query',
			(trigger) => (trigger.parameters = { ...trigger.parameters, query: 'action:TEST' }),
		],
		['another credential of the tenant', (trigger) => (trigger.store = createCredential(tenant()))],
		['another client', (trigger) => (trigger.store = createCredential(tenant(), 'apiClient'))],
		['another name of the node', (trigger) => (trigger.name = 'Renamed')],
		[
			'other options',
			(trigger) =>
				(trigger.parameters = {
					...trigger.parameters,
					options: { maxItems: 20, lookBack: 90, fields: 'id' },
				}),
		],
		[
			'the default start, chosen',
			(trigger) => (trigger.parameters = { ...trigger.parameters, options: { startFrom: 'now' } }),
		],
	];
	test.each(edits)('%s', async (_name, edit) => {
		const trigger = poller('auditEvent', { query: '' });
		const { added, delivered } = await acrossAnHour(trigger, () => edit(trigger), {
			action: 'TEST',
		});
		expect(delivered).toEqual(added);
	});

	test('with another filter, date field, or ID field of a list', async () => {
		const list = anyList('listAccountActivitiesV1', { dateField: 'created', idField: 'id' });
		const trigger = poller('listOperation', list);
		await trigger.poll();
		const delivered: unknown[] = [];
		const added: unknown[] = [];
		for (const more of [
			{ filters: 'type eq "X"' },
			{ dateField: 'modified' },
			{ idField: 'id, type' },
			{ dateField: 'created', filters: '' },
		]) {
			const at = iso(world.time + 30 * SECOND);
			added.push(addLike(data().accountActivities, { created: at, modified: at, type: 'X' }).id);
			world.time += MINUTE;
			trigger.parameters = { ...trigger.parameters, ...more };
			delivered.push(...idsOf(await trigger.poll()));
			delivered.push(...idsOf(await trigger.poll()));
		}
		expect(delivered).toEqual(added);
	});
});

describe('what was delivered before an edit does not come again', () => {
	test('with another query', async () => {
		const trigger = poller('auditEvent', { query: 'action:A' });
		await trigger.poll();
		world.time += 5 * MINUTE;
		const [a] = ['A', 'B'].map(
			(action) => data().events.add({ created: iso(world.time - SECOND), action }).id,
		);
		expect(idsOf(await trigger.poll())).toEqual([a]);
		trigger.parameters = { ...trigger.parameters, query: 'action:A OR action:C' };
		world.time += MINUTE;
		expect(await trigger.poll()).toEqual([]);
	});

	test('after the node was renamed once and twice', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		world.time += 5 * MINUTE;
		data().events.add({ created: iso(world.time - SECOND) });
		expect(await trigger.poll()).toHaveLength(1);
		for (const name of ['Another', 'A third', 'SailPoint ISC Polling Trigger']) {
			trigger.name = name;
			world.time += MINUTE;
			expect(await trigger.poll()).toEqual([]);
		}
	});

	test('with New Only after a change, while later changes are returned', async () => {
		const trigger = poller('identityChanged');
		await trigger.poll();
		world.time += 10 * MINUTE;
		const { id } = addLike(data().identities as never, {
			created: iso(world.time - 5 * MINUTE),
			modified: iso(world.time - MINUTE),
		});
		expect(idsOf(await trigger.poll())).toEqual([id]);
		trigger.parameters = { ...trigger.parameters, recordFilter: 'created' };
		expect(await trigger.poll()).toEqual([]);
		world.time += 10 * MINUTE;
		trigger.parameters = { ...trigger.parameters, recordFilter: 'changed' };
		expect(await trigger.poll()).toEqual([]);
		data().identities.update(id, { modified: iso(world.time) });
		expect(idsOf(await trigger.poll())).toEqual([id]);
	});

	test('with other ID fields', async () => {
		const list = anyList('listAccountActivitiesV1', { dateField: 'created', idField: 'id' });
		const trigger = poller('listOperation', list);
		await trigger.poll();
		world.time += MINUTE;
		addLike(data().accountActivities, { created: iso(world.time) });
		expect(await trigger.poll()).toHaveLength(1);
		trigger.parameters = { ...trigger.parameters, idField: 'id, type' };
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('when n8n starts to store the state of polling nodes', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		world.time += MINUTE;
		data().events.add({ created: iso(world.time - SECOND) });
		expect(await trigger.poll()).toHaveLength(1);
		const { stored } = trigger;
		trigger.cursor = {};
		expect(await trigger.poll()).toEqual([]);
		world.time += MINUTE;
		const { id } = data().events.add({ created: iso(world.time - SECOND) });
		expect(idsOf(await trigger.poll())).toEqual([id]);
		expect(await trigger.poll()).toEqual([]);
		// The state in the workflow stays unchanged: other nodes can have changed it.
		expect(trigger.stored).toBe(stored);
	});
});

describe('resets', () => {
	test('when the event or the list changes, with a warning', async () => {
		const trigger = poller('listOperation', anyList('listAccountActivitiesV1'));
		await trigger.poll();
		world.time += 30 * MINUTE;
		addLike(data().workItems, { created: iso(world.time - 10 * MINUTE), state: 'Pending' });
		trigger.parameters = { event: 'listOperation', ...anyList('listWorkItemsV1') };
		expect(await trigger.poll()).toEqual([]);
		trigger.parameters = { event: 'auditEvent' };
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.warnings).toEqual([
			expect.stringMatching(
				/was reset: it polled .*listAccountActivitiesV1 of .*now polls .*listWorkItemsV1 of/,
			),
			expect.stringMatching(/was reset: it polled .*listWorkItemsV1 of .*now polls auditEvent of/),
		]);
	});

	test('when the tenant changes, with a warning', async () => {
		const other = await startSimulator({ now: () => world.time });
		try {
			const trigger = poller('auditEvent');
			await trigger.poll();
			world.time += 10 * MINUTE;
			other.data.events.add({ created: iso(world.time - MINUTE) });
			trigger.store = createCredential(other);
			expect(await trigger.poll()).toEqual([]);
			expect(trigger.warnings).toEqual([
				expect.stringContaining(`now polls auditEvent of ${other.url}`),
			]);
		} finally {
			await other.close();
		}
	});

	test('when the start date is set or changed', async () => {
		const trigger = poller('auditEvent');
		const { id } = data().events.add({ created: iso(began - HOUR) });
		expect(await trigger.poll()).toEqual([]);
		const startAt = async (startDate: string) => {
			const options = { startFrom: 'date', startDate };
			trigger.parameters = { ...trigger.parameters, options };
			return idsOf(await trigger.poll());
		};
		const [first, second] = [iso(began - 2 * HOUR), iso(began - 3 * HOUR)];
		expect(await startAt(first)).toContain(id);
		expect(await startAt(first)).toEqual([]);
		// Removing it, or setting the same date again, changes nothing.
		trigger.parameters = { event: 'auditEvent' };
		expect(await trigger.poll()).toEqual([]);
		expect(await startAt(first)).toEqual([]);
		expect(await startAt(second)).toContain(id);
	});

	test('not when the value of an expression for the start date changes', async () => {
		const startDate = '={{ $now.minus(1, "hour").toISO() }}';
		const trigger = poller('auditEvent', { options: { startFrom: 'date', startDate } });
		data().events.add({ created: new Date(Date.now() - 30 * MINUTE).toISOString() });
		expect((await trigger.poll()).length).toBeGreaterThan(0);
		expect(await trigger.poll()).toEqual([]);
	});

	test('not when the value of an expression in the query changes', async () => {
		const trigger = poller('auditEvent', { query: '={{ "action:" + "A".repeat(1) }}' });
		await trigger.poll();
		world.time += MINUTE;
		data().events.add({ created: iso(world.time - SECOND), action: 'A' });
		data().events.add({ created: iso(world.time - SECOND), action: 'B' });
		expect(await trigger.poll()).toHaveLength(1);
	});
});
