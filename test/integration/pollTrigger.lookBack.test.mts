import { addLike } from './polledRecords.mts';
import { data, poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { began, iso, MINUTE, world } from './pollTimes.mts';

usePolledTenant({ counts: { identities: 20, accounts: 10, events: 1 } });

const EVENTS_PER_HOUR = 5000;
/** Without the fields that search adds. */
const EVENT_BYTES = 1300;
const POLL_INTERVAL = 5 * MINUTE;

/** Adds the events of a period that ends now. */
function addEvents(period: number): void {
	const count = Math.round((period / (60 * MINUTE)) * EVENTS_PER_HOUR);
	const { length } = JSON.stringify(data().events.at(0));
	const padding = 'x'.repeat(EVENT_BYTES - length);
	for (let index = 1; index <= count; index++) {
		const at = world.time - period + Math.floor((index * period) / count) - 1;
		addLike(data().events, { created: iso(at), padding });
	}
}

// The table in docs/polling-trigger.md shows these numbers.
test.each([
	[5, 12, 2],
	[60, 140, 3],
	[240, 560, 7],
])(
	'a look-back of %i minutes stores %i kB and takes %i requests per poll',
	async (lookBack, kB, requests) => {
		const trigger = poller('auditEvent', { options: { lookBack, maxItems: 100_000 } });
		await trigger.poll();
		world.time = began + lookBack * MINUTE;
		addEvents(lookBack * MINUTE);
		await trigger.poll();
		world.time += POLL_INTERVAL;
		addEvents(POLL_INTERVAL);
		tenant().counters.reset();
		await trigger.poll();
		expect(Math.round(trigger.stored.length / 1000)).toBe(kB);
		expect(tenant().counters.total).toBe(requests);
	},
	60_000,
);
