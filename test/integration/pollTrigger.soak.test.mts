import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import fc from '../fastCheck.mts';
import { pollClock } from '../../nodes/IscPollTrigger/clock.ts';
import { createCredential } from './fixture.mts';
import { addLike } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, DAY, HOUR, iso, MINUTE, SECOND, world } from './pollTimes.mts';
import type { Poller } from './pollHarness.mts';

usePolledTenant({ counts: { identities: 20, accounts: 10, events: 0, accountActivities: 1 } });

/** Timeout of a day on a busy machine, in ms. */
const LONG = 300_000;
/** The step that ends in a failure, beside those that fast-check chooses. */
const FAILING = 40;
/** Rate limit that the test never reaches. */
const rateLimit = 1_000_000;

/** A new or changed record: its date, and the delay until it is visible. */
interface Arrival {
	at: number;
	lateness: number;
}

/** Events around a poll. */
type Event =
	| { kind: 'none' | 'restart' | 'rename' | 'credential' | 'cursor' }
	| { kind: 'parameters'; parameters: IDataObject }
	| { kind: 'options'; options: IDataObject }
	| { kind: 'fault'; fault: IDataObject }
	| { kind: 'budget'; budget: number };

interface Step {
	after: number;
	/** Difference between n8n's clock and the tenant's. */
	skew: number;
	event: Event;
}

const kinds = <K extends string>(...names: K[]) =>
	fc.constantFrom(...names).map((kind) => ({ kind }));
const faultOf = (path: string) =>
	fc
		.record({
			nth: fc.integer({ min: 1, max: 3 }),
			effect: fc.constantFrom<IDataObject>(
				{ status: 429, headers: { 'Retry-After': '0' } },
				{ status: 500 },
				{ status: 403 },
				{ cut: 'before' },
				{ cut: 'after' },
				{ cut: 'mid-body' },
				{ malformedJson: true },
			),
			// One failure, which is retried, or failures until the poll fails.
			times: fc.constantFrom(1, 20),
		})
		.map(({ nth, effect, times }) => ({
			path,
			nth,
			// With repeated failures, the node waits for almost a minute.
			times: effect.status === 429 ? 1 : times,
			...effect,
		}));

function stepsOver(path: string, parameters: IDataObject[], options: IDataObject[]) {
	const event: fc.Arbitrary<Event> = fc.oneof(
		{ weight: 60, arbitrary: kinds('none') },
		{ weight: 30, arbitrary: kinds('restart', 'rename', 'credential') },
		{ weight: 1, arbitrary: kinds('cursor') },
		{
			weight: 10,
			arbitrary: fc
				.constantFrom(...parameters)
				.map((more) => ({ kind: 'parameters' as const, parameters: more })),
		},
		{
			weight: 10,
			arbitrary: fc
				.constantFrom(...options)
				.map((more) => ({ kind: 'options' as const, options: more })),
		},
		{ weight: 10, arbitrary: faultOf(path).map((fault) => ({ kind: 'fault' as const, fault })) },
		{
			weight: 10,
			arbitrary: fc
				.constantFrom(-1, 240_000)
				.map((budget) => ({ kind: 'budget' as const, budget })),
		},
	);
	const step = fc.record({
		after: fc.integer({ min: MINUTE, max: 18 * MINUTE }),
		skew: fc.integer({ min: -3 * MINUTE, max: 3 * MINUTE }),
		event,
	});
	return fc.array(step, { minLength: 150, maxLength: 150, size: 'max' });
}

const arrivalsOf = (count: number, lookBack: number) =>
	fc.array(
		fc.record({
			// Dates in whole seconds, so that some records share one.
			at: fc.oneof(
				{ weight: 9, arbitrary: fc.integer({ min: 1, max: DAY / SECOND }) },
				{ weight: 1, arbitrary: fc.constantFrom(30_000, 30_001) },
			),
			lateness: fc.oneof(
				{ weight: 4, arbitrary: fc.integer({ min: 0, max: 10 * SECOND }) },
				{ weight: 1, arbitrary: fc.integer({ min: 0, max: lookBack }) },
				{ weight: 1, arbitrary: fc.constant(lookBack) },
			),
		}),
		{ minLength: count, maxLength: count, size: 'max' },
	);

function prepare(trigger: Poller, { event }: Step, step: number): void {
	switch (event.kind) {
		case 'restart':
			return trigger.restart();
		// An edit is published, which has n8n read what it stored.
		case 'rename':
			trigger.name = `Trigger ${step}`;
			return trigger.restart();
		case 'credential':
			trigger.store = createCredential(tenant());
			return trigger.restart();
		// n8n is set to keep the state of polling nodes by itself.
		case 'cursor':
			trigger.cursor ??= {};
			return trigger.restart();
		case 'parameters':
			trigger.parameters = { ...trigger.parameters, ...event.parameters };
			return trigger.restart();
		case 'options':
			trigger.parameters = { ...trigger.parameters, options: { ...event.options, rateLimit } };
			return trigger.restart();
		case 'fault':
			tenant().faults.add(event.fault);
			return;
		case 'budget':
			trigger.budget = event.budget;
			return;
	}
}

/** Lets a day pass, step by step, and polls after each; then until all has come. @returns what came, and how often a poll failed */
async function passDay(
	trigger: Poller,
	steps: Step[],
	arrivals: Arrival[],
	add: (arrival: Arrival, index: number) => void,
) {
	let skew = 0;
	jest
		.spyOn(pollClock, 'now')
		.mockImplementation(() => DateTime.fromMillis(world.time + skew, { zone: 'utc' }));
	const waiting = arrivals
		.map((arrival, index) => ({ arrival, index, shows: arrival.at * SECOND + arrival.lateness }))
		.sort((one, other) => other.shows - one.shows);
	const delivered: IDataObject[] = [];
	let failed = 0;
	const pass = async (step: Step, index: number) => {
		world.time += step.after;
		skew = step.skew;
		while (waiting.length > 0 && began + waiting.at(-1)!.shows <= world.time) {
			const { arrival, index: place } = waiting.pop()!;
			add(arrival, place);
		}
		prepare(trigger, step, index);
		// Make sure that one poll fails.
		if (index === FAILING) tenant().faults.add({ status: 403, times: 20 });
		try {
			delivered.push(...(await trigger.poll()));
		} catch {
			failed++;
		}
		tenant().faults.clear();
	};
	await trigger.poll();
	for (const [index, step] of steps.entries()) await pass(step, index);
	trigger.budget = 240_000;
	const none = { kind: 'none' } as const;
	for (let idle = 0; idle < 3; ) {
		const before = delivered.length;
		await pass({ after: 30 * MINUTE, skew: 0, event: none }, 0);
		idle = waiting.length > 0 || delivered.length > before ? 0 : idle + 1;
	}
	return { delivered, failed };
}

/** The same day in each run, so that no run fails by chance. */
const seed = Number(process.env.POLL_SOAK_SEED ?? 20_260_101);
const report = (text: string) => process.stdout.write(`Poll soak, seed ${seed}: ${text}\n`);

test(
	'a day of 8,000 audit events: each comes once, whatever happens around the polls',
	async () => {
		const steps = stepsOver(
			'/search',
			[{ query: '' }, { query: '*' }, { query: 'action:SOAK' }, { query: 'NOT action:OTHER' }],
			[
				{ maxItems: 160 },
				{ maxItems: 800, lookBack: 60 },
				{ lookBack: 90 },
				{ fields: 'id, created' },
				{ startFrom: 'now' },
			],
		);
		await fc.assert(
			fc.asyncProperty(steps, arrivalsOf(8000, HOUR), async (polls, arrivals) => {
				tenant().reset();
				world.time = began;
				const trigger = poller('auditEvent', { options: { rateLimit } });
				trigger.storesSeldom = true;
				const { delivered, failed } = await passDay(trigger, polls, arrivals, ({ at }, index) =>
					data().events.add({
						id: `event ${index}`,
						created: iso(began + at * SECOND),
						action: 'SOAK',
					}),
				);
				const ids = delivered.map(({ id }) => String(id));
				report(
					`${polls.length} polls, ${failed} of which failed, ${ids.length} events, ${tenant().counters.total} requests`,
				);
				expect(failed).toBeGreaterThan(0);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.length).toBe(arrivals.length);
			}),
			{ numRuns: 1, seed, endOnFailure: true },
		);
	},
	LONG,
);

test(
	'a day of 2,000 account activities, new and changed: each version comes once, the last one surely',
	async () => {
		const steps = stepsOver(
			'/account-activities',
			[
				{ filters: '' },
				{ filters: 'type eq "SOAK"' },
				{ filters: 'created ge 2020-01-01T00:00:00Z' },
			],
			[
				{ maxItems: 50, lookBack: 60 },
				{ maxItems: 350, lookBack: 60 },
				{ lookBack: 90 },
				{ lookBack: 61 },
			],
		);
		await fc.assert(
			fc.asyncProperty(steps, arrivalsOf(2000, HOUR), async (polls, arrivals) => {
				tenant().reset();
				world.time = began;
				const last = new Map<string, string>();
				const trigger = poller('accountActivity', { options: { lookBack: 60, rateLimit } });
				trigger.storesSeldom = true;
				const version = ({ id, created, modified }: IDataObject) =>
					`${String(id)} ${String(modified ?? created)}`;
				const { delivered, failed } = await passDay(trigger, polls, arrivals, ({ at }, index) => {
					const date = iso(began + at * SECOND);
					const id = `activity ${index % 1250}`;
					const known = data().accountActivities.get(id);
					const record = known
						? data().accountActivities.update(id, { modified: date })!
						: addLike(data().accountActivities, {
								id,
								created: date,
								modified: index % 3 === 0 ? null : date,
								type: 'SOAK',
							});
					last.set(id, version(record as IDataObject));
				});
				const versions = delivered.map(version);
				report(
					`${polls.length} polls, ${failed} of which failed, ${versions.length} versions of ${last.size} activities, ${tenant().counters.total} requests`,
				);
				expect(failed).toBeGreaterThan(0);
				expect(new Set(versions).size).toBe(versions.length);
				const missing = [...last.values()].filter((one) => !versions.includes(one));
				expect(missing).toEqual([]);
			}),
			{ numRuns: 1, seed, endOnFailure: true },
		);
	},
	LONG,
);
