import { dateForms } from '../src/options.mts';
import { call, closeSimulators, open, session } from './helpers.mts';
import { searcher } from './searchHelpers.mts';

afterAll(closeSimulators);

type Loose = Record<string, unknown> & { id: string };

test("lists the work items of the token's user, of a named owner, or of everyone", async () => {
	const tenant = await open({ counts: { workItems: 12 } });
	const { get } = await session(tenant);
	const owners = async (query = '') =>
		new Set((await get<Loose[]>(`/work-items/v1${query}`)).body.map(({ ownerId }) => ownerId));
	const [me, other] = [0, 2].map((index) => tenant.data.identities.idAt(index));
	expect(await owners()).toEqual(new Set([me]));
	expect(await owners(`?ownerId=${other}`)).toEqual(new Set([other]));
	tenant.options.workItems = 'everyone';
	expect((await owners()).size).toBeGreaterThan(2);
});

test.each([
	['null', null],
	['missing', undefined],
] as const)('what was never changed may have no modified: %s', async (unmodified, shown) => {
	const tenant = await open({ unmodified });
	const { get } = await session(tenant);
	const created = '2026-01-01T00:00:00.000Z';
	const { id } = tenant.data.accountActivities.add({ created, modified: created });
	const found = async (filters: string) =>
		(await get<Loose[]>(`/account-activities/v1?filters=${encodeURIComponent(filters)}`)).body;
	const [record] = await found(`modified isnull and created ge ${created}`);
	expect(record).toMatchObject({ id, created });
	expect(record!.modified).toBe(shown);
	expect(await found(`modified ge ${created}`)).toEqual([]);
	tenant.data.accountActivities.update(id, { modified: '2026-01-02T00:00:00.000Z' });
	expect(await found(`modified ge ${created}`)).toHaveLength(1);
});

test('what was never changed may have the zero date of Go', async () => {
	const { get } = await session(await open({ unmodified: 'zero' }));
	const { body } = await get<Loose[]>('/accounts/v1?limit=1');
	expect(body[0]!.modified).toBe('0001-01-01T00:00:00Z');
});

const forms: Record<(typeof dateForms)[number], unknown> = {
	iso: '2026-01-01T00:00:00.250Z',
	offset: '2026-01-01T00:00:00.250+00:00',
	noOffset: '2026-01-01T00:00:00.250',
	spaced: '2026-01-01 00:00:00.250',
	nanoseconds: '2026-01-01T00:00:00.250123456Z',
	go: '2026-01-01 00:00:00.250 +0000 UTC',
	milliseconds: 1767225600250,
	millisecondsText: '1767225600250',
	seconds: 1767225600.25,
};
test.each(dateForms)('writes dates as %s and keeps filters', async (dateForm) => {
	const tenant = await open({ dateForm });
	const { get } = await session(tenant);
	tenant.data.accountActivities.add({ created: '2026-01-01T00:00:00.250Z' });
	const filters = encodeURIComponent('created ge 2026-01-01T00:00:00Z');
	const { body } = await get<Loose[]>(`/account-activities/v1?filters=${filters}`);
	expect(body.map(({ created }) => created)).toEqual([forms[dateForm]]);
});

test.each([
	['time', 'Thu, 01 Jan 2026 00:00:00 GMT'],
	['missing', null],
	['unreadable', 'just now'],
] as const)('the time of answers: %s', async (dateHeader, shown) => {
	const tenant = await open({ dateHeader, now: () => Date.parse('2026-01-01T00:00:00Z') });
	expect((await call(`${tenant.url}/accounts/v1`)).headers.get('date')).toBe(shown);
});

test('the time of answers can differ from the time of records', async () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({ dateHeaderOffsetMs: -86_400_000, now: () => now });
	const response = await fetch(`${tenant.url}/oauth/info`);
	expect(response.headers.get('date')).toBe('Wed, 31 Dec 2025 00:00:00 GMT');
});

test('returns each write in search after its own lag', async () => {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const tenant = await open({ indexLagMs: 1000, indexLagSpreadMs: 10_000, now: () => now });
	const { count } = await searcher(tenant);
	for (let index = 0; index < 50; index++) {
		tenant.data.events.add({ created: new Date(now).toISOString(), action: 'LATE' });
	}
	const seen: number[] = [];
	for (const after of [0, 999, 3000, 3000, 4001]) {
		now += after;
		seen.push(Number(await count('action:LATE', { indices: ['events'] })));
	}
	expect(seen.slice(0, 2)).toEqual([0, 0]);
	expect(seen[2]).toBeGreaterThan(0);
	expect(seen[3]).toBeGreaterThan(seen[2]!);
	expect(seen[3]).toBeLessThan(50);
	expect(seen[4]).toBe(50);
});

test('adds records of any shape over HTTP', async () => {
	const tenant = await open();
	const records = `${tenant.url}/_simulator/records`;
	const added = await call<Loose>(`${records}/workItems`, {
		method: 'POST',
		json: { created: null, name: 'Odd', missing: ['modified', 'description'] },
	});
	expect(added.status).toBe(201);
	const { id } = added.body;
	const kept = tenant.data.workItems.get(id)!;
	expect(kept).toMatchObject({ created: null, name: 'Odd', type: 'ManualAction' });
	expect(kept).not.toHaveProperty('modified');
	const changed = await call<Loose>(`${records}/workItems/${id}`, {
		method: 'PATCH',
		json: { created: '1767225600', missing: ['name'] },
	});
	expect(changed.status).toBe(200);
	expect(tenant.data.workItems.get(id)).toMatchObject({ id, created: '1767225600' });
	expect(tenant.data.workItems.get(id)).not.toHaveProperty('name');
	const unknown = { method: 'PATCH', json: {} };
	expect((await call(`${records}/workItems/none`, unknown)).status).toBe(404);
	expect((await call(`${records}/settings/x`, unknown)).status).toBe(404);
});
