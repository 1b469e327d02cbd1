import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { pollClock } from '../../nodes/IscPollTrigger/clock.ts';
import type { OptionsInput, Simulator } from '../../simulator/src/server.mts';
import { createCredential, useTenant } from './fixture.mts';
import { Poller } from './pollHarness.mts';
import { began, MINUTE, world } from './pollTimes.mts';

let tenantOf: () => Simulator;
export const tenant = () => tenantOf();
export const data = () => tenant().data;

/** Starts a tenant for the tests of a file, and resets it before each test. */
export function usePolledTenant(more: OptionsInput = {}): void {
	tenantOf = useTenant({
		...more,
		now: () => world.time,
		tokenLifetimeSeconds: 43_200,
		taskMs: MINUTE,
		rateLimit: { enabled: false },
		logBodies: true,
	});
	beforeEach(() => {
		world.time = began;
		Object.assign(tenant().options, {
			indexLagMs: 0,
			indexLagSpreadMs: 0,
			dateForm: 'iso',
			dateHeader: 'time',
			dateHeaderOffsetMs: 0,
			unmodified: 'created',
			workItems: 'own',
		});
		jest
			.spyOn(pollClock, 'now')
			.mockImplementation(() => DateTime.fromMillis(world.time, { zone: 'utc' }));
	});
}

/** Creates a trigger with a new credential. */
export const poller = (event: string, more: IDataObject = {}) =>
	new Poller(createCredential(tenant()), { event, ...more });

export const idsOf = (records: IDataObject[]) => records.map(({ id }) => id);
