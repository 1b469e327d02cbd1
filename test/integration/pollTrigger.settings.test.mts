import type { IDataObject } from 'n8n-workflow';
import './n8nSettings.mts';
import { PollContext } from 'n8n-core';

import { RateLimiter } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { getFailure } from './fixture.mts';
import { addLike, addTask, anyList } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';
import type { Poller } from './pollHarness.mts';

usePolledTenant();

describe('settings', () => {
	const bodies = () =>
		tenant()
			.counters.requests.filter(({ url }) => url.startsWith('/search'))
			.map(({ body }) => body as IDataObject);
	const queries = (path: string) =>
		tenant()
			.counters.requests.filter(({ url }) => url.startsWith(path))
			.map(({ url }) => new URL(url, 'http://x').searchParams);

	test('a query restricts search results', async () => {
		const trigger = poller('auditEvent', { query: 'action:WANTED' });
		await trigger.poll();
		world.time += MINUTE;
		data().events.add({ created: iso(world.time), action: 'OTHER' });
		const { id } = data().events.add({ created: iso(world.time), action: 'WANTED' });
		expect((await trigger.poll()).map((record) => record.id)).toEqual([id]);
	});

	test('a filter restricts a list', async () => {
		const trigger = poller('taskCompleted', { filters: 'launcher eq "ann"' });
		await trigger.poll();
		world.time += 5 * MINUTE;
		const tasks = ['ann', 'bob'].map((launcher) => {
			const id = addTask(world.time - MINUTE, world.time);
			data().tasks.update(id, { launcher });
			return id;
		});
		expect((await trigger.poll()).map(({ id }) => id)).toEqual([tasks[0]]);
		expect(queries('/task-status').at(-1)!.get('filters')).toBe('launcher eq "ann"');
	});

	test('a filter applies together with the filter of the event', async () => {
		await poller('certificationDue', { filters: 'campaign.id eq "x"' }).poll();
		expect(queries('/certifications').at(-1)!.get('filters')).toBe(
			'(completed eq false and phase eq "ACTIVE") and (campaign.id eq "x")',
		);
	});

	test('a search uses the indices and the date field', async () => {
		const trigger = poller('searchQuery', { indices: ['events'], dateField: 'created' });
		await trigger.poll();
		expect(bodies().at(-1)).toMatchObject({
			indices: ['events'],
			sort: ['created', 'id'],
			filters: { created: { type: 'RANGE', range: { lower: { value: iso(began) } } } },
		});
	});

	test('only the selected fields are requested and returned', async () => {
		const trigger = poller('identityChanged', { options: { fields: 'name, attributes.email' } });
		await trigger.poll();
		world.time += MINUTE;
		const { id, name } = data().identities.at(5)!;
		data().identities.update(id, { modified: iso(world.time) });
		const [record] = await trigger.poll();
		expect(Object.keys(record!).sort()).toEqual(['attributes', 'name']);
		expect(record).toMatchObject({ name });
		expect(bodies().at(-1)!.queryResultFilter).toEqual({
			includes: ['name', 'attributes.email', 'id', 'modified', 'created'],
		});
	});

	test('fields can be in lists and have dots in their names, and missing ones are logged', async () => {
		const logged: string[] = [];
		const contexts = Object.getPrototypeOf(PollContext.prototype) as PollContext;
		jest.spyOn(contexts, 'logger', 'get').mockReturnValue({
			info: (text: string) => logged.push(text),
			warn: () => {},
		} as unknown as PollContext['logger']);
		const trigger = poller('identityChanged', {
			options: { fields: 'accounts.source.name, attributes["cost.center"], nam' },
		});
		await trigger.poll();
		world.time += MINUTE;
		const { id, attributes } = data().identities.at(5)!;
		data().identities.update(id, {
			attributes: { ...attributes, 'cost.center': 'x' },
			modified: iso(world.time),
		});
		const [record] = await trigger.poll();
		expect(Object.keys(record!)).toEqual(['accounts', 'attributes']);
		expect(record!.attributes).toEqual({ 'cost.center': 'x' });
		for (const account of record!.accounts as IDataObject[]) {
			expect(account).toEqual({ source: { name: expect.any(String) as string } });
		}
		expect(logged).toContainEqual(expect.stringMatching(/^No record has the field 'nam'\./));
	});

	test('a certification is returned some hours before its due date', async () => {
		const due = began + 3 * HOUR;
		const fields = { due: iso(due), completed: false, phase: 'ACTIVE' };
		const { id } = addLike(data().certifications, fields);
		const [immediately, later] = [
			poller('certificationDue', { options: { hoursAhead: 4 } }),
			poller('certificationDue', { options: { hoursAhead: 2 } }),
		];
		const idsOf = async (trigger: Poller) => (await trigger.poll()).map((one) => one.id);
		expect(await idsOf(immediately)).toEqual([id]);
		expect(await idsOf(later)).toEqual([]);
		world.time += HOUR + SECOND;
		expect(await idsOf(immediately)).toEqual([]);
		expect(await idsOf(later)).toEqual([id]);
		world.time += 3 * HOUR;
		expect(await idsOf(later)).toEqual([]);
	});

	test('completed and inactive certifications are never returned', async () => {
		const trigger = poller('certificationDue');
		await trigger.poll();
		world.time += MINUTE;
		const due = iso(world.time);
		addLike(data().certifications, { due, completed: true, phase: 'SIGNED' });
		addLike(data().certifications, { due, completed: false, phase: 'STAGED' });
		addLike(data().certifications, { due: null, completed: false, phase: 'ACTIVE' });
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		[{}, 0],
		[{ longestTask: 72 }, 1],
	])('with %j, returns tasks that ran for two days: %i', async (options, found) => {
		// More tasks than fit into the first page.
		for (let index = 0; index < 260; index++) addTask(began - 30 * HOUR, began - 29 * HOUR);
		const trigger = poller('taskCompleted', { options });
		await trigger.poll();
		world.time += 5 * MINUTE;
		addTask(began - 48 * HOUR, world.time - SECOND);
		expect(await trigger.poll()).toHaveLength(found);
	});

	test('a running task is returned when it is completed', async () => {
		const trigger = poller('taskCompleted');
		await trigger.poll();
		world.time += SECOND;
		const id = addTask(world.time, world.time + MINUTE);
		expect(await trigger.poll()).toEqual([]);
		world.time += MINUTE;
		expect((await trigger.poll()).map((one) => one.id)).toEqual([id]);
	});

	test.each([
		['UTC', 0],
		['America/New_York', 5],
		['Asia/Kolkata', -5.5],
	])('the start date uses the time zone of the workflow: %s', async (timezone, hours) => {
		const options = { startFrom: 'date', startDate: '2026-01-15T12:00:00' };
		const trigger = poller('auditEvent', { options });
		trigger.timezone = timezone;
		await trigger.poll();
		const start = Date.parse('2026-01-15T12:00:00Z') + hours * HOUR;
		expect(bodies().at(-1)!.filters).toEqual({
			created: { type: 'RANGE', range: { lower: { value: iso(start), inclusive: true } } },
		});
	});

	test('several ID fields identify records that share one of them', async () => {
		const list = anyList('listAccountActivitiesV1', { dateField: 'created' });
		const [byName, byBoth] = [
			poller('listOperation', { ...list, idField: 'name' }),
			poller('listOperation', { ...list, idField: 'name, id' }),
		];
		await byName.poll();
		await byBoth.poll();
		world.time += MINUTE;
		addLike(data().accountActivities, { created: iso(world.time), name: 'same' });
		addLike(data().accountActivities, { created: iso(world.time), name: 'same' });
		expect(await byName.poll()).toHaveLength(1);
		expect(await byBoth.poll()).toHaveLength(2);
	});

	test('rate limit and timeout apply to each request', async () => {
		const enter = jest.spyOn(RateLimiter.prototype, 'acquire');
		await poller('auditEvent', { options: { rateLimit: 7 } }).poll();
		expect(enter).toHaveBeenCalledWith(7, undefined, expect.any(String));
		tenant().faults.add({ path: '/search', latencyMs: 300, times: 9 });
		const trigger = poller('auditEvent', { options: { timeout: 40 } });
		expect((await getFailure(trigger.poll())).message).toMatch(/timed out/);
	});
});

describe('rejects invalid input before a request', () => {
	test.each<[string, string, IDataObject]>([
		['List', 'listOperation', {}],
		['List', 'listOperation', anyList('GET /nothing/v1')],
		['List', 'listOperation', anyList('POST /accounts/v1')],
		['List', 'listOperation', anyList('GET /accounts/v1/{id}')],
		['List', 'listOperation', anyList('GET /certifications/v1/{id}/access-review-items')],
		['Filter Expression', 'listOperation', anyList('GET /user-apps/v1/all')],
		['Date Field', 'listOperation', anyList('GET /accounts/v1', { dateField: ' ' })],
		['Date Field', 'searchQuery', { dateField: '' }],
		['Start Date', 'auditEvent', { options: { startFrom: 'date' } }],
		['Start Date', 'auditEvent', { options: { startFrom: 'date', startDate: 'soon' } }],
		['Look-Back', 'auditEvent', { options: { lookBack: -1 } }],
		['Max Items per Poll', 'auditEvent', { options: { maxItems: 0 } }],
		['Hours Ahead', 'certificationDue', { options: { hoursAhead: 1.5 } }],
		['Longest Task', 'taskCompleted', { options: { longestTask: 0 } }],
		['Rate Limit', 'auditEvent', { options: { rateLimit: 0 } }],
		['Timeout', 'auditEvent', { options: { timeout: 'x' } }],
	])('%s of %s', async (parameter, event, parameters) => {
		for (const mode of ['trigger', 'manual'] as const) {
			const { message, description } = await getFailure(poller(event, parameters).poll(mode));
			expect(message).toContain(`'${parameter}'`);
			expect(description).toMatch(/^(Enter|Choose|Filter)/);
		}
		expect(tenant().counters.total).toBe(0);
	});

	test.each([
		['Date Field', { dateField: 'changedOn' }],
		['ID Field', { dateField: 'created', idField: 'uuid' }],
	])('reports a misspelled %s when there are records', async (parameter, more) => {
		const trigger = poller('listOperation', anyList('listWorkItemsV1', more));
		for (const mode of ['trigger', 'manual'] as const) {
			expect((await getFailure(trigger.poll(mode))).message).toContain(`'${parameter}'`);
		}
	});
});

test('explains in the editor that there are no records', async () => {
	const { message, description } = await getFailure(poller('taskCompleted').poll('manual'));
	expect(message).toBe("This event doesn't have any records yet");
	expect(description).toMatch(/^Publish the workflow/);
});
