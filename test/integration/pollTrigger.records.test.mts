import type { IDataObject } from 'n8n-workflow';

import type { Table } from '../../simulator/src/data/table.mts';
import type { AnyRecord } from '../../simulator/src/data/types.mts';
import { dateForms } from '../../simulator/src/options.mts';
import { getFailure } from './fixture.mts';
import { addLike, addTask, anyList } from './polledRecords.mts';
import { data, idsOf, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';

usePolledTenant();

const activities = (dateField: string, more: IDataObject = {}) =>
	poller('listOperation', anyList('listAccountActivitiesV1', { dateField, ...more }));

describe('returns records that never changed, sorted by creation among the others', () => {
	const cases: Array<[string, () => Table<AnyRecord>, IDataObject]> = [
		['accountActivity', () => data().accountActivities, {}],
		['accessRequestStatus', () => data().accessRequests, {}],
		['identityChanged', () => data().identities as unknown as Table<AnyRecord>, {}],
		[
			'listOperation',
			() => data().accountActivities,
			anyList('listAccountActivitiesV1', { dateField: 'modified' }),
		],
		[
			'listOperation',
			() => data().accounts as unknown as Table<AnyRecord>,
			anyList('listAccountsV1', { dateField: 'modified' }),
		],
		[
			'listOperation',
			() => data().workItems,
			anyList('listWorkItemsV1', { dateField: 'modified' }),
		],
		[
			'searchQuery',
			() => data().roles as unknown as Table<AnyRecord>,
			{ indices: ['roles'], dateField: 'modified' },
		],
	];
	// Services written in Go can return a zero date. Search and filters by empty dates don't know it as one.
	const canBeZero = ([event, , { list }]: (typeof cases)[number]) =>
		event === 'accessRequestStatus' ||
		['listAccountsV1', 'listWorkItemsV1'].includes((list as { value: string })?.value);
	describe.each(['null', 'missing', 'zero'] as const)('modified is %s', (unmodified) => {
		test.each(unmodified === 'zero' ? cases.filter(canBeZero) : cases)(
			'%s',
			async (event, table, parameters) => {
				tenant().options.unmodified = unmodified;
				const trigger = poller(event, parameters);
				await trigger.poll();
				world.time += MINUTE;
				const add = (created: number, modified: number) =>
					addLike(table(), {
						created: iso(created),
						modified: iso(modified),
						name: `new ${created} ${modified}`,
						accountActivityItemId: `new ${created} ${modified}`,
					});
				const at = world.time - 30 * SECOND;
				const added = [
					add(at, at),
					add(at + SECOND, at + SECOND),
					add(began - HOUR, at + 2 * SECOND),
					add(at + 3 * SECOND, at + 3 * SECOND),
				];
				const names = added.map(({ name }) => name);
				expect((await trigger.poll()).map(({ name }) => name)).toEqual(names);
				expect(await trigger.poll()).toEqual([]);
				// The first change is returned like any other.
				world.time += MINUTE;
				table().update(added[1]!.id, { modified: iso(world.time) });
				expect((await trigger.poll()).map(({ name }) => name)).toEqual([names[1]]);
			},
		);
	});

	test('including 700 of them with as many changes, in several polls', async () => {
		const trigger = poller('accountActivity', { options: { maxItems: 60 } });
		await trigger.poll();
		world.time += 30 * MINUTE;
		const added = Array.from({ length: 1400 }, (_, index) => {
			const at = iso(world.time - 20 * MINUTE + Math.floor(index / 3) * SECOND);
			const dates = index % 2 === 0 ? { created: at, modified: null } : { modified: at };
			return addLike(data().accountActivities, dates).id;
		});
		const batches: IDataObject[][] = [];
		do batches.push(await trigger.poll());
		while (batches.at(-1)!.length > 0);
		expect(batches.slice(0, -1).every(({ length }) => length <= 60)).toBe(true);
		expect(idsOf(batches.flat()).sort()).toEqual([...added].sort());
		const dates = batches.flat().map(({ created, modified }) => String(modified ?? created));
		expect(dates).toEqual([...dates].sort());
	});
});

test('returns records that were created at the same time and changed later, however many', async () => {
	const list = anyList('listAccountsV1', { dateField: 'modified' });
	const trigger = poller('listOperation', { ...list, options: { maxItems: 20 } });
	await trigger.poll();
	world.time += 30 * MINUTE;
	const created = iso(world.time - 20 * MINUTE);
	const added = Array.from({ length: 600 }, (_, index) => {
		const modified = iso(world.time - 15 * MINUTE + index * SECOND);
		return addLike(data().accounts as unknown as Table<AnyRecord>, { created, modified }).id;
	});
	const delivered: unknown[] = [];
	for (let count = 0; count < 35; count++) delivered.push(...idsOf(await trigger.poll()));
	expect(delivered).toEqual(added);
});

test("returns changed and unchanged records in order when n8n's time limit is short", async () => {
	const trigger = poller('accountActivity', { options: { maxItems: 2000 } });
	await trigger.poll();
	world.time += HOUR;
	const from = world.time - 50 * MINUTE;
	const added = Array.from({ length: 1200 }, (_, index) => {
		// Most records that never changed are later.
		const at = iso(from + index * SECOND);
		const isChange = index < 800 && index % 100 !== 0;
		const dates = isChange
			? { created: iso(began), modified: at }
			: { created: at, modified: null };
		return addLike(data().accountActivities, dates).id;
	});
	const delivered: unknown[] = [];
	trigger.budget = -1;
	for (let count = 0; count < 3; count++) delivered.push(...idsOf(await trigger.poll()));
	expect(delivered.length).toBeGreaterThan(0);
	expect(delivered.length).toBeLessThan(1200);
	trigger.budget = 240_000;
	for (let count = 0; count < 3; count++) delivered.push(...idsOf(await trigger.poll()));
	expect(delivered).toEqual(added);
});

describe('dates', () => {
	test.each(dateForms)('written as %s are read', async (dateForm) => {
		tenant().options.dateForm = dateForm;
		for (const trigger of [
			activities('created'),
			poller('workItem'),
			poller('taskCompleted'),
			poller('auditEvent'),
		]) {
			world.time += 2 * HOUR;
			await trigger.poll();
			world.time += 2 * MINUTE;
			const at = iso(world.time - 30 * SECOND);
			addLike(data().accountActivities, { created: at });
			addLike(data().workItems, { created: at, state: 'Pending' });
			addTask(world.time - 90 * SECOND, world.time - 30 * SECOND);
			data().events.add({ created: at });
			expect(await trigger.poll()).toHaveLength(1);
			expect(await trigger.poll()).toEqual([]);
		}
	});

	test.each([
		['2009-11-10 23:00 o’clock', '"2009-11-10 23:00 o’clock"'],
		[{ at: 1 }, '{"at":1}'],
		[true, 'true'],
	])('that are invalid (%j) cause an error', async (created, shown) => {
		const trigger = poller('listOperation', anyList('listWorkItemsV1'));
		await trigger.poll();
		world.time += MINUTE;
		const good = addLike(data().workItems, { created: iso(world.time), state: 'Pending' });
		const bad = addLike(data().workItems, { created, state: 'Pending' });
		const { stored } = trigger;
		for (const mode of ['trigger', 'manual'] as const) {
			const { message } = await getFailure(trigger.poll(mode));
			expect(message).toContain(
				`'Date Field' has an invalid date in the record '${bad.id}': ${shown} in 'created'`,
			);
		}
		expect(trigger.stored).toBe(stored);
		data().workItems.remove(bad.id);
		expect(idsOf(await trigger.poll())).toEqual([good.id]);
	});

	test('without a time require a look-back of a day', async () => {
		const parameters = anyList('listWorkItemsV1');
		const day = iso(world.time).slice(0, 10);
		addLike(data().workItems, { created: day, state: 'Pending' });
		const trigger = poller('listOperation', parameters);
		const { message, description } = await getFailure(trigger.poll());
		expect(message).toContain("'Date Field' contains dates without a time: 'created'");
		expect(description).toContain('1440');
		const patient = poller('listOperation', { ...parameters, options: { lookBack: 1440 } });
		expect(await patient.poll()).toEqual([]);
	});

	test('that no record has are reported in a manual test', async () => {
		const trigger = poller('listOperation', anyList('listWorkItemsV1', { dateField: 'completed' }));
		expect((await getFailure(trigger.poll('manual'))).message).toMatch(
			/^'Date Field' is empty in all \d+ records: 'completed'/,
		);
		expect(await trigger.poll()).toEqual([]);
		world.time += MINUTE;
		addLike(data().workItems, { completed: iso(world.time), state: 'Pending' });
		expect(await trigger.poll()).toHaveLength(1);
	});
});

describe('owners', () => {
	const addWorkItem = (ownerId: string) =>
		addLike(data().workItems, { ownerId, created: iso(world.time), state: 'Pending' }).id;
	const addCertification = (id: string) =>
		addLike(data().certifications, {
			reviewer: { type: 'IDENTITY', id, name: 'R' },
			due: iso(world.time),
			completed: false,
			phase: 'ACTIVE',
		}).id;

	test.each([
		['workItem', addWorkItem],
		['certificationDue', addCertification],
	])('%s: returns the records of the specified owner', async (event, add) => {
		const [owner, other] = [7, 8].map((index) => data().identities.at(index)!.id);
		const trigger = poller(event, { owner: ` ${owner} ` });
		await trigger.poll();
		world.time += MINUTE;
		const [wanted] = [add(owner!), add(other!)];
		expect(idsOf(await trigger.poll())).toEqual([wanted]);
	});

	test("work items: returns those of the token's owner by default", async () => {
		const [me, other] = [0, 8].map((index) => data().identities.at(index)!.id);
		const trigger = poller('workItem');
		await trigger.poll();
		world.time += MINUTE;
		const [mine] = [addWorkItem(me!), addWorkItem(other!)];
		expect(idsOf(await trigger.poll())).toEqual([mine]);
	});
});

describe('tasks', () => {
	const ended = (fields: IDataObject) => {
		const id = addTask(world.time - 2 * MINUTE, world.time - MINUTE);
		data().tasks.update(id, { shown: fields });
		return id;
	};

	test.each(['CANCELLED', 'TerminatedWithErrors', 'Success', 'SOMETHING_NEW'])(
		'that ended as %s come',
		async (completionStatus) => {
			const trigger = poller('taskCompleted');
			await trigger.poll();
			world.time += 5 * MINUTE;
			const id = ended({ completionStatus });
			const records = await trigger.poll();
			expect(records).toEqual([expect.objectContaining({ id, completionStatus })]);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('are returned with their state, which can appear later than their end, or without one after a delay', async () => {
		const trigger = poller('taskCompleted');
		await trigger.poll();
		world.time += 5 * MINUTE;
		const [late, never] = [ended({ completionStatus: null }), ended({ completionStatus: null })];
		expect(await trigger.poll()).toEqual([]);
		world.time += 5 * MINUTE;
		data().tasks.update(late, { shown: { completionStatus: 'WARNING' } });
		expect(idsOf(await trigger.poll())).toEqual([late]);
		world.time += 10 * MINUTE;
		expect(idsOf(await trigger.poll())).toEqual([never]);
	});
});

test('returns a certification that becomes active late, or whose due date moves back', async () => {
	const trigger = poller('certificationDue');
	const active = { completed: false, phase: 'ACTIVE' };
	const late = addLike(data().certifications, {
		...active,
		due: iso(began + 5 * MINUTE),
		phase: 'STAGED',
	});
	const moved = addLike(data().certifications, { ...active, due: iso(began + 720 * HOUR) });
	await trigger.poll();
	for (let step = 0; step < 3; step++) {
		world.time += 5 * MINUTE;
		expect(await trigger.poll()).toEqual([]);
	}
	data().certifications.update(late.id, { phase: 'ACTIVE' });
	data().certifications.update(moved.id, { due: iso(world.time - 5 * MINUTE) });
	world.time += 5 * MINUTE;
	expect(idsOf(await trigger.poll()).sort()).toEqual([late.id, moved.id].sort());
});
