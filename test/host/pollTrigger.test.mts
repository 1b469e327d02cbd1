import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { RateGate } from '../../nodes/client/pace/rateGate.ts';
import { clock } from '../../nodes/IscPollTrigger/clock.ts';
import type { Plain } from '../../simulator/data/types.mts';
import type { Table } from '../../simulator/data/table.mts';
import { calls, credentialFor, failure, useTenant } from './fixture.mts';
import { Poller } from './poller.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The time, which stands still but for what a test says. */
const began = Math.floor(Date.now() / SECOND) * SECOND;
let time = began;
const iso = (millis: number) => new Date(millis).toISOString();

const tenant = useTenant({
	now: () => time,
	tokenLifetimeSeconds: 43_200,
	taskMs: MINUTE,
	rateLimit: { enabled: false },
	logBodies: true,
});

beforeEach(() => {
	time = began;
	tenant().options.indexLagMs = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => DateTime.fromMillis(time, { zone: 'utc' }));
});

const poller = (event: string, more: IDataObject = {}) =>
	new Poller(credentialFor(tenant()), { event, ...more });
const anyList = (value: string, more: IDataObject = {}) => ({
	list: { __rl: true, mode: 'list', value },
	...more,
});

/** A record like the first of a table, with another name and date. */
function addLike(table: Table<Plain>, fields: IDataObject): Plain {
	const { id: _id, ...first } = table.at(0)!;
	return table.add({ ...first, ...fields });
}

interface EventCase {
	event: string;
	/** Puts something into the tenant that is dated so. @returns what the record has in `mark` */
	add(at: number): unknown;
	mark: string;
	parameters?: IDataObject;
	route: string;
}

let count = 0;
const data = () => tenant().data;
const cases: EventCase[] = [
	{
		event: 'accessRequestStatus',
		mark: 'accountActivityItemId',
		route: 'GET /access-request-status/v1',
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
		add: (at) => addLike(data().accounts as unknown as Table<Plain>, { modified: iso(at) }).id,
	},
	{
		event: 'searchQuery',
		mark: 'id',
		parameters: { indices: ['roles'], dateField: 'modified' },
		route: 'POST /search/v1',
		add: (at) => addLike(data().roles as unknown as Table<Plain>, { modified: iso(at) }).id,
	},
];

/** A task that was created at one time and ended at another. */
function addTask(created: number, ended: number): string {
	const job = { family: 'report', launched: iso(ended - MINUTE), failure: null };
	const taskDefinitionSummary = { uniqueName: 'Test' };
	return data().tasks.add({
		job,
		created: iso(created),
		modified: iso(created),
		taskDefinitionSummary,
	}).id;
}

describe.each(cases)('$event', ({ event, add, mark, parameters, route }) => {
	const marksIn = (records: IDataObject[]) => records.map((record) => record[mark]);

	test('gives what is new, in the order of its dates, and only that', async () => {
		const trigger = poller(event, parameters);
		add(began - 10 * MINUTE);
		expect(await trigger.poll()).toEqual([]);
		time += MINUTE;
		const [second, first, third] = [add(time - 20_000), add(time - 30_000), add(time - 10_000)];
		expect(marksIn(await trigger.poll())).toEqual([first, second, third]);
		expect(await trigger.poll()).toEqual([]);
		time += MINUTE;
		expect(await trigger.poll()).toEqual([]);
		const fourth = add(time);
		expect(marksIn(await trigger.poll())).toEqual([fourth]);
	});

	test('asks once, where there is little that is new', async () => {
		const trigger = poller(event, parameters);
		await trigger.poll();
		time += MINUTE;
		add(time - 10_000);
		tenant().counters.reset();
		expect(await trigger.poll()).toHaveLength(1);
		// All 1,001 accounts fit into no page: if they were read, there would be more requests.
		expect(calls(tenant(), route)).toBe(1);
	});

	test('starts at a date, if wanted, and gives the rest with later polls', async () => {
		const from = began - 2 * HOUR;
		add(from - MINUTE);
		const old = [1, 2, 3, 4, 5].map((minutes) => add(from + minutes * MINUTE));
		const options = { firstRun: 'date', startDate: iso(from), maxItems: 2 };
		const trigger = poller(event, { ...parameters, options });
		expect(marksIn(await trigger.poll())).toEqual(old.slice(0, 2));
		expect(marksIn(await trigger.poll())).toEqual(old.slice(2, 4));
		expect(marksIn(await trigger.poll())).toEqual(old.slice(4));
		expect(await trigger.poll()).toEqual([]);
	});

	test('shows the newest few to who builds a workflow, and keeps nothing of it', async () => {
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

describe('what changes', () => {
	test('comes again after each change', async () => {
		const trigger = poller('identityChanged');
		await trigger.poll();
		const { id } = data().identities.at(3)!;
		for (const step of [1, 2]) {
			time += MINUTE;
			data().identities.update(id, { modified: iso(time - step) });
			expect(await trigger.poll()).toEqual([expect.objectContaining({ id })]);
		}
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		['identityChanged', () => data().identities as unknown as Table<Plain>],
		['accountActivity', () => data().accountActivities],
		['accessRequestStatus', () => data().accessRequests],
	])('does not come, if only new ones are wanted: %s', async (event, table) => {
		const [all, onlyNew] = [poller(event), poller(event, { watch: 'created' })];
		await all.poll();
		await onlyNew.poll();
		time += MINUTE;
		const { id } = table().at(3)!;
		table().update(id, { modified: iso(time - SECOND) });
		expect(await all.poll()).toHaveLength(1);
		expect(await onlyNew.poll()).toEqual([]);
		addLike(table(), {
			created: iso(time),
			modified: iso(time),
			accountActivityItemId: 'another',
		});
		expect(await onlyNew.poll()).toHaveLength(1);
	});

	test('of the same item, for two people, are two', async () => {
		const trigger = poller('accessRequestStatus');
		await trigger.poll();
		time += MINUTE;
		for (const accountActivityItemId of ['a', 'b']) {
			addLike(data().accessRequests, { accountActivityItemId, modified: iso(time) });
		}
		expect(await trigger.poll()).toHaveLength(2);
	});
});

describe('what shows up later than it is dated', () => {
	test('comes once it does, and once only', async () => {
		tenant().options.indexLagMs = 4 * MINUTE;
		const trigger = poller('auditEvent');
		await trigger.poll();
		const delivered: unknown[] = [];
		const added: unknown[] = [];
		for (let minute = 1; minute <= 15; minute++) {
			time += MINUTE;
			if (minute <= 8) {
				for (const offset of [0, 20, 40]) {
					added.push(data().events.add({ created: iso(time - offset * SECOND) }).id);
				}
			}
			delivered.push(...(await trigger.poll()).map(({ id }) => id));
		}
		expect(added).toHaveLength(24);
		expect([...delivered].sort()).toEqual([...added].sort());
	});

	test.each([
		[{}, false],
		[{ lookBack: 10 }, true],
	])('is looked for as far back as the option %j says', async (options, isFound) => {
		const trigger = poller('auditEvent', { options });
		await trigger.poll();
		for (let minute = 0; minute < 20; minute++) {
			time += MINUTE;
			await trigger.poll();
		}
		data().events.add({ created: iso(time - 8 * MINUTE) });
		expect(await trigger.poll()).toHaveLength(isFound ? 1 : 0);
	});

	test('a list looks back a minute', async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		time += 10 * MINUTE;
		await trigger.poll();
		addLike(data().accountActivities, { modified: iso(time - 50 * SECOND) });
		addLike(data().accountActivities, { modified: iso(time - 70 * SECOND) });
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
		['auditEvent', 30],
		['accountActivity', 45],
	])('of %s come 500 at a time, for few requests', async (event, most) => {
		const trigger = poller(event);
		await trigger.poll();
		time += 20 * MINUTE;
		const table = event === 'auditEvent' ? data().events : data().accountActivities;
		const ids = Array.from({ length: NEW }, (_, index) => {
			// A third of them at the very same time, as a change of many at once makes them.
			const at = iso(index % 3 === 0 ? time - 10 * MINUTE : time - 15 * MINUTE + index * 100);
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
		expect(trigger.stored.length).toBeLessThan(5000 * 60);
	});
});

describe('settings', () => {
	const bodies = () =>
		tenant()
			.counters.requests.filter(({ url }) => url.startsWith('/search'))
			.map(({ body }) => body as IDataObject);
	const queries = (path: string) =>
		tenant()
			.counters.requests.filter(({ url }) => url.startsWith(path))
			.map(({ url }) => new URL(url, 'http://x').searchParams);

	test('a query narrows what comes from search', async () => {
		const trigger = poller('auditEvent', { query: 'action:WANTED' });
		await trigger.poll();
		time += MINUTE;
		data().events.add({ created: iso(time), action: 'OTHER' });
		const { id } = data().events.add({ created: iso(time), action: 'WANTED' });
		expect((await trigger.poll()).map((record) => record.id)).toEqual([id]);
	});

	test('a filter narrows a list, beside that of the event', async () => {
		const trigger = poller('taskCompleted', { filters: 'launcher eq "ann"' });
		await trigger.poll();
		time += 5 * MINUTE;
		const tasks = ['ann', 'bob'].map((launcher) => {
			const id = addTask(time - MINUTE, time);
			data().tasks.update(id, { launcher });
			return id;
		});
		expect((await trigger.poll()).map(({ id }) => id)).toEqual([tasks[0]]);
		expect(queries('/task-status').at(-1)!.get('filters')).toMatch(
			/^\(completionStatus in \(.*\)\) and \(launcher eq "ann"\)$/,
		);
	});

	test('indices and date field say what a search is about', async () => {
		const trigger = poller('searchQuery', { indices: ['events'], dateField: 'created' });
		await trigger.poll();
		expect(bodies().at(-1)).toMatchObject({
			indices: ['events'],
			sort: ['created', 'id'],
			filters: { created: { type: 'RANGE', range: { lower: { value: iso(began) } } } },
		});
	});

	test('fields are all that is kept, and all that is asked for', async () => {
		const trigger = poller('identityChanged', { options: { fields: 'name, attributes.email' } });
		await trigger.poll();
		time += MINUTE;
		const { id, name } = data().identities.at(5)!;
		data().identities.update(id, { modified: iso(time) });
		const [record] = await trigger.poll();
		expect(Object.keys(record!).sort()).toEqual(['attributes', 'name']);
		expect(record).toMatchObject({ name });
		expect(bodies().at(-1)!.queryResultFilter).toEqual({
			includes: ['name', 'attributes.email', 'id', 'modified'],
		});
	});

	test('a certification comes some hours ahead of its due date', async () => {
		const due = began + 3 * HOUR;
		const fields = { due: iso(due), completed: false, phase: 'ACTIVE' };
		const { id } = addLike(data().certifications, fields);
		const [atOnce, later] = [
			poller('certificationDue', { options: { hoursAhead: 4 } }),
			poller('certificationDue', { options: { hoursAhead: 2 } }),
		];
		const idsOf = async (trigger: Poller) => (await trigger.poll()).map((one) => one.id);
		expect(await idsOf(atOnce)).toEqual([id]);
		expect(await idsOf(later)).toEqual([]);
		time += HOUR + SECOND;
		expect(await idsOf(atOnce)).toEqual([]);
		expect(await idsOf(later)).toEqual([id]);
		time += 3 * HOUR;
		expect(await idsOf(later)).toEqual([]);
	});

	test('certifications that are complete, or not active, are never due', async () => {
		const trigger = poller('certificationDue');
		await trigger.poll();
		time += MINUTE;
		const due = iso(time);
		addLike(data().certifications, { due, completed: true, phase: 'SIGNED' });
		addLike(data().certifications, { due, completed: false, phase: 'STAGED' });
		addLike(data().certifications, { due: null, completed: false, phase: 'ACTIVE' });
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		[{}, 0],
		[{ longestTask: 72 }, 1],
	])('tasks that ran for two days come with %j: %i', async (options, found) => {
		// So many that they do not fit into the page with the newest.
		for (let index = 0; index < 260; index++) addTask(began - 30 * HOUR, began - 29 * HOUR);
		const trigger = poller('taskCompleted', { options });
		await trigger.poll();
		time += 5 * MINUTE;
		addTask(began - 48 * HOUR, time - SECOND);
		expect(await trigger.poll()).toHaveLength(found);
	});

	test('a task that runs is not complete, and comes when it is', async () => {
		const trigger = poller('taskCompleted');
		await trigger.poll();
		time += SECOND;
		const id = addTask(time, time + MINUTE);
		expect(await trigger.poll()).toEqual([]);
		time += MINUTE;
		expect((await trigger.poll()).map((one) => one.id)).toEqual([id]);
	});

	test.each([
		['UTC', 0],
		['America/New_York', 5],
		['Asia/Kolkata', -5.5],
	])('the start date is in the time zone of the workflow: %s', async (timezone, hours) => {
		const options = { firstRun: 'date', startDate: '2026-01-15T12:00:00' };
		const trigger = poller('auditEvent', { options });
		trigger.timezone = timezone;
		await trigger.poll();
		const start = Date.parse('2026-01-15T12:00:00Z') + hours * HOUR;
		expect(bodies().at(-1)!.filters).toEqual({
			created: { type: 'RANGE', range: { lower: { value: iso(start), inclusive: true } } },
		});
	});

	test('several ID fields tell records apart that have one in common', async () => {
		const list = anyList('listAccountActivitiesV1', { dateField: 'created' });
		const [byName, byBoth] = [
			poller('listOperation', { ...list, idField: 'name' }),
			poller('listOperation', { ...list, idField: 'name, id' }),
		];
		await byName.poll();
		await byBoth.poll();
		time += MINUTE;
		addLike(data().accountActivities, { created: iso(time), name: 'same' });
		addLike(data().accountActivities, { created: iso(time), name: 'same' });
		expect(await byName.poll()).toHaveLength(1);
		expect(await byBoth.poll()).toHaveLength(2);
	});

	test('rate limit and timeout go along with each request', async () => {
		const enter = jest.spyOn(RateGate.prototype, 'enter');
		await poller('auditEvent', { options: { rateLimit: 7 } }).poll();
		expect(enter).toHaveBeenCalledWith(7, undefined);
		tenant().faults.add({ path: '/search', latencyMs: 300, times: 9 });
		const trigger = poller('auditEvent', { options: { timeout: 40 } });
		expect((await failure(trigger.poll())).message).toMatch(/took too long/);
	});
});

describe('how lists are asked', () => {
	const asked = () => new URL(tenant().counters.requests.at(-1)!.url, 'http://x').searchParams;
	const one = async (list: string, dateField: string) =>
		await poller('listOperation', anyList(list, { dateField })).poll();

	test('by a filter and in order, if both are offered', async () => {
		await one('listAccountActivitiesV1', 'modified');
		expect(asked().get('filters')).toBe(`modified ge ${iso(began)}`);
		expect(asked().get('sorters')).toBe('modified');
	});

	test('from the newest back, if only an order is offered', async () => {
		await one('listAccessRequestStatusV1', 'modified');
		expect(asked().get('filters')).toBeNull();
		expect(asked().get('sorters')).toBe('-modified');
	});

	test('as a whole, if neither is', async () => {
		await one('listWorkItemsV1', 'created');
		expect([asked().get('filters'), asked().get('sorters')]).toEqual([null, null]);
	});

	test('a whole list again with each poll, so that its length is what a poll costs', async () => {
		for (let index = 0; index < 1000; index++) {
			addLike(data().workItems, { created: iso(began - HOUR), state: 'Pending' });
		}
		const trigger = poller('workItem');
		await trigger.poll();
		tenant().counters.reset();
		time += MINUTE;
		const { id } = addLike(data().workItems, { created: iso(time), state: 'Pending' });
		expect((await trigger.poll()).map((one) => one.id)).toEqual([id]);
		expect(calls(tenant(), 'GET /work-items/v1')).toBe(5);
	});

	test('from the newest back, no further than to what is known', async () => {
		for (let index = 0; index < 700; index++) {
			const modified = iso(began - (index + 5) * MINUTE);
			addLike(data().accessRequests, { modified, accountActivityItemId: `old ${index}` });
		}
		const trigger = poller('accessRequestStatus');
		await trigger.poll();
		tenant().counters.reset();
		await trigger.poll();
		expect(calls(tenant(), 'GET /access-request-status/v1')).toBe(1);
	});
});

describe('nothing is lost', () => {
	test('if a request fails, all comes with the next poll', async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		time += 30 * MINUTE;
		for (let index = 0; index < 400; index++) {
			addLike(data().accountActivities, { modified: iso(time - 20 * MINUTE + index * SECOND) });
		}
		const { stored } = trigger;
		tenant().faults.add({ path: '/account-activities', nth: 2, times: 1, status: 403 });
		expect((await failure(trigger.poll())).httpCode).toBe('403');
		expect(trigger.stored).toBe(stored);
		expect(await trigger.poll()).toHaveLength(400);
	});

	test('and nothing repeated, if n8n polls while a poll is under way', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		time += MINUTE;
		data().events.add({ created: iso(time) });
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.flat()).toHaveLength(1);
	});

	test('if n8n gives a poll too little time', async () => {
		const trigger = poller('accountActivity');
		await trigger.poll();
		time += 30 * MINUTE;
		for (let index = 0; index < 600; index++) {
			addLike(data().accountActivities, { modified: iso(time - 20 * MINUTE + index * SECOND) });
		}
		trigger.budget = -1;
		expect(await trigger.poll()).toHaveLength(250);
		trigger.budget = 240_000;
		expect(await trigger.poll()).toHaveLength(350);
	});

	test.each<[string, IDataObject, number]>([
		['another start', { firstRun: 'now', startDate: '2026-01-01' }, 0],
		['another cap', { maxItems: 9 }, 1],
	])('%s: %j', async (_name, options, found) => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		time += MINUTE;
		data().events.add({ created: iso(time - SECOND) });
		trigger.parameters = { ...trigger.parameters, options };
		expect(await trigger.poll()).toHaveLength(found);
	});

	test('another credential starts anew', async () => {
		const trigger = poller('auditEvent');
		await trigger.poll();
		time += MINUTE;
		data().events.add({ created: iso(time - SECOND) });
		const other = poller('auditEvent');
		other.stored = trigger.stored;
		expect(await other.poll()).toEqual([]);
		expect(await trigger.poll()).toHaveLength(1);
	});

	test('something else that is asked for starts anew; expressions that change do not', async () => {
		const trigger = poller('auditEvent', { query: '={{ "action:" + "A".repeat(1) }}' });
		await trigger.poll();
		const before = trigger.stored;
		time += MINUTE;
		data().events.add({ created: iso(time - SECOND), action: 'A' });
		data().events.add({ created: iso(time - SECOND), action: 'B' });
		trigger.parameters = { ...trigger.parameters, options: { maxItems: 9, lookBack: 2 } };
		expect(await trigger.poll()).toHaveLength(1);
		trigger.stored = before;
		trigger.parameters = { ...trigger.parameters, query: 'action:B' };
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('bad input is named before a request', () => {
	test.each<[string, string, IDataObject]>([
		['List', 'listOperation', {}],
		['List', 'listOperation', anyList('GET /nothing/v1')],
		['List', 'listOperation', anyList('POST /accounts/v1')],
		['List', 'listOperation', anyList('GET /accounts/v1/{id}')],
		['List', 'listOperation', anyList('GET /certifications/v1/{id}/access-review-items')],
		['Filter Expression', 'listOperation', anyList('GET /user-apps/v1/all')],
		['Date Field', 'listOperation', anyList('GET /accounts/v1', { dateField: ' ' })],
		['Date Field', 'searchQuery', { dateField: '' }],
		['Start Date', 'auditEvent', { options: { firstRun: 'date' } }],
		['Start Date', 'auditEvent', { options: { firstRun: 'date', startDate: 'soon' } }],
		['Look-Back', 'auditEvent', { options: { lookBack: -1 } }],
		['Max Items per Poll', 'auditEvent', { options: { maxItems: 0 } }],
		['Hours Ahead', 'certificationDue', { options: { hoursAhead: 1.5 } }],
		['Longest Task', 'taskCompleted', { options: { longestTask: 0 } }],
		['Rate Limit', 'auditEvent', { options: { rateLimit: 0 } }],
		['Timeout', 'auditEvent', { options: { timeout: 'x' } }],
	])('%s of %s', async (parameter, event, parameters) => {
		for (const mode of ['trigger', 'manual'] as const) {
			const { message, description } = await failure(poller(event, parameters).poll(mode));
			expect(message).toContain(`'${parameter}'`);
			expect(description).toMatch(/^(Enter|Choose|It can)/);
		}
		expect(tenant().counters.total).toBe(0);
	});

	test.each([
		['Date Field', { dateField: 'changedOn' }],
		['ID Field', { dateField: 'created', idField: 'uuid' }],
	])('a misspelled %s is named once there are records', async (parameter, more) => {
		const trigger = poller('listOperation', anyList('listWorkItemsV1', more));
		for (const mode of ['trigger', 'manual'] as const) {
			expect((await failure(trigger.poll(mode))).message).toContain(`'${parameter}'`);
		}
	});
});

test('there may be nothing to show to who builds a workflow', async () => {
	const { message, description } = await failure(poller('taskCompleted').poll('manual'));
	expect(message).toBe('There is no record of this event yet');
	expect(description).toMatch(/^Once the workflow is active/);
});
